-- hera.merge_transaction_fields: hera.merge_fields for a transaction's dynamic fields: a value is set, null removes, what
-- is not named stays, and what already is as given is left alone. Answers what changed (hera.changed_fields). The transaction is
-- locked by the caller. Locks: the field rows.
create or replace function hera.merge_transaction_fields(p_organization_id uuid, p_transaction_id uuid, p_dynamic jsonb)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_new hera.field[] := hera.read_fields(p_dynamic);
  v_old hera.field[] := array(
    select row(d.field_name, d.field_type, d.field_value_text, d.field_value_number, d.field_value_boolean,
        d.field_value_date, d.field_value_json, d.smart_code)::hera.field
    from public.core_dynamic_data d
    where d.organization_id = p_organization_id and d.transaction_id = p_transaction_id and p_dynamic ? d.field_name::text);
begin
  insert into public.core_dynamic_data as d
    (organization_id, transaction_id, field_name, field_type, field_value_text, field_value_number, field_value_boolean,
     field_value_date, field_value_json, smart_code)
  select p_organization_id, p_transaction_id, f.field_name, f.field_type, f.field_value_text, f.field_value_number,
    f.field_value_boolean, f.field_value_date, f.field_value_json, coalesce(f.smart_code, o.smart_code)
  from unnest(v_new) f left join unnest(v_old) o on o.field_name = f.field_name
  on conflict (organization_id, transaction_id, field_name) where transaction_id is not null
  do update set field_type = excluded.field_type, field_value_text = excluded.field_value_text,
    field_value_number = excluded.field_value_number, field_value_boolean = excluded.field_value_boolean,
    field_value_date = excluded.field_value_date, field_value_json = excluded.field_value_json,
    smart_code = excluded.smart_code, updated_at = now(), updated_by = excluded.created_by
  where (d.field_type, d.field_value_text, d.field_value_number::text, d.field_value_boolean, d.field_value_date,
      d.field_value_json::text, d.smart_code::text) is distinct from (excluded.field_type, excluded.field_value_text,
      excluded.field_value_number::text, excluded.field_value_boolean, excluded.field_value_date,
      excluded.field_value_json::text, excluded.smart_code::text);

  delete from public.core_dynamic_data d
  where d.organization_id = p_organization_id and d.transaction_id = p_transaction_id
    and p_dynamic -> d.field_name::text = 'null';

  return hera.changed_fields(v_old, v_new);
end
$$;
