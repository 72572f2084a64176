-- D2: what the application logs in as is bound by row-level security and cannot become somebody who is not.
select r.rolname || ' is superuser, has BYPASSRLS or may become ' || coalesce(m.rolname, 'anybody') as finding
from pg_roles r
left join pg_roles m on m.rolname in ('hera_owner', 'hera_writer', 'hera_system') and m.oid <> r.oid
  and pg_has_role(r.oid, m.oid, 'member')
where r.rolname in ('hera_app', 'hera_reader', 'hera_writer', 'hera_system') and (r.rolsuper or r.rolbypassrls or m.oid is not null)
