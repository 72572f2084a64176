-- hera.post_two_sides: posts one amount from one account to another, for a procedure that the platform vouches for: the caller's role is not
-- asked. p_header: as of a transaction. Answers as hera.create_transaction. Locks: the fiscal period (shared). Fails the procedure with
-- PERIOD_CLOSED when nothing can be dated so, and refuses what hera.create_transaction refuses.
create or replace function hera.post_two_sides(p_header jsonb, p_amount numeric, p_debit uuid, p_credit uuid)
returns jsonb language plpgsql volatile set search_path = '' as $$
begin
  return hera.create_transaction(nullif(current_setting('hera.organization_id', true), '')::uuid, 'owner',
    p_header || jsonb_build_object('total_amount', p_amount), array[
      jsonb_build_object('line_number', 1, 'line_type', 'GL', 'smart_code', 'HERA.FIN.GL.LINE.ENTRY.V1', 'entity_id', p_debit,
        'debit_amount', p_amount, 'description', p_header -> 'metadata' -> 'description'),
      jsonb_build_object('line_number', 2, 'line_type', 'GL', 'smart_code', 'HERA.FIN.GL.LINE.ENTRY.V1', 'entity_id', p_credit,
        'credit_amount', p_amount, 'description', p_header -> 'metadata' -> 'description')], '{}', '[]', '{}');
exception
  when sqlstate 'ZH017' then
    perform hera.fail_procedure('PERIOD_CLOSED', regexp_replace(sqlerrm, '^HERA_[A-Z_]+: ', ''), null);
    return null;
end
$$;
