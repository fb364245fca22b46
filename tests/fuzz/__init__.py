"""Pages broken in every way: `make fuzz` reads 20,000 of them, the tests 500."""
