-- hera.listing_statement: the statement that finds a listing's entities in order: (id, keys); p_window narrows it. No locks.
create or replace function hera.listing_statement(p_listing hera.listing_phase, p_window text)
returns text language plpgsql immutable set search_path = '' as $$
begin
  return format('select e.id, jsonb_build_array(%s) as keys from %s where %s and %s and %s order by %s', p_listing.keys, p_listing.source,
    p_listing.conditions, hera.keyset_condition(p_listing.sort, p_listing.after), p_window, hera.sort_clause(p_listing.sort));
end
$$;
grant execute on function hera.listing_statement to hera_app;
