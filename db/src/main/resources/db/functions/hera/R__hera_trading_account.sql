-- hera.trading_account: the account that trade posts to for a purpose (cash, card, bank, inventory, …). It is the one whose smart code says so
-- (HERA.FIN.GL.ACCOUNT.{PURPOSE}.V1: an organization that numbers its accounts in its own way gives them these), else the one with
-- the usual code and type, else it is made when it is first needed. Locks: advisory (organization, account) when it has to be made.
create or replace function hera.trading_account(p_organization_id uuid, p_purpose text)
returns uuid language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_smart_code text := format('HERA.FIN.GL.ACCOUNT.%s.V1', upper(p_purpose));
  v_usual record;
  v_id uuid;
begin
  select u.* into strict v_usual from hera.usual_accounts() u where u.purpose = p_purpose;
  for v_attempt in 1 .. 2 loop
    select e.id into v_id from public.core_entities e
    left join public.core_dynamic_data d on d.organization_id = e.organization_id and d.entity_id = e.id and d.field_name = 'account_type'
    where e.organization_id = p_organization_id and e.entity_type = 'GL_ACCOUNT' and e.deleted_at is null
      and (e.smart_code::text in (v_smart_code, replace(v_smart_code, '.V1', '.v1'))
        or e.entity_code = v_usual.code and lower(d.field_value_text) = v_usual.account_type)
    order by e.smart_code::text in (v_smart_code, replace(v_smart_code, '.V1', '.v1')) desc, e.id limit 1;
    if found then
      return v_id;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(p_organization_id || ' account ' || p_purpose, 0));
  end loop;
  v_id := uuidv7();
  perform hera.found_entity(p_organization_id, v_id, jsonb_build_object('entity_type', 'GL_ACCOUNT', 'entity_name', v_usual.name,
      'smart_code', v_smart_code, 'entity_code', v_usual.code || case when exists (
        select from public.core_entities e
        where e.organization_id = p_organization_id and e.entity_code = v_usual.code and e.entity_type = 'GL_ACCOUNT'
          and e.deleted_at is null) then '-' || upper(right(v_id::text, 6)) else '' end),
    jsonb_build_object('account_type', v_usual.account_type, 'normal_balance',
      case when v_usual.account_type in ('asset', 'expense') then 'debit' else 'credit' end), 'needed by trade');
  return v_id;
end
$$;
