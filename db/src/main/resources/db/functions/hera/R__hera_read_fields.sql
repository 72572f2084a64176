-- hera.read_fields: dynamic fields out of a request, by name: the typed form {field_type, field_value_*, smart_code}
-- and the simple one {value, type, smart_code}, whose value is converted. A missing type follows from the value given.
-- null (a removal) is left out. Refuses with PostgreSQL's own class 22 what does not convert. No locks.
create or replace function hera.read_fields(p_dynamic jsonb)
returns hera.field[] language plpgsql immutable set search_path = '' set timezone = 'UTC' as $$
begin
  return array(
    select row(
        f.name, f.kind,
        case when f.kind = 'text' then coalesce(f.body ->> 'field_value_text', f.body ->> 'field_value', f.body ->> 'value')
          else f.body ->> 'field_value_text' end,
        case when f.kind = 'number' then coalesce(f.body ->> 'field_value_number', f.body ->> 'value')
          else f.body ->> 'field_value_number' end::numeric,
        case when f.kind = 'boolean' then coalesce(f.body ->> 'field_value_boolean', f.body ->> 'value')
          else f.body ->> 'field_value_boolean' end::boolean,
        case when f.kind = 'date' then coalesce(f.body ->> 'field_value_date', f.body ->> 'value')
          else f.body ->> 'field_value_date' end::timestamptz,
        nullif(case when f.kind = 'json' then coalesce(f.body -> 'field_value_json', f.body -> 'value')
          else f.body -> 'field_value_json' end, 'null'),
        f.body ->> 'smart_code')::hera.field
    from (
      select d.key as name, d.value as body, lower(coalesce(d.value ->> 'field_type', d.value ->> 'type',
        case
          when d.value ? 'field_value_number' then 'number'
          when d.value ? 'field_value_boolean' then 'boolean'
          when d.value ? 'field_value_date' then 'date'
          when d.value ? 'field_value_json' then 'json'
          else 'text'
        end)) as kind
      from jsonb_each(p_dynamic) d
      where jsonb_typeof(d.value) <> 'null'
      order by d.key collate "C"
    ) f);
end
$$;
grant execute on function hera.read_fields to hera_app;
