-- hera.replace_lines: gives a transaction other lines instead of those it has, and answers what changed as [{path, from,
-- to}], field by field (hera.changed_lines). A draft that gets GL lines is marked
-- GL first, since GL lines belong to nothing else. The transaction is locked by the caller. Refuses: ZH013 posted.
create or replace function hera.replace_lines(
  p_old public.universal_transactions, p_new public.universal_transactions, p_lines jsonb[], p_smart_code text
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_before jsonb := hera.lines_by_number(p_old.organization_id, p_old.id);
begin
  if p_new.is_gl and not p_old.is_gl then
    update public.universal_transactions t set is_gl = true
    where t.organization_id = p_old.organization_id and t.id = p_old.id;
  end if;
  delete from public.universal_transaction_lines l
  where l.organization_id = p_old.organization_id and l.transaction_id = p_old.id;
  if cardinality(p_lines) > 0 then
    perform hera.insert_lines(p_old.organization_id, p_old.id, p_lines, p_new.currency_code, p_smart_code, null);
  end if;
  return hera.changed_lines(v_before, hera.lines_by_number(p_old.organization_id, p_old.id));
end
$$;
