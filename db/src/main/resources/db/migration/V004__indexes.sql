-- One index for every access path of the contract; every unique one begins with the organization.

-- Entities: list by type newest first; by name; by code (uniqueness and look-up); children; by smart code; rare states.
create index core_entities_list on public.core_entities (organization_id, entity_type, id) where deleted_at is null;
create index core_entities_name on public.core_entities (organization_id, entity_type, entity_name, id)
  where deleted_at is null;
create unique index core_entities_code_key on public.core_entities (organization_id, entity_code, entity_type)
  where entity_code is not null and deleted_at is null;
create index core_entities_children on public.core_entities (organization_id, parent_entity_id, id)
  where parent_entity_id is not null;
create index core_entities_smart_code on public.core_entities (organization_id, smart_code, id);
create index core_entities_rare_status on public.core_entities (organization_id, status, id) where status <> 'active';

-- Dynamic data: a field once per owner.
create unique index core_dynamic_data_entity_field_key on public.core_dynamic_data (organization_id, entity_id, field_name)
  where entity_id is not null;
create unique index core_dynamic_data_transaction_field_key
  on public.core_dynamic_data (organization_id, transaction_id, field_name) where transaction_id is not null;
-- D3: an identity provider's subject belongs to one user.
create unique index core_dynamic_data_auth_subject_key on public.core_dynamic_data (organization_id, field_value_text)
  where field_name = 'auth_subject';

-- Relationships: both ways; each once.
create unique index core_relationships_once_key
  on public.core_relationships (organization_id, from_entity_id, relationship_type, to_entity_id)
  where from_entity_id is not null;
create index core_relationships_to on public.core_relationships (organization_id, to_entity_id, relationship_type);
create index core_relationships_from_transaction on public.core_relationships (organization_id, from_transaction_id)
  where from_transaction_id is not null;
-- A user's memberships over all organizations: what hera_system looks up when someone signs in.
create index core_relationships_memberships on public.core_relationships (from_entity_id)
  where relationship_type = 'MEMBER_OF';

-- Transactions: business indexes leave the system's own records out; every business query repeats NOT is_system.
create index universal_transactions_recent
  on public.universal_transactions (organization_id, created_at desc, posting_status) where not is_system;
create index universal_transactions_type_date
  on public.universal_transactions (organization_id, transaction_type, transaction_date desc, id) where not is_system;
create unique index universal_transactions_number_key
  on public.universal_transactions (organization_id, transaction_number)
  where transaction_number is not null and deleted_at is null and posting_status <> 'reversed' and not is_system;
create index universal_transactions_smart_code on public.universal_transactions (organization_id, smart_code, id)
  where not is_system;
create index universal_transactions_source on public.universal_transactions (organization_id, source_entity_id)
  where source_entity_id is not null;
create index universal_transactions_target on public.universal_transactions (organization_id, target_entity_id)
  where target_entity_id is not null;
create unique index universal_transactions_reversal_of_key
  on public.universal_transactions (organization_id, reversal_of_id) where reversal_of_id is not null;
create index universal_transactions_reversed_by on public.universal_transactions (organization_id, reversed_by_id)
  where reversed_by_id is not null;

-- The log: by subject, by feed order, by idempotency key.
create index universal_transactions_subject on public.universal_transactions (organization_id, subject_id, id)
  where is_system;
create index universal_transactions_feed on public.universal_transactions (organization_id, log_cluster, log_xid, id)
  where is_system;
create unique index universal_transactions_idempotency_key
  on public.universal_transactions (organization_id, idempotency_key) where idempotency_key is not null;

create unique index universal_transaction_lines_number_key
  on public.universal_transaction_lines (organization_id, transaction_id, line_number);
create index universal_transaction_lines_entity on public.universal_transaction_lines (organization_id, entity_id)
  where entity_id is not null;

create index core_organizations_parent on public.core_organizations (parent_organization_id)
  where parent_organization_id is not null;
