-- hera.read_a_field: a field of p_fields ({field: condition on its row}) and the entities that meet its condition: the first in
-- p_order of those that at most p_most entities meet, else at most three times as many, and so on. Read at once rather than counted before, which costs as much.
-- NULL without fields. Runs as the caller under row-level security; reads only.
create or replace function hera.read_a_field(p_fields jsonb, p_order text[], p_most integer, out field text, out ids uuid[])
language plpgsql stable strict set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  v_most bigint := p_most;
begin
  loop
    foreach field in array p_order loop
      execute hera.field_sets(jsonb_build_object(field, p_fields -> field), field, v_most + 1) into ids;
      if cardinality(ids) <= v_most then
        return;
      end if;
    end loop;
    exit when not found;
    v_most := v_most * 3;
  end loop;
end
$$;
grant execute on function hera.read_a_field to hera_app;
