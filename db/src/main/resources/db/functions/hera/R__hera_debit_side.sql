-- hera.debit_side: what a balance (debit less credit) shows on the debit side: itself, or a zero of its scale when it is on the other;
-- of -balance, what it shows on the credit side. Immutable, no locks.
create or replace function hera.debit_side(p_balance numeric)
returns numeric language plpgsql immutable set search_path = '' as $$
begin
  return case when p_balance > 0 then p_balance else abs(p_balance * 0) end;
end
$$;
grant execute on function hera.debit_side to hera_app;
