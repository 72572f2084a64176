-- hera.transaction_conditions: the WHERE of a listing of transactions, its values quoted as literals so that the planner
-- sees them. System records only where transaction_type names them. Reads the organization's time zone; no locks.
create or replace function hera.transaction_conditions(p_query jsonb)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_where text := 't.organization_id = ' || hera.own_organization();
  v_smart_code text := p_query ->> 'smart_code';
  v_name text;
begin
  v_where := v_where || case hera.ledger_kind(coalesce(p_query ->> 'transaction_type', ''), '')
    when 'system' then ' and t.is_system' else ' and not t.is_system' end;
  if not coalesce((p_query ->> 'include_deleted')::boolean, false) then
    v_where := v_where || ' and t.deleted_at is null';
  end if;
  foreach v_name in array array['transaction_type', 'transaction_status', 'transaction_number', 'transaction_code',
      'posting_status', 'reference_number', 'external_reference', 'fiscal_period'] loop
    if p_query ->> v_name is not null then
      v_where := v_where || format(' and t.%I = %L', v_name, p_query ->> v_name);
    end if;
  end loop;
  foreach v_name in array array['source_entity_id', 'target_entity_id', 'reversal_of_id', 'transaction_id'] loop
    if p_query ->> v_name is not null then
      v_where := v_where || format(' and t.%I = %L::uuid', replace(v_name, 'transaction_id', 'id'), p_query ->> v_name);
    end if;
  end loop;
  if p_query ->> 'branch_id' is not null then
    v_where := v_where || format(' and t.business_context ? ''branch_id'' and t.business_context ->> ''branch_id'' = %L',
      p_query ->> 'branch_id');
  end if;
  if v_smart_code is not null then
    -- D4: .v1 and .V1 are the same code.
    v_where := v_where || format(' and t.smart_code::text in (%L, %L)',
      regexp_replace(v_smart_code, '\.v([0-9]+)$', '.V\1'), regexp_replace(v_smart_code, '\.V([0-9]+)$', '.v\1'));
  end if;
  return v_where || hera.date_conditions(p_query ->> 'date_from', p_query ->> 'date_to') || hera.text_condition(p_query ->> 'q');
end
$$;
grant execute on function hera.transaction_conditions to hera_app;
