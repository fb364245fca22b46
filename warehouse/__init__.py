"""The DuckDB side of fazhi: open, load, build, publish, export. Imports nothing of `flows`."""
