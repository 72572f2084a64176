-- hera.verify_periods: whether the books still say of every closed period what they said when it was closed (hera.books_stand), as
-- JSON members in text: {data: [{period_code, closed_at, books_hash, intact}], intact}, oldest first. Periods that were closed before
-- hashes were kept are not in it. Reads only.
create or replace function hera.verify_periods()
returns text language plpgsql stable set search_path = '' as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_answer text;
begin
  select '"data":[' || coalesce(string_agg(json_build_object('period_code', p.entity_code, 'closed_at', hera.utc(p.closed_at),
      'books_hash', p.stored, 'intact', p.stands)::text, ',' order by p.entity_code), '')
    || '],"intact":' || coalesce(bool_and(p.stands), true)
  into v_answer
  from (
    select e.entity_code, c.field_value_date as closed_at, h.field_value_text as stored,
      hera.books_stand(v_organization_id, e.entity_code, c.field_value_date, h.field_value_text) as stands
    from public.core_entities e
    join public.core_dynamic_data h on h.organization_id = e.organization_id and h.entity_id = e.id and h.field_name = 'books_hash'
    join public.core_dynamic_data c on c.organization_id = e.organization_id and c.entity_id = e.id and c.field_name = 'closed_at'
    where e.organization_id = v_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null
  ) p;
  return v_answer;
end
$$;
grant execute on function hera.verify_periods, hera.books_hash, hera.end_of_period to hera_app;
