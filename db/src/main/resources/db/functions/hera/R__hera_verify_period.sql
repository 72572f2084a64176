-- hera.verify_period: whether what the books of the caller's organization say of one closed period is what they said at its closing
-- (hera.books_stand): of the p_turn-th, round and round, since each is a sum over every line before. Answers the period's code when it
-- is not, else NULL. Reads only; no locks.
create or replace function hera.verify_period(p_turn bigint)
returns text language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_period record;
begin
  select p.* into v_period
  from (
    select e.entity_code, h.field_value_text as stored, c.field_value_date as closed_at,
      row_number() over (order by e.entity_code) - 1 as place, count(*) over () as periods
    from public.core_entities e
    join public.core_dynamic_data h on h.organization_id = e.organization_id and h.entity_id = e.id and h.field_name = 'books_hash'
    join public.core_dynamic_data c on c.organization_id = e.organization_id and c.entity_id = e.id and c.field_name = 'closed_at'
    where e.organization_id = v_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null
  ) p
  where p.place = p_turn % p.periods;
  if not found then
    return null;
  end if;
  return case when not hera.books_stand(v_organization_id, v_period.entity_code, v_period.closed_at, v_period.stored)
    then v_period.entity_code end;
end
$$;
grant execute on function hera.verify_period to hera_app;
