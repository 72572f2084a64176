-- hera.new_transaction_number: a number for a transaction that brings none: the day and 48 random bits of its id, so that
-- nobody waits for anybody's counter. Immutable, no locks.
create or replace function hera.new_transaction_number(p_id uuid)
returns text language plpgsql stable set search_path = '' as $$
begin
  return to_char(now(), '"TXN-"YYYYMMDD-') || upper(right(p_id::text, 12));
end
$$;
