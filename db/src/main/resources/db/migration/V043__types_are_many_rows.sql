-- What V041 began: a type is a good part of its table, too, and no better a way to a fiscal period than its code.
do $$
declare
  v_known record;
begin
  for v_known in
    select * from (values
      ('core_entities', 'entity_type', 5), ('core_dynamic_data', 'field_name', 20), ('universal_transactions', 'transaction_type', 5)
    ) k (relation, attribute, distinct_values)
    where (select c.reltuples from pg_class c where c.oid = format('public.%I', k.relation)::regclass) < 0
  loop
    perform pg_restore_attribute_stats('schemaname', 'public', 'relname', v_known.relation, 'attname', v_known.attribute,
      'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', v_known.distinct_values::real);
  end loop;
end
$$;
