-- hera.books_hash: SHA-256 over everything that stood in the books before an instant, by account, branch and currency, in
-- hexadecimal. With p_recorded from the lines that were recorded before it, else with the kept balances' help: the two are
-- the same as long as nothing was added behind a closing. No locks.
create or replace function hera.books_hash(p_organization_id uuid, p_until timestamptz, p_recorded timestamptz)
returns text language plpgsql stable set search_path = '' as $$
begin
  return (
    select encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', coalesce(s.account_id::text, '-'), coalesce(s.branch_id, '-'),
      s.currency_code, s.is_closing, s.is_converted, trim_scale(s.debit), trim_scale(s.credit), trim_scale(s.base_debit),
      trim_scale(s.base_credit)), E'\n' order by s.account_id, s.branch_id collate "C", s.currency_code collate "C", s.is_closing,
      s.is_converted), ''), 'UTF8')), 'hex')
    from hera.book_sums(p_organization_id, p_until, p_recorded) s);
end
$$;
