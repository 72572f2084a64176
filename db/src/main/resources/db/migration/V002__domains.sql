-- Checks as domains: a domain's check is prepared once per session, a table's CHECK by every statement.

-- D4: HERA, an industry of 2-15, two to eight segments of 2-30, a version. Equal to
-- '^HERA\.[A-Z0-9]{2,15}(\.[A-Z0-9_]{2,30}){2,8}\.[Vv][0-9]+$', whose nested bounds cost 47 us where this costs 2.
create domain hera.smart_code as text
  check (
    value ~ '^HERA\.[A-Z0-9][A-Z0-9]+(?:\.[A-Z0-9_][A-Z0-9_]+)+\.[Vv][0-9]+$'
    and length(value) - length(replace(value, '.', '')) between 4 and 10
    and length(split_part(value, '.', 2)) <= 15
    and (length(value) < 45 or value !~ '[^.]{31}\.')
  );

-- Types of entities, relationships, transactions and lines: upper case, as the API writes them.
create domain hera.kind as text
  check (value = upper(value) and length(value) between 1 and 255);

-- Names and codes.
create domain hera.short_text as text
  check (length(value) between 1 and 255);

create domain hera.description as text
  check (length(value) <= 10000);

-- ISO 4217.
create domain hera.currency_code as text
  check (value ~ '^[A-Z][A-Z][A-Z]$');

-- One dynamic field as the functions pass it around between request and rows.
create type hera.field as (
  field_name text,
  field_type text,
  field_value_text text,
  field_value_number numeric,
  field_value_boolean boolean,
  field_value_date timestamptz,
  field_value_json jsonb,
  smart_code text
);

-- hera.value_fits: the value stands in the column of its type and in no other, and JSON can say it. Short plpgsql on
-- purpose: a SQL function would be inlined and prepared again by every statement. Immutable, no locks.
create function hera.value_fits(
  p_type text, p_text text, p_number numeric, p_boolean boolean, p_date timestamptz, p_json jsonb
) returns boolean language plpgsql immutable set search_path = '' as $$
begin
  return case p_type
    when 'text' then num_nonnulls(p_number, p_boolean, p_date, p_json) = 0
    when 'number' then num_nonnulls(p_text, p_boolean, p_date, p_json) = 0
      and (p_number is null or p_number > '-Infinity' and p_number < 'Infinity')
    when 'boolean' then num_nonnulls(p_text, p_number, p_date, p_json) = 0
    when 'date' then num_nonnulls(p_text, p_number, p_boolean, p_json) = 0
      and (p_date is null or isfinite(p_date))
    when 'json' then num_nonnulls(p_text, p_number, p_boolean, p_date) = 0
    else false
  end;
end
$$;
grant execute on function hera.value_fits to hera_app, hera_reader;

-- One column of a listing's order: an expression over the row e, its type, its direction.
create type hera.sort_key as (
  expression text,
  type_name text,
  descending boolean
);
