-- hera.open_import: makes the session's own place where an import's rows wait (COPY fills it), an empty one. It is a
-- temporary table of hera_writer, so that no login can make tables; the application may only add rows to it. Each row is
-- a line of the file: ref, the entity_id that the file gives the entity (how other lines point to it); entity_id, the one
-- it got here; operation, as hera.change_entities_in_batch takes it; later, references that had to wait.
-- Call it before the import's first transaction; hera.close_import takes it away.
create or replace function hera.open_import()
returns void language plpgsql volatile security definer set search_path = '' set client_min_messages = warning as $$
begin
  drop table if exists pg_temp.hera_import;
  create temporary table hera_import (
    line integer primary key,
    ref uuid,
    entity_id uuid,
    known boolean,
    operation jsonb not null,
    later jsonb
  );
  create index on pg_temp.hera_import (ref) where ref is not null;
  grant insert (line, ref, operation) on pg_temp.hera_import to hera_app;
end
$$;
alter function hera.open_import() owner to hera_writer;
grant execute on function hera.open_import() to hera_app;
