-- hera.render_listing: runs a statement that finds (id, keys) in order, $1 in it being p_ids, and renders its page: items as hera.entity_item writes them, and
-- their sort keys. Runs as the caller under row-level security; reads only.
create or replace function hera.render_listing(
  p_statement text, p_query jsonb, p_ids uuid[], p_limit integer, p_offset integer, out items text[], out keys jsonb
) language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
begin
  execute format(
    'select coalesce(array_agg(hera.entity_item(e, %L, %L, %L) order by p.place), ''{}''),
       coalesce(jsonb_agg(p.keys order by p.place), ''[]'')
     from (select s.id, s.keys, row_number() over () as place from (%s limit %s offset %s) s) p
     join public.core_entities e
       on e.organization_id = %s and e.id = p.id',
    coalesce((p_query ->> 'include_dynamic')::boolean, true), coalesce((p_query ->> 'include_relationships')::boolean, false),
    coalesce((p_query ->> 'include_audit_fields')::boolean, false), p_statement, p_limit, p_offset, hera.own_organization())
  into items, keys using p_ids;
end
$$;
grant execute on function hera.render_listing to hera_app;
