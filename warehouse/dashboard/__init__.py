"""The dashboard: pages in a browser over the published file, and over nothing else.

It opens `current.duckdb` read-only, follows its link when a new night is published, and asks it in
the plain SQL of sql/dashboard. `app.py` is the entry that Streamlit runs.
"""
