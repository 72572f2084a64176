-- hera.ledger_kind: what a transaction's type and smart code make it (D5): system (D15), gl, financial, or none. A line's
-- smart code may make a transaction gl, too: see hera.is_gl_code. Immutable, no locks.
create or replace function hera.ledger_kind(p_type text, p_smart_code text)
returns text language plpgsql immutable set search_path = '' as $$
begin
  return case
    when p_type ~ '^(AUDIT$|SEAL$|ORCH_|MIGRATION_OPERATION$|SECURITY_VALIDATION$)' then 'system'
    when p_type = 'JOURNAL_ENTRY' or starts_with(p_type, 'GL_') or p_smart_code ~ '\.GL\.' then 'gl'
    when p_type in ('SALE', 'POS_SALE', 'INVOICE', 'PAYMENT', 'REFUND', 'EXPENSE', 'PURCHASE')
      or p_smart_code ~ '\.(FIN|ACCOUNTING|AR|AP)\.' then 'financial'
    else 'none'
  end;
end
$$;
grant execute on function hera.ledger_kind to hera_app;
