-- hera.bulk_undone: the results of an atomic batch that was undone: the refused member keeps its reason, every other, tried
-- or not, says that it was not done. Immutable, no locks.
create or replace function hera.bulk_undone(p_results jsonb, p_total integer)
returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return (
    select jsonb_agg(case when r.value -> 'success' = 'false' then r.value else jsonb_build_object('index', n, 'entity_id', null,
      'success', false, 'code', 'ZH013',
      'error', 'HERA_BATCH_ROLLED_BACK: not done, because another member of the atomic batch was refused') end order by n)
    from generate_series(0, p_total - 1) n
    left join jsonb_array_elements(p_results) r on (r.value ->> 'index')::integer = n);
end
$$;
