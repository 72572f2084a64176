-- The five roles (D2). They belong to the cluster, not to the database, so they stand before Flyway's first migration.
-- Run by a login that may create roles; idempotent. Passwords are set by whoever runs the cluster.
do $$
declare
  v_role text;
begin
  foreach v_role in array array['hera_owner', 'hera_writer', 'hera_app', 'hera_system', 'hera_reader'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
      execute format('create role %I %s nosuperuser nobypassrls nocreatedb nocreaterole',
        v_role, case when v_role in ('hera_writer', 'hera_system') then 'nologin' else 'login' end);
    end if;
  end loop;
end
$$;

-- The owner hands functions over to the two roles that run them, and becomes hera_system to touch rows in a migration.
grant hera_writer, hera_system to hera_owner;

-- A parallel worker costs more than it brings to queries of a few milliseconds.
alter role hera_app set max_parallel_workers_per_gather = 0;
alter role hera_app set timezone = 'UTC';
