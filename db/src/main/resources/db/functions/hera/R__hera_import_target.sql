-- hera.import_target: what a reference of an imported line means here: the entity that another line of the file became,
-- NULL when that line has not been written (yet), and the id itself when no line of the file has it. See hera.open_import.
create or replace function hera.import_target(p_id uuid)
returns uuid language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_entity_id uuid;
begin
  select i.entity_id into v_entity_id from pg_temp.hera_import i where i.ref = p_id order by i.line limit 1;
  return case when found then v_entity_id else p_id end;
end
$$;
