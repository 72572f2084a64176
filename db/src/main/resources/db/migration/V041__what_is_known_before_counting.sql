-- What a planner should know of the tables before anybody has counted them. Until a table is first analyzed it takes every column
-- for one of two hundred values, so that in a young database "this organization's rows" looks as good as "the lines of this
-- transaction", and a plan made then, and kept by its connection, may read all lines there are for each journal: with 15,000 lines
-- 15,000 rows a look-up, measured. An organization is most of a table, an id is one row; the first analysis tells better.
do $$
declare
  v_known record;
begin
  for v_known in
    select * from (values
      ('core_entities', 'organization_id', 1), ('core_entities', 'id', -1), ('core_entities', 'entity_code', -1),
      ('core_dynamic_data', 'organization_id', 1), ('core_dynamic_data', 'id', -1), ('core_dynamic_data', 'entity_id', -0.2),
      ('core_relationships', 'organization_id', 1), ('core_relationships', 'id', -1),
      ('core_relationships', 'from_entity_id', -0.5), ('core_relationships', 'to_entity_id', -0.5),
      ('universal_transactions', 'organization_id', 1), ('universal_transactions', 'id', -1),
      ('universal_transaction_lines', 'organization_id', 1), ('universal_transaction_lines', 'id', -1),
      ('universal_transaction_lines', 'transaction_id', -0.3)) k (relation, attribute, distinct_values)
    where (select c.reltuples from pg_class c where c.oid = format('public.%I', k.relation)::regclass) < 0
  loop
    perform pg_restore_attribute_stats('schemaname', 'public', 'relname', v_known.relation, 'attname', v_known.attribute,
      'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', v_known.distinct_values::real);
  end loop;
end
$$;
