-- hera.close_import: ends what hera.open_import began; harmless when nothing was begun.
create or replace function hera.close_import()
returns void language plpgsql volatile security definer set search_path = '' set client_min_messages = warning as $$
begin
  drop table if exists pg_temp.hera_import;
end
$$;
alter function hera.close_import() owner to hera_writer;
grant execute on function hera.close_import() to hera_app;
