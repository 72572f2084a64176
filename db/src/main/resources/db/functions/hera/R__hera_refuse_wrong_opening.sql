-- hera.refuse_wrong_opening: what an organization brings with it from its former books (a transaction of type GL_OPENING) stands on
-- accounts that are carried forward: assets, liabilities, equity. What was earned and spent before is a movement, and belongs
-- into a journal. ZH018 naming the first line that is none of it. No locks.
create or replace function hera.refuse_wrong_opening(p_organization_id uuid, p_transaction_id uuid)
returns void language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_line record;
begin
  select l.line_number, a.entity_code, hera.account_type(l.entity_id) as account_type into v_line
  from public.universal_transaction_lines l
  left join public.core_entities a on a.organization_id = l.organization_id and a.id = l.entity_id
  where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
    -- What rounding leaves over has no amount of its own, and stands where it must (hera.add_rounding_line).
    and (l.debit_amount <> 0 or l.credit_amount <> 0)
    and coalesce(hera.account_type(l.entity_id), '') not in ('asset', 'liability', 'equity')
  order by l.line_number limit 1;
  if found then
    raise exception using errcode = 'ZH018',
      message = format('HERA_GL_AMOUNT_INVALID: line %s: an opening balance stands on an asset, liability or equity account',
        v_line.line_number),
      detail = json_strip_nulls(json_build_object('code', 'GL-OPENING-ACCOUNT', 'line_number', v_line.line_number,
        'field', 'entity_id', 'account_code', v_line.entity_code, 'account_type', v_line.account_type))::text;
  end if;
end
$$;
