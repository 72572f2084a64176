-- hera.changes_of_creation: a creation's log entry, of an entity or of a transaction, as changes from nothing: [{path,
-- from: null, to}]. Its lines are [line]; of entries that close a year they once were logged as {number: line}. Immutable.
create or replace function hera.changes_of_creation(p_created jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_lines jsonb := (
    select jsonb_agg(l.value || jsonb_build_object('line_number', l.key::integer) order by l.key::integer)
    from jsonb_each(case jsonb_typeof(p_created -> 'lines') when 'object' then p_created -> 'lines' end) l);
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', c.path, 'from', null, 'to', c.value) order by c.part, c.path)
    from (
      select 1 as part, k.key as path, k.value
      from jsonb_each(coalesce(p_created -> 'entity', p_created -> 'transaction')) k
      where k.key not in ('id', 'entity_id', 'transaction_id', 'organization_id')
      union all
      select 1 + l.position::integer, format('lines.%s.%s', coalesce(l.value ->> 'line_number', l.position::text), f.key), f.value
      from jsonb_array_elements(case jsonb_typeof(p_created -> 'lines') when 'object' then v_lines else p_created -> 'lines' end)
        with ordinality l (value, position), lateral jsonb_each(l.value) f
      where f.key <> 'line_number'
      union all
      select 1000000, 'dynamic.' || f.field_name, hera.field_value(f) from unnest(hera.read_fields(p_created -> 'dynamic')) f
      union all
      select 1000001, 'relationships.' || upper(r.value ->> 'relationship_type'), jsonb_agg(r.value -> 'to_entity_id')
      from jsonb_array_elements(p_created -> 'relationships') r group by 2
    ) c
    where c.value <> 'null'), '[]');
end
$$;
grant execute on function hera.changes_of_creation to hera_app;
