-- Does the release hold this table?
select 1 as found
from duckdb_tables()
where schema_name || '.' || table_name = $table
