-- hera.ledger_account: the account that the books themselves post to: rounding (what converting currencies leaves over) or
-- retained_earnings (what a year leaves). It is known by its smart code, so that it may be renamed and renumbered, and made
-- when it is first needed. Locks: advisory (organization, account) when it has to be made.
create or replace function hera.ledger_account(p_organization_id uuid, p_role text)
returns uuid language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_codes text[] := case p_role when 'rounding' then array['HERA.FIN.GL.ACCOUNT.ROUNDING.V1', '7900', 'Currency rounding', 'expense']
    else array['HERA.FIN.GL.ACCOUNT.RETAINED_EARNINGS.V1', '3900', 'Retained earnings', 'equity'] end;
  v_id uuid;
begin
  for v_attempt in 1 .. 2 loop
    select e.id into v_id from public.core_entities e
    where e.organization_id = p_organization_id and e.smart_code::text in (v_codes[1], replace(v_codes[1], '.V1', '.v1'))
      and e.entity_type = 'GL_ACCOUNT' and e.deleted_at is null
    order by e.id limit 1;
    if found then
      return v_id;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(p_organization_id || ' account ' || p_role, 0));
  end loop;
  v_id := uuidv7();
  perform hera.found_entity(p_organization_id, v_id, jsonb_build_object('entity_type', 'GL_ACCOUNT', 'entity_name', v_codes[3],
      'smart_code', v_codes[1], 'entity_code', v_codes[2] || case when exists (
        select from public.core_entities e
        where e.organization_id = p_organization_id and e.entity_code = v_codes[2] and e.entity_type = 'GL_ACCOUNT'
          and e.deleted_at is null) then '-' || upper(right(v_id::text, 6)) else '' end),
    jsonb_build_object('account_type', v_codes[4], 'normal_balance', case v_codes[4] when 'expense' then 'debit' else 'credit' end),
    'needed by the books');
  return v_id;
end
$$;
