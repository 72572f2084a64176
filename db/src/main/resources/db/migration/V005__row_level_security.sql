-- Who sees what (D2). Policies read the two settings of the request and nothing else; without them they show nothing.
do $$
declare
  v_table text;
  v_key text;
begin
  foreach v_table in array array['core_organizations', 'core_entities', 'core_dynamic_data', 'core_relationships',
      'universal_transactions', 'universal_transaction_lines'] loop
    v_key := case v_table when 'core_organizations' then 'id' else 'organization_id' end;
    execute format('alter table public.%I enable row level security', v_table);
    execute format('alter table public.%I force row level security', v_table);
    execute format(
      'create policy tenant on public.%I to hera_app, hera_writer, hera_reader
         using (%I = (select nullif(current_setting(''hera.organization_id'', true), '''')::uuid))', v_table, v_key);
    execute format('create policy system on public.%I to hera_system using (true)', v_table);
    execute format('grant select on public.%I to hera_app, hera_reader', v_table);
    execute format('grant select, insert, update, delete on public.%I to hera_writer, hera_system', v_table);
  end loop;
end
$$;
