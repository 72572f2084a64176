-- The owner is a member of hera_system, so that it can hand functions over, and a policy holds for members too: it saw
-- every row although row-level security is forced (D2). Now whoever runs as hera_system sees all, whoever merely may, not.
do $$
declare
  v_table text;
begin
  foreach v_table in array array['core_organizations', 'core_entities', 'core_dynamic_data', 'core_relationships',
      'universal_transactions', 'universal_transaction_lines'] loop
    execute format('alter policy system on public.%I using (current_user = ''hera_system'')', v_table);
  end loop;
end
$$;
