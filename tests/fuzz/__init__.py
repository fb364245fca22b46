"""Pages broken in every way: `make fuzz` reads 20,000 of them, the tests 200, the slow ones 300."""
