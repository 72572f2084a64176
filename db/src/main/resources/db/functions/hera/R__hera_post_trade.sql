-- hera.post_trade: posts a journal that a procedure has computed, as hera.create_transaction does, with every guard of the books. The role that
-- a journal needs is not asked of the one who sells: his orchestration's was, and nothing of the journal is his. Answers what
-- hera.create_transaction answers. Locks: hera.create_transaction. Fails the procedure with PERIOD_CLOSED.
create or replace function hera.post_trade(p_transaction jsonb, p_lines jsonb[], p_origin_id uuid)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_message text;
  v_detail text;
begin
  return hera.create_transaction(nullif(current_setting('hera.organization_id', true), '')::uuid, 'owner',
    jsonb_strip_nulls(p_transaction), p_lines, '{}', '[]', '{}', p_origin_id);
exception
  when sqlstate 'ZH017' then
    get stacked diagnostics v_message = message_text, v_detail = pg_exception_detail;
    perform hera.fail_procedure('PERIOD_CLOSED', regexp_replace(v_message, '^HERA_\w+: ', ''),
      v_detail::jsonb || jsonb_build_object('guardrail', v_detail::jsonb -> 'code'));
end
$$;
