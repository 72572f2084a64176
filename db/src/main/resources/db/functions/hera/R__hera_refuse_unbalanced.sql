-- hera.refuse_unbalanced: the lines of a GL transaction balance per currency, exactly, and no amount has more decimals
-- than its currency (D5); what they are worth in the base currency balances, too (promise L13). ZH018 for an amount, ZH016 with every currency that does not balance in DETAIL. No locks.
create or replace function hera.refuse_unbalanced(p_organization_id uuid, p_transaction_id uuid)
returns void language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_wrong record;
begin
  for v_wrong in
    select l.currency_code,
      l.currency_code is null
        or max(greatest(min_scale(l.debit_amount), min_scale(l.credit_amount))) > hera.minor_units(l.currency_code) as is_invalid
    from public.universal_transaction_lines l
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
      and num_nonnulls(l.debit_amount, l.credit_amount) > 0
    group by l.currency_code
    having sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) <> 0
      or l.currency_code is null
      or max(greatest(min_scale(l.debit_amount), min_scale(l.credit_amount))) > hera.minor_units(l.currency_code)
  loop
    if v_wrong.is_invalid then
      perform hera.refuse_gl_amount(p_organization_id, p_transaction_id);
    end if;
    raise exception using errcode = 'ZH016', message = 'HERA_GL_UNBALANCED: debits and credits differ',
      detail = json_build_object('code', 'GL-UNBALANCED.V1', 'currencies',
        hera.gl_balances(p_organization_id, p_transaction_id, true))::text;
  end loop;
  if (
      select sum(l.base_amount) from public.universal_transaction_lines l
      where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id) <> 0 then
    raise exception using errcode = 'ZH016', message = 'HERA_GL_UNBALANCED: debits and credits differ in the base currency',
      detail = json_build_object('code', 'GL-UNBALANCED.V1', 'base_currency', hera.base_currency(p_organization_id))::text;
  end if;
end
$$;
