-- hera.till_number: the number of the transaction that closes a till for a day: one for each branch, till, currency and day. Immutable, no locks.
create or replace function hera.till_number(p_branch_id uuid, p_till text, p_currency text, p_day date)
returns text language plpgsql immutable set search_path = '' as $$
begin
  return format('CASH-CLOSE-%s-%s-%s', to_char(p_day, 'YYYYMMDD'), p_till, p_currency)
    || coalesce('-' || upper(replace(p_branch_id::text, '-', '')), '');
end
$$;
