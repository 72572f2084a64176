-- hera.insert_lines: gives a transaction lines, in one statement. The GL form {line_data.side, line_amount} is stored as
-- debit or credit, too (D5); a line without a number takes its place, a GL amount without currency p_currency. p_smart_code
-- is for lines without one, NULL where each must have its own; what is in p_base, the base currency, is worth itself. Locks: the inserted rows; by foreign key transaction and
-- entities. Refuses: ZH009, ZH010, and what hera.guard_new_lines refuses.
-- The form before this one, which knew no base currency, would stay beside it.
drop function if exists hera.insert_lines(uuid, uuid, jsonb[], text, text);
create or replace function hera.insert_lines(
  p_organization_id uuid, p_transaction_id uuid, p_lines jsonb[], p_currency text, p_smart_code text,
  p_base text
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  perform hera.refuse_incomplete_lines(p_lines, p_smart_code);
  insert into public.universal_transaction_lines
    (organization_id, transaction_id, line_number, line_type, description, entity_id, quantity, unit_amount, line_amount,
     discount_amount, tax_amount, debit_amount, credit_amount, currency_code, base_amount, smart_code, line_data, metadata)
  select p_organization_id, p_transaction_id, coalesce((l.value ->> 'line_number')::integer, l.position),
    upper(l.value ->> 'line_type'), l.value ->> 'description', (l.value ->> 'entity_id')::uuid,
    (l.value ->> 'quantity')::numeric, (l.value ->> 'unit_amount')::numeric, (l.value ->> 'line_amount')::numeric,
    (l.value ->> 'discount_amount')::numeric, (l.value ->> 'tax_amount')::numeric,
    l.debit, l.credit, l.currency,
    case when num_nonnulls(l.debit, l.credit) > 0 and l.currency = p_base then coalesce(l.debit, 0) - coalesce(l.credit, 0) end,
    coalesce(l.value ->> 'smart_code', p_smart_code), coalesce(nullif(l.value -> 'line_data', 'null'), '{}'),
    coalesce(nullif(l.value -> 'metadata', 'null'), '{}')
  from (
    select n.value, n.position::integer,
      coalesce((n.value ->> 'debit_amount')::numeric, case when s.side in ('DR', 'DEBIT') then (n.value ->> 'line_amount')::numeric end) as debit,
      coalesce((n.value ->> 'credit_amount')::numeric, case when s.side in ('CR', 'CREDIT') then (n.value ->> 'line_amount')::numeric end) as credit,
      coalesce(n.value ->> 'currency_code', case
        when s.side is not null or n.value ? 'debit_amount' or n.value ? 'credit_amount' then p_currency end) as currency
    from unnest(p_lines) with ordinality n (value, position),
      lateral (select upper(n.value -> 'line_data' ->> 'side')) s (side)
  ) l;
end
$$;
