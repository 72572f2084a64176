-- hera.fields_of_transaction: a transaction's dynamic fields as JSON members without braces, by name; one that is named like
-- a core column goes under "dynamic". Numbers keep their scale, dates are ISO-8601 UTC. No locks.
create or replace function hera.fields_of_transaction(p_organization_id uuid, p_transaction_id uuid)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_plain text;
  v_shadowed text;
begin
  select string_agg(f.member, ',' order by f.name) filter (where not f.is_shadowed),
    string_agg(f.member, ',' order by f.name) filter (where f.is_shadowed)
  into v_plain, v_shadowed
  from (
    select d.field_name::text collate "C" as name,
      to_json(d.field_name::text)::text || ':' || coalesce(case d.field_type
        when 'number' then d.field_value_number::text
        when 'boolean' then d.field_value_boolean::text
        when 'date' then left(to_json(d.field_value_date)::text, -7) || 'Z"'
        when 'json' then d.field_value_json::text
        else to_json(d.field_value_text)::text
      end, 'null') as member,
      d.field_name in ('id', 'transaction_type', 'transaction_code', 'transaction_number', 'smart_code', 'transaction_date',
        'source_entity_id', 'target_entity_id', 'total_amount', 'currency_code', 'transaction_status', 'reference_number',
        'external_reference', 'business_context', 'metadata', 'posting_status', 'fiscal_year', 'fiscal_period',
        'ai_confidence_score', 'reversal_of_id', 'reversed_by_id', 'version', 'created_at', 'updated_at', 'created_by',
        'updated_by', 'deleted_at', 'organization_id', 'lines', 'dynamic', 'relationships') as is_shadowed
    from public.core_dynamic_data d
    where d.organization_id = p_organization_id and d.transaction_id = p_transaction_id
  ) f;
  return concat_ws(',', v_plain, '"dynamic":{' || v_shadowed || '}');
end
$$;
grant execute on function hera.fields_of_transaction to hera_app;
