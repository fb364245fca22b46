"""Side-by-side measurements; run them with `python -m bench`."""
