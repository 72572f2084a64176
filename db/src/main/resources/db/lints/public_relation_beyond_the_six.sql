-- D1: public holds the Sacred Six and nothing else.
select c.oid::regclass::text || ' is not one of the six' as finding
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
  and c.relname not in ('core_organizations', 'core_entities', 'core_dynamic_data', 'core_relationships',
    'universal_transactions', 'universal_transaction_lines')
