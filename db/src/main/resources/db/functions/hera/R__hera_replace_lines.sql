-- hera.replace_lines: gives a transaction other lines instead of those it has, and answers what changed as [{path, from,
-- to}], field by field (hera.changed_lines); when that is nothing, those it has stay. A draft that gets GL lines is marked
-- GL first, since GL lines belong to nothing else. The transaction is locked by the caller. Refuses: ZH013 posted.
create or replace function hera.replace_lines(
  p_old public.universal_transactions, p_new public.universal_transactions, p_lines jsonb[], p_smart_code text
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_before jsonb := hera.lines_by_number(p_old.organization_id, p_old.id);
  v_changes jsonb;
begin
  if p_new.is_gl and not p_old.is_gl then
    update public.universal_transactions t set is_gl = true
    where t.organization_id = p_old.organization_id and t.id = p_old.id;
  end if;
  begin
    delete from public.universal_transaction_lines l
    where l.organization_id = p_old.organization_id and l.transaction_id = p_old.id;
    if cardinality(p_lines) > 0 then
      perform hera.insert_lines(p_old.organization_id, p_old.id, p_lines, p_new.currency_code, p_smart_code, null);
    end if;
    v_changes := hera.changed_lines(v_before, hera.lines_by_number(p_old.organization_id, p_old.id));
    if v_changes = '[]' then
      -- Only what is written as it would be can be compared; then it is taken back, and no line gets another id.
      raise no_data_found;
    end if;
  exception
    when no_data_found then
      if v_changes is distinct from '[]' then
        raise;
      end if;
  end;
  return v_changes;
end
$$;
