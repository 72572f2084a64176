-- hera.field_given: one field of a list without its name and without what is null: a value under field_value is read by the
-- field's type, and the type follows from that value when none is named. Immutable, no locks.
create or replace function hera.field_given(p_field jsonb, p_smart_code text)
returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  v_given jsonb := (select jsonb_object_agg(m.key, m.value) from jsonb_each(p_field) m where m.value <> 'null');
  v_value jsonb := coalesce(v_given -> 'field_value', v_given -> 'value');
  v_field jsonb := v_given - array['field_name', 'field_value', 'value', 'type', 'smart_code'];
  v_code text := coalesce(nullif(v_given ->> 'smart_code', ''), nullif(p_smart_code, ''));
  v_type text := lower(coalesce(v_given ->> 'field_type', v_given ->> 'type'));
begin
  if v_value is not null and not jsonb_path_exists(v_field, '$.keyvalue() ? (@.key starts with "field_value_")') then
    v_type := coalesce(v_type, case jsonb_typeof(v_value) when 'number' then 'number' when 'boolean' then 'boolean'
      when 'string' then 'text' else 'json' end);
    v_field := v_field || jsonb_build_object('value', v_value);
  end if;
  return v_field || jsonb_strip_nulls(jsonb_build_object('field_type', v_type, 'smart_code', v_code));
end
$$;
