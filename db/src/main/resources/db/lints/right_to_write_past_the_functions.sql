-- D2: the application and the readers read; they write through functions alone.
select g.grantee || ' may ' || g.privilege_type || ' on ' || g.table_schema || '.' || g.table_name as finding
from information_schema.role_table_grants g
where g.grantee in ('hera_app', 'hera_reader', 'PUBLIC') and g.privilege_type <> 'SELECT'
  and g.table_schema in ('public', 'hera', 'rpc', 'reporting', 'flyway')
