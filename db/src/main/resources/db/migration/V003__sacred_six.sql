-- The Sacred Six (D1). Every key begins with the organization (D2), so that no row can point into another tenant.
-- Actor stamps default to the setting that the request carries; they have no foreign key, because a membership look-up
-- has already vouched for the actor and a key would lock one hot row per write.

create table public.core_organizations (
  id uuid primary key default uuidv7(),
  organization_name hera.short_text not null,
  organization_code hera.short_text not null constraint core_organizations_code_key unique,
  organization_type hera.kind not null default 'BUSINESS_UNIT',
  parent_organization_id uuid references public.core_organizations (id),
  status hera.short_text not null default 'active',
  settings jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  updated_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  deleted_at timestamptz,
  constraint core_organizations_not_its_own_parent check (parent_organization_id <> id)
);

create table public.core_entities (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  entity_type hera.kind not null,
  entity_name hera.short_text not null,
  entity_code hera.short_text,
  entity_description hera.description,
  smart_code hera.smart_code not null,
  parent_entity_id uuid,
  status hera.short_text not null default 'active',
  metadata jsonb not null default '{}',
  business_rules jsonb not null default '{}',
  ai_insights jsonb not null default '{}',
  -- The dynamic fields as finished JSON members without braces ("price":25.50,"stock":100), so that a list is text
  -- put together, not rows joined. Written by hera.render_fields alone.
  dynamic_snapshot text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  updated_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  deleted_at timestamptz,
  primary key (organization_id, id),
  constraint core_entities_parent_fkey foreign key (organization_id, parent_entity_id)
    references public.core_entities (organization_id, id),
  constraint core_entities_not_its_own_parent check (parent_entity_id <> id)
);

create table public.universal_transactions (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_type hera.kind not null,
  transaction_code hera.short_text,
  transaction_number hera.short_text,
  smart_code hera.smart_code not null,
  transaction_date timestamptz not null default now(),
  source_entity_id uuid,
  target_entity_id uuid,
  total_amount numeric,
  currency_code hera.currency_code,
  transaction_status hera.short_text not null default 'PENDING',
  reference_number hera.short_text,
  external_reference hera.short_text,
  business_context jsonb not null default '{}',
  metadata jsonb not null default '{}',
  posting_status text not null default 'draft',
  fiscal_year integer,
  fiscal_period text,
  ai_confidence_score numeric,
  reversal_of_id uuid,
  reversed_by_id uuid,
  -- D15: records of the system about itself, in no business listing. One short expression: it runs at every write.
  is_system boolean not null generated always as
    (transaction_type ~ '^(AUDIT$|SEAL$|ORCH_|MIGRATION_OPERATION$|SECURITY_VALIDATION$)') stored,
  -- What a system record is about, without a foreign key: the log outlives what it tells of.
  subject_id uuid,
  -- Feed order (D8): which incarnation of the database, which transaction of it.
  log_cluster bigint,
  log_xid xid8,
  idempotency_key text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  updated_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  deleted_at timestamptz,
  primary key (organization_id, id),
  constraint universal_transactions_source_fkey foreign key (organization_id, source_entity_id)
    references public.core_entities (organization_id, id),
  constraint universal_transactions_target_fkey foreign key (organization_id, target_entity_id)
    references public.core_entities (organization_id, id),
  constraint universal_transactions_reversal_of_fkey foreign key (organization_id, reversal_of_id)
    references public.universal_transactions (organization_id, id),
  constraint universal_transactions_reversed_by_fkey foreign key (organization_id, reversed_by_id)
    references public.universal_transactions (organization_id, id),
  constraint universal_transactions_posting_status
    check (posting_status in ('draft', 'posted', 'auto_posted', 'reversed'))
);

create table public.universal_transaction_lines (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  line_number integer not null,
  line_type hera.kind not null,
  description hera.description,
  entity_id uuid,
  quantity numeric,
  unit_amount numeric,
  line_amount numeric,
  discount_amount numeric,
  tax_amount numeric,
  debit_amount numeric,
  credit_amount numeric,
  currency_code hera.currency_code,
  smart_code hera.smart_code not null,
  line_data jsonb not null default '{}',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  updated_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  primary key (organization_id, id),
  constraint universal_transaction_lines_transaction_fkey foreign key (organization_id, transaction_id)
    references public.universal_transactions (organization_id, id),
  constraint universal_transaction_lines_entity_fkey foreign key (organization_id, entity_id)
    references public.core_entities (organization_id, id),
  constraint universal_transaction_lines_number_positive check (line_number > 0)
);

create table public.core_dynamic_data (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  -- Exactly one of the two owns the field.
  entity_id uuid,
  transaction_id uuid,
  field_name hera.short_text not null,
  field_type text not null,
  field_value_text text,
  field_value_number numeric,
  field_value_boolean boolean,
  field_value_date timestamptz,
  field_value_json jsonb,
  smart_code hera.smart_code not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  updated_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  primary key (organization_id, id),
  constraint core_dynamic_data_entity_fkey foreign key (organization_id, entity_id)
    references public.core_entities (organization_id, id),
  constraint core_dynamic_data_transaction_fkey foreign key (organization_id, transaction_id)
    references public.universal_transactions (organization_id, id),
  constraint core_dynamic_data_one_owner check (num_nonnulls(entity_id, transaction_id) = 1),
  constraint core_dynamic_data_value_fits check (hera.value_fits(field_type, field_value_text, field_value_number,
    field_value_boolean, field_value_date, field_value_json))
);

-- A relationship that is taken away is deleted: the change log remembers it, expiration_date ends one that should be seen.
create table public.core_relationships (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  -- Exactly one of the two is where the relationship starts.
  from_entity_id uuid,
  from_transaction_id uuid,
  to_entity_id uuid not null,
  relationship_type hera.kind not null,
  smart_code hera.smart_code not null,
  relationship_data jsonb not null default '{}',
  effective_date timestamptz not null default now(),
  expiration_date timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  updated_by uuid not null default nullif(current_setting('hera.actor_user_id', true), '')::uuid,
  primary key (organization_id, id),
  constraint core_relationships_from_entity_fkey foreign key (organization_id, from_entity_id)
    references public.core_entities (organization_id, id),
  constraint core_relationships_from_transaction_fkey foreign key (organization_id, from_transaction_id)
    references public.universal_transactions (organization_id, id),
  constraint core_relationships_to_entity_fkey foreign key (organization_id, to_entity_id)
    references public.core_entities (organization_id, id),
  constraint core_relationships_shape check (num_nonnulls(from_entity_id, from_transaction_id) = 1
    and (from_entity_id is null or from_entity_id <> to_entity_id))
);
