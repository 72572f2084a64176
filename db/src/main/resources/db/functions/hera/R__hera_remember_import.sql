-- hera.remember_import: what a repeated part of an import had learned about its lines, [[line, entity_id, later], …], put
-- back into the session's table, so that later lines find them. See hera.import_entities.
create or replace function hera.remember_import(p_kept jsonb)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off set enable_hashjoin = off as $$
begin
  update pg_temp.hera_import i
  set entity_id = (k.value ->> 1)::uuid, later = nullif(k.value -> 2, 'null')
  from jsonb_array_elements(coalesce(nullif(p_kept, 'null'), '[]')) k
  where i.line = (k.value ->> 0)::integer;
end
$$;
