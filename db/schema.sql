-- The database as its catalog tells it: written by a query of ours, read by people and compared by a test.
-- Regenerate: mvn -pl db -am verify -Dtest=None -Dit.test=SchemaIT -Dhera.schema.write=true \
--   -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

-- extensions
create extension btree_gin with schema hera;
create extension btree_gist with schema hera;
create extension pg_trgm with schema hera;
create extension unaccent with schema hera;

-- types
create domain hera.amount as numeric CHECK (((VALUE > '-Infinity'::numeric) AND (VALUE < 'Infinity'::numeric)));
create domain hera.currency_code as text CHECK ((VALUE ~ '^[A-Z][A-Z][A-Z]$'::text));
create domain hera.description as text CHECK ((length(VALUE) <= 10000));
create type hera.feed_place as (
  cluster bigint,
  xid xid8,
  id uuid
);
create type hera.field as (
  field_name text,
  field_type text,
  field_value_text text,
  field_value_number numeric,
  field_value_boolean boolean,
  field_value_date timestamp with time zone,
  field_value_json jsonb,
  smart_code text
);
create type hera.field_term as (
  operator text,
  operands text[]
);
create domain hera.instant as timestamp with time zone CHECK (((VALUE >= '0001-01-01 00:00:00+00'::timestamp with time zone) AND (VALUE < '10000-01-01 00:00:00+00'::timestamp with time zone)));
create domain hera.kind as text CHECK (((VALUE = upper(VALUE)) AND ((length(VALUE) >= 1) AND (length(VALUE) <= 255))));
create type hera.listing_phase as (
  source text,
  conditions text,
  keys text,
  sort hera.sort_key[],
  after jsonb,
  leading_source text,
  leading_conditions text,
  leading_id text
);
create domain hera.short_text as text CHECK (((length(VALUE) >= 1) AND (length(VALUE) <= 255)));
create domain hera.smart_code as text CHECK (
CASE
    WHEN (length(VALUE) > 255) THEN false
    ELSE ((VALUE ~ '^HERA\.[A-Z0-9][A-Z0-9]+(?:\.[A-Z0-9_][A-Z0-9_]+)+\.[Vv][0-9]+$'::text) AND (((length(VALUE) - length(replace(VALUE, '.'::text, ''::text))) >= 4) AND ((length(VALUE) - length(replace(VALUE, '.'::text, ''::text))) <= 10)) AND (length(split_part(VALUE, '.'::text, 2)) <= 15) AND ((length(VALUE) < 45) OR (VALUE !~ '[^.]{31}\.'::text)))
END);
create type hera.sort_key as (
  expression text,
  type_name text,
  descending boolean,
  field text,
  nullable boolean
);
create type hera.word_search as (
  mode text,
  condition text,
  rank text
);
create text search configuration hera.words -- maps
--   asciihword to hera.unaccent, simple
--   asciiword to hera.unaccent, simple
--   email to simple
--   file to simple
--   float to simple
--   host to simple
--   hword to hera.unaccent, simple
--   hword_asciipart to hera.unaccent, simple
--   hword_numpart to hera.unaccent, simple
--   hword_part to hera.unaccent, simple
--   int to simple
--   numhword to hera.unaccent, simple
--   numword to hera.unaccent, simple
--   sfloat to simple
--   uint to simple
--   url to simple
--   url_path to simple
--   version to simple
--   word to hera.unaccent, simple;

-- tables
create table public.core_dynamic_data (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  entity_id uuid,
  transaction_id uuid,
  field_name hera.short_text not null,
  field_type text not null,
  field_value_text text,
  field_value_number numeric,
  field_value_boolean boolean,
  field_value_date timestamp with time zone,
  field_value_json jsonb,
  smart_code hera.smart_code not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  created_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  updated_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  field_value_float double precision generated always as (hera.as_float8(field_value_number)) stored,
  field_value_long_float double precision generated always as (hera.as_long_float8(field_value_number)) stored,
  field_value_key text generated always as ("left"(field_value_text, 200)) stored
) -- row-level security, forced;
create table public.core_entities (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  entity_type hera.kind not null,
  entity_name hera.short_text not null,
  entity_code hera.short_text,
  entity_description hera.description,
  smart_code hera.smart_code not null,
  parent_entity_id uuid,
  status hera.short_text not null default 'active'::text,
  metadata jsonb not null default '{}'::jsonb,
  business_rules jsonb not null default '{}'::jsonb,
  ai_insights jsonb not null default '{}'::jsonb,
  dynamic_snapshot text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  created_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  updated_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  deleted_at timestamp with time zone,
  search_document tsvector generated always as (hera.search_document((entity_name)::text, (entity_code)::text, (entity_description)::text, dynamic_snapshot)) stored
) -- row-level security, forced;
create table public.core_organizations (
  id uuid not null default uuidv7(),
  organization_name hera.short_text not null,
  organization_code hera.short_text not null,
  organization_type hera.kind not null default 'BUSINESS_UNIT'::text,
  parent_organization_id uuid,
  status hera.short_text not null default 'active'::text,
  settings jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  created_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  updated_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  deleted_at timestamp with time zone
) -- row-level security, forced;
create table public.core_relationships (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  from_entity_id uuid,
  from_transaction_id uuid,
  to_entity_id uuid not null,
  relationship_type hera.kind not null,
  smart_code hera.smart_code not null,
  relationship_data jsonb not null default '{}'::jsonb,
  effective_date timestamp with time zone not null default now(),
  expiration_date timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  created_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  updated_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid
) -- row-level security, forced;
create table public.universal_transaction_lines (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  line_number integer not null,
  line_type hera.kind not null,
  description hera.description,
  entity_id uuid,
  quantity hera.amount,
  unit_amount hera.amount,
  line_amount hera.amount,
  discount_amount hera.amount,
  tax_amount hera.amount,
  debit_amount hera.amount,
  credit_amount hera.amount,
  currency_code hera.currency_code,
  smart_code hera.smart_code not null,
  line_data jsonb not null default '{}'::jsonb,
  metadata jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  created_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  updated_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  base_amount hera.amount
) -- row-level security, forced;
create table public.universal_transactions (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_type hera.kind not null,
  transaction_code hera.short_text,
  transaction_number hera.short_text,
  smart_code hera.smart_code not null,
  transaction_date hera.instant not null default now(),
  source_entity_id uuid,
  target_entity_id uuid,
  total_amount hera.amount,
  currency_code hera.currency_code,
  transaction_status hera.short_text not null default 'PENDING'::text,
  reference_number hera.short_text,
  external_reference hera.short_text,
  business_context jsonb not null default '{}'::jsonb,
  metadata jsonb not null default '{}'::jsonb,
  posting_status text not null default 'draft'::text,
  fiscal_year integer,
  fiscal_period text,
  ai_confidence_score hera.amount,
  reversal_of_id uuid,
  reversed_by_id uuid,
  is_system boolean not null generated always as (((transaction_type)::text ~ '^(AUDIT$|SEAL$|ORCH_|MIGRATION_OPERATION$|SECURITY_VALIDATION$)'::text)) stored,
  subject_id uuid,
  log_cluster bigint,
  log_xid xid8,
  idempotency_key text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  created_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  updated_by uuid not null default (NULLIF(current_setting('hera.actor_user_id'::text, true), ''::text))::uuid,
  deleted_at timestamp with time zone,
  is_financial boolean not null default false,
  is_gl boolean not null default false,
  posted_xid xid8,
  posted_at timestamp with time zone,
  run_due timestamp with time zone,
  run_owner integer,
  run_subject text,
  origin_id uuid,
  withdrawn_of_id uuid
) -- row-level security, forced;
create table reporting.balances (
  organization_id uuid not null,
  fiscal_period text not null,
  account_id uuid,
  branch_id text,
  currency_code text not null,
  is_closing boolean not null,
  is_converted boolean not null,
  debit numeric not null,
  credit numeric not null,
  base_debit numeric not null,
  base_credit numeric not null
) -- row-level security, forced;
create table reporting.balances_until (
  organization_id uuid not null,
  horizon xid8 not null,
  cluster bigint,
  kept_at timestamp with time zone not null default now()
) -- row-level security, forced;
create table reporting.seals_verified (
  organization_id uuid not null,
  newest bigint not null default 0,
  head text,
  again bigint not null default 1,
  verified_at timestamp with time zone not null default now()
) -- row-level security, forced;

-- views
create view reporting.book_entries as
 SELECT t.organization_id,
    t.id AS transaction_id,
    l.line_number,
    t.posted_xid,
    t.posted_at,
    t.fiscal_period,
    (t.transaction_date)::timestamp with time zone AS transaction_date,
    l.entity_id AS account_id,
    (t.business_context ->> 'branch_id'::text) AS branch_id,
    (l.currency_code)::text AS currency_code,
    ((t.transaction_type)::text = 'GL_CLOSING'::text) AS is_closing,
    (l.base_amount IS NOT NULL) AS is_converted,
    COALESCE((l.debit_amount)::numeric, (0)::numeric) AS debit,
    COALESCE((l.credit_amount)::numeric, (0)::numeric) AS credit,
        CASE
            WHEN (l.debit_amount IS NULL) THEN (0)::numeric
            ELSE COALESCE((l.base_amount)::numeric, (0)::numeric)
        END AS base_debit,
        CASE
            WHEN (l.debit_amount IS NULL) THEN (- COALESCE((l.base_amount)::numeric, (0)::numeric))
            ELSE (0)::numeric
        END AS base_credit
   FROM (public.universal_transactions t
     JOIN public.universal_transaction_lines l ON (((l.organization_id = t.organization_id) AND (l.transaction_id = t.id))))
  WHERE (t.is_gl AND (t.posted_xid IS NOT NULL) AND (NOT t.is_system) AND (num_nonnulls(l.debit_amount, l.credit_amount) > 0));;

-- constraints
alter table public.core_dynamic_data add constraint core_dynamic_data_entity_fkey FOREIGN KEY (organization_id, entity_id) REFERENCES public.core_entities(organization_id, id);
alter table public.core_dynamic_data add constraint core_dynamic_data_one_owner CHECK ((num_nonnulls(entity_id, transaction_id) = 1));
alter table public.core_dynamic_data add constraint core_dynamic_data_pkey PRIMARY KEY (organization_id, id);
alter table public.core_dynamic_data add constraint core_dynamic_data_transaction_fkey FOREIGN KEY (organization_id, transaction_id) REFERENCES public.universal_transactions(organization_id, id);
alter table public.core_dynamic_data add constraint core_dynamic_data_value_fits CHECK (hera.value_fits(field_type, field_value_text, field_value_number, field_value_boolean, field_value_date, field_value_json));
alter table public.core_entities add constraint core_entities_not_its_own_parent CHECK ((parent_entity_id <> id));
alter table public.core_entities add constraint core_entities_parent_fkey FOREIGN KEY (organization_id, parent_entity_id) REFERENCES public.core_entities(organization_id, id);
alter table public.core_entities add constraint core_entities_pkey PRIMARY KEY (organization_id, id);
alter table public.core_organizations add constraint core_organizations_code_key UNIQUE (organization_code);
alter table public.core_organizations add constraint core_organizations_not_its_own_parent CHECK ((parent_organization_id <> id));
alter table public.core_organizations add constraint core_organizations_parent_organization_id_fkey FOREIGN KEY (parent_organization_id) REFERENCES public.core_organizations(id);
alter table public.core_organizations add constraint core_organizations_pkey PRIMARY KEY (id);
alter table public.core_relationships add constraint core_relationships_booked_once EXCLUDE USING gist (organization_id WITH =, to_entity_id WITH =, tstzrange(effective_date, expiration_date) WITH &&) WHERE ((((relationship_type)::text = 'BOOKS'::text) AND (from_transaction_id IS NOT NULL)));
alter table public.core_relationships add constraint core_relationships_from_entity_fkey FOREIGN KEY (organization_id, from_entity_id) REFERENCES public.core_entities(organization_id, id);
alter table public.core_relationships add constraint core_relationships_from_transaction_fkey FOREIGN KEY (organization_id, from_transaction_id) REFERENCES public.universal_transactions(organization_id, id);
alter table public.core_relationships add constraint core_relationships_pkey PRIMARY KEY (organization_id, id);
alter table public.core_relationships add constraint core_relationships_shape CHECK (((num_nonnulls(from_entity_id, from_transaction_id) = 1) AND ((from_entity_id IS NULL) OR (from_entity_id <> to_entity_id))));
alter table public.core_relationships add constraint core_relationships_to_entity_fkey FOREIGN KEY (organization_id, to_entity_id) REFERENCES public.core_entities(organization_id, id);
alter table public.universal_transaction_lines add constraint universal_transaction_lines_entity_fkey FOREIGN KEY (organization_id, entity_id) REFERENCES public.core_entities(organization_id, id);
alter table public.universal_transaction_lines add constraint universal_transaction_lines_number_positive CHECK ((line_number > 0));
alter table public.universal_transaction_lines add constraint universal_transaction_lines_pkey PRIMARY KEY (organization_id, id);
alter table public.universal_transaction_lines add constraint universal_transaction_lines_transaction_fkey FOREIGN KEY (organization_id, transaction_id) REFERENCES public.universal_transactions(organization_id, id);
alter table public.universal_transactions add constraint the_books_guard_a_reversal TRIGGER DEFERRABLE INITIALLY DEFERRED;
alter table public.universal_transactions add constraint the_books_guard_a_withdrawal TRIGGER DEFERRABLE INITIALLY DEFERRED;
alter table public.universal_transactions add constraint universal_transactions_origin_fkey FOREIGN KEY (organization_id, origin_id) REFERENCES public.universal_transactions(organization_id, id);
alter table public.universal_transactions add constraint universal_transactions_pkey PRIMARY KEY (organization_id, id);
alter table public.universal_transactions add constraint universal_transactions_posting_status CHECK ((posting_status = ANY (ARRAY['draft'::text, 'posted'::text, 'auto_posted'::text, 'reversed'::text])));
alter table public.universal_transactions add constraint universal_transactions_reversal_of_fkey FOREIGN KEY (organization_id, reversal_of_id) REFERENCES public.universal_transactions(organization_id, id);
alter table public.universal_transactions add constraint universal_transactions_reversed_by_fkey FOREIGN KEY (organization_id, reversed_by_id) REFERENCES public.universal_transactions(organization_id, id);
alter table public.universal_transactions add constraint universal_transactions_source_fkey FOREIGN KEY (organization_id, source_entity_id) REFERENCES public.core_entities(organization_id, id);
alter table public.universal_transactions add constraint universal_transactions_target_fkey FOREIGN KEY (organization_id, target_entity_id) REFERENCES public.core_entities(organization_id, id);
alter table public.universal_transactions add constraint universal_transactions_withdrawn_of_fkey FOREIGN KEY (organization_id, withdrawn_of_id) REFERENCES public.universal_transactions(organization_id, id);
alter table reporting.balances add constraint balances_key UNIQUE NULLS NOT DISTINCT (organization_id, fiscal_period, account_id, branch_id, currency_code, is_closing, is_converted);
alter table reporting.balances_until add constraint balances_until_pkey PRIMARY KEY (organization_id);
alter table reporting.seals_verified add constraint seals_verified_pkey PRIMARY KEY (organization_id);

-- indexes
CREATE UNIQUE INDEX core_dynamic_data_auth_subject_key ON public.core_dynamic_data USING btree (organization_id, field_value_text) WHERE ((field_name)::text = 'auth_subject'::text);
CREATE INDEX core_dynamic_data_booleans ON public.core_dynamic_data USING btree (organization_id, field_name, field_value_boolean, entity_id) WHERE (field_value_boolean IS NOT NULL);
CREATE INDEX core_dynamic_data_dates ON public.core_dynamic_data USING btree (organization_id, field_name, field_value_date, entity_id) WHERE (field_value_date IS NOT NULL);
CREATE UNIQUE INDEX core_dynamic_data_entity_field_key ON public.core_dynamic_data USING btree (organization_id, entity_id, field_name) WHERE (entity_id IS NOT NULL);
CREATE INDEX core_dynamic_data_long_numbers ON public.core_dynamic_data USING btree (organization_id, field_name, field_value_long_float) WHERE (field_value_long_float IS NOT NULL);
CREATE INDEX core_dynamic_data_numbers ON public.core_dynamic_data USING btree (organization_id, field_name, field_value_float, entity_id) WHERE (field_value_float IS NOT NULL);
CREATE INDEX core_dynamic_data_patterns ON public.core_dynamic_data USING gin (((((organization_id)::text || ' '::text) || (field_name)::text)), field_value_text hera.gin_trgm_ops) WHERE ((field_value_text IS NOT NULL) AND (entity_id IS NOT NULL));
CREATE INDEX core_dynamic_data_texts ON public.core_dynamic_data USING btree (organization_id, field_name, field_value_key, entity_id) WHERE (field_value_key IS NOT NULL);
CREATE UNIQUE INDEX core_dynamic_data_transaction_field_key ON public.core_dynamic_data USING btree (organization_id, transaction_id, field_name) WHERE (transaction_id IS NOT NULL);
CREATE INDEX core_entities_children ON public.core_entities USING btree (organization_id, parent_entity_id, id) WHERE (parent_entity_id IS NOT NULL);
CREATE UNIQUE INDEX core_entities_code_key ON public.core_entities USING btree (organization_id, entity_code, entity_type) WHERE ((entity_code IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX core_entities_list ON public.core_entities USING btree (organization_id, entity_type, id) WHERE (deleted_at IS NULL);
CREATE INDEX core_entities_listening ON public.core_entities USING btree (organization_id) WHERE (((entity_type)::text = 'ORCHESTRATION'::text) AND (ai_insights ? 'listens'::text) AND (deleted_at IS NULL));
CREATE INDEX core_entities_name ON public.core_entities USING btree (organization_id, entity_type, entity_name, id) WHERE (deleted_at IS NULL);
CREATE INDEX core_entities_rare_status ON public.core_entities USING btree (organization_id, status, id) WHERE ((status)::text <> 'active'::text);
CREATE INDEX core_entities_scheduled ON public.core_entities USING btree (organization_id) WHERE (((entity_type)::text = 'ORCHESTRATION'::text) AND (ai_insights ? 'schedules'::text) AND (deleted_at IS NULL));
CREATE INDEX core_entities_similar_names ON public.core_entities USING gin (((organization_id)::text), hera.folded((entity_name)::text) hera.gin_trgm_ops) WHERE (deleted_at IS NULL);
CREATE INDEX core_entities_smart_code ON public.core_entities USING btree (organization_id, smart_code, id);
CREATE INDEX core_entities_words ON public.core_entities USING gin (((organization_id)::text), search_document) WHERE (search_document IS NOT NULL);
CREATE INDEX core_organizations_parent ON public.core_organizations USING btree (parent_organization_id) WHERE (parent_organization_id IS NOT NULL);
CREATE INDEX core_organizations_scheduled ON public.core_organizations USING btree (id) WHERE (settings ? 'scheduled_orchestrations'::text);
CREATE INDEX core_relationships_memberships ON public.core_relationships USING btree (from_entity_id) WHERE ((relationship_type)::text = 'MEMBER_OF'::text);
CREATE UNIQUE INDEX core_relationships_once_key ON public.core_relationships USING btree (organization_id, from_entity_id, relationship_type, to_entity_id) WHERE (from_entity_id IS NOT NULL);
CREATE INDEX core_relationships_to ON public.core_relationships USING btree (organization_id, to_entity_id, relationship_type);
CREATE UNIQUE INDEX core_relationships_transaction_once_key ON public.core_relationships USING btree (organization_id, from_transaction_id, relationship_type, to_entity_id) WHERE (from_transaction_id IS NOT NULL);
CREATE INDEX universal_transaction_lines_entity ON public.universal_transaction_lines USING btree (organization_id, entity_id) WHERE (entity_id IS NOT NULL);
CREATE UNIQUE INDEX universal_transaction_lines_number_key ON public.universal_transaction_lines USING btree (organization_id, transaction_id, line_number);
CREATE INDEX universal_transactions_books ON public.universal_transactions USING btree (organization_id, posted_xid) WHERE (is_gl AND (posted_xid IS NOT NULL));
CREATE INDEX universal_transactions_branch ON public.universal_transactions USING btree (organization_id, ((business_context ->> 'branch_id'::text)), id) WHERE (business_context ? 'branch_id'::text);
CREATE INDEX universal_transactions_date ON public.universal_transactions USING btree (organization_id, transaction_date DESC, id DESC) WHERE (NOT is_system);
CREATE INDEX universal_transactions_feed ON public.universal_transactions USING btree (organization_id, log_cluster, log_xid, id) WHERE (log_xid IS NOT NULL);
CREATE INDEX universal_transactions_financial_drafts ON public.universal_transactions USING btree (organization_id, fiscal_period, id) WHERE (is_financial AND (posting_status = 'draft'::text) AND (deleted_at IS NULL));
CREATE UNIQUE INDEX universal_transactions_idempotency_key ON public.universal_transactions USING btree (organization_id, idempotency_key) WHERE (idempotency_key IS NOT NULL);
CREATE UNIQUE INDEX universal_transactions_number_key ON public.universal_transactions USING btree (organization_id, transaction_number) WHERE ((transaction_number IS NOT NULL) AND (deleted_at IS NULL) AND (posting_status <> 'reversed'::text) AND (withdrawn_of_id IS NULL) AND (NOT is_system));
CREATE INDEX universal_transactions_orchestration ON public.universal_transactions USING btree (organization_id, transaction_type, id) WHERE (is_system AND ((transaction_type)::text = ANY (ARRAY['ORCH_RUN'::text, 'ORCH_EVENT'::text])));
CREATE INDEX universal_transactions_origin ON public.universal_transactions USING btree (organization_id, origin_id) WHERE (origin_id IS NOT NULL);
CREATE INDEX universal_transactions_recent ON public.universal_transactions USING btree (organization_id, created_at DESC, posting_status) WHERE (NOT is_system);
CREATE UNIQUE INDEX universal_transactions_reversal_of_key ON public.universal_transactions USING btree (organization_id, reversal_of_id) WHERE ((reversal_of_id IS NOT NULL) AND (withdrawn_of_id IS NULL));
CREATE INDEX universal_transactions_reversed_by ON public.universal_transactions USING btree (organization_id, reversed_by_id) WHERE (reversed_by_id IS NOT NULL);
CREATE INDEX universal_transactions_run_due ON public.universal_transactions USING btree (run_due) WHERE (run_due IS NOT NULL);
CREATE UNIQUE INDEX universal_transactions_run_key ON public.universal_transactions USING btree (organization_id, smart_code, transaction_code) WHERE ((transaction_type)::text = 'ORCH_RUN'::text);
CREATE INDEX universal_transactions_run_owner ON public.universal_transactions USING btree (run_owner) WHERE (run_owner IS NOT NULL);
CREATE INDEX universal_transactions_run_subject ON public.universal_transactions USING btree (organization_id, run_subject, id) WHERE (run_subject IS NOT NULL);
CREATE UNIQUE INDEX universal_transactions_sale_of_cart_key ON public.universal_transactions USING btree (organization_id, origin_id) WHERE (((transaction_type)::text = 'POS_SALE'::text) AND (posting_status <> 'reversed'::text) AND (withdrawn_of_id IS NULL) AND (origin_id IS NOT NULL));
CREATE UNIQUE INDEX universal_transactions_seal_key ON public.universal_transactions USING btree (organization_id, transaction_code) WHERE ((transaction_type)::text = 'SEAL'::text);
CREATE INDEX universal_transactions_smart_code ON public.universal_transactions USING btree (organization_id, smart_code, id) WHERE (NOT is_system);
CREATE INDEX universal_transactions_source ON public.universal_transactions USING btree (organization_id, source_entity_id) WHERE (source_entity_id IS NOT NULL);
CREATE INDEX universal_transactions_subject ON public.universal_transactions USING btree (organization_id, subject_id, id) WHERE (subject_id IS NOT NULL);
CREATE INDEX universal_transactions_target ON public.universal_transactions USING btree (organization_id, target_entity_id) WHERE (target_entity_id IS NOT NULL);
CREATE INDEX universal_transactions_type_date ON public.universal_transactions USING btree (organization_id, transaction_type, transaction_date DESC, id) WHERE (NOT is_system);
CREATE INDEX universal_transactions_withdrawn ON public.universal_transactions USING btree (organization_id, withdrawn_of_id) WHERE (withdrawn_of_id IS NOT NULL);

-- policies
create policy system on public.core_dynamic_data for all to hera_system using (hera.is_system());
create policy tenant on public.core_dynamic_data for all to hera_app, hera_reader, hera_writer using ((organization_id = ( SELECT (NULLIF(current_setting('hera.organization_id'::text, true), ''::text))::uuid AS "nullif")));
create policy system on public.core_entities for all to hera_system using (hera.is_system());
create policy tenant on public.core_entities for all to hera_app, hera_reader, hera_writer using ((organization_id = ( SELECT (NULLIF(current_setting('hera.organization_id'::text, true), ''::text))::uuid AS "nullif")));
create policy system on public.core_organizations for all to hera_system using ((CURRENT_USER = 'hera_system'::name));
create policy tenant on public.core_organizations for all to hera_app, hera_reader, hera_writer using ((id = ( SELECT (NULLIF(current_setting('hera.organization_id'::text, true), ''::text))::uuid AS "nullif")));
create policy system on public.core_relationships for all to hera_system using ((CURRENT_USER = 'hera_system'::name));
create policy tenant on public.core_relationships for all to hera_app, hera_reader, hera_writer using ((organization_id = ( SELECT (NULLIF(current_setting('hera.organization_id'::text, true), ''::text))::uuid AS "nullif")));
create policy system on public.universal_transaction_lines for all to hera_system using ((CURRENT_USER = 'hera_system'::name));
create policy tenant on public.universal_transaction_lines for all to hera_app, hera_reader, hera_writer using ((organization_id = ( SELECT (NULLIF(current_setting('hera.organization_id'::text, true), ''::text))::uuid AS "nullif")));
create policy system on public.universal_transactions for all to hera_system using ((CURRENT_USER = 'hera_system'::name));
create policy tenant on public.universal_transactions for all to hera_app, hera_reader, hera_writer using ((organization_id = ( SELECT (NULLIF(current_setting('hera.organization_id'::text, true), ''::text))::uuid AS "nullif")));
create policy tenant on reporting.balances for all to hera_app, hera_reader, hera_writer using ((organization_id = ( SELECT (NULLIF(current_setting('hera.organization_id'::text, true), ''::text))::uuid AS "nullif")));
create policy tenant on reporting.balances_until for all to hera_app, hera_reader, hera_writer using ((organization_id = ( SELECT (NULLIF(current_setting('hera.organization_id'::text, true), ''::text))::uuid AS "nullif")));
create policy tenant on reporting.seals_verified for all to hera_app, hera_reader, hera_writer using ((organization_id = ( SELECT (NULLIF(current_setting('hera.organization_id'::text, true), ''::text))::uuid AS "nullif")));

-- triggers
CREATE TRIGGER the_books_guard_a_new_period_state BEFORE INSERT ON public.core_dynamic_data FOR EACH ROW WHEN (((new.field_name)::text = 'period_status'::text)) EXECUTE FUNCTION hera.guard_period_state();
CREATE TRIGGER the_books_guard_a_period_state BEFORE UPDATE ON public.core_dynamic_data FOR EACH ROW WHEN ((((old.field_name)::text = 'period_status'::text) OR ((new.field_name)::text = 'period_status'::text))) EXECUTE FUNCTION hera.guard_period_state();
CREATE TRIGGER the_books_guard_a_removed_period_state BEFORE DELETE ON public.core_dynamic_data FOR EACH ROW WHEN (((old.field_name)::text = 'period_status'::text)) EXECUTE FUNCTION hera.guard_period_state();
CREATE TRIGGER what_is_rehearsed_is_noted AFTER INSERT OR DELETE OR UPDATE ON public.core_dynamic_data FOR EACH ROW WHEN ((current_setting('hera.rehearsal'::text, true) = 'on'::text)) EXECUTE FUNCTION hera.note_rehearsed();
CREATE TRIGGER a_parent_is_not_below BEFORE UPDATE ON public.core_entities FOR EACH ROW WHEN (((new.parent_entity_id IS DISTINCT FROM old.parent_entity_id) AND (new.parent_entity_id <> new.id))) EXECUTE FUNCTION hera.guard_parent();
CREATE TRIGGER what_is_rehearsed_is_noted AFTER INSERT OR DELETE OR UPDATE ON public.core_entities FOR EACH ROW WHEN ((current_setting('hera.rehearsal'::text, true) = 'on'::text)) EXECUTE FUNCTION hera.note_rehearsed();
CREATE TRIGGER the_books_guard_their_settings BEFORE UPDATE ON public.core_organizations FOR EACH ROW WHEN ((((old.settings -> 'base_currency'::text) IS DISTINCT FROM (new.settings -> 'base_currency'::text)) OR ((old.settings -> 'time_zone'::text) IS DISTINCT FROM (new.settings -> 'time_zone'::text)))) EXECUTE FUNCTION hera.guard_books_settings();
CREATE TRIGGER what_is_rehearsed_is_noted AFTER INSERT OR DELETE OR UPDATE ON public.core_organizations FOR EACH ROW WHEN ((current_setting('hera.rehearsal'::text, true) = 'on'::text)) EXECUTE FUNCTION hera.note_rehearsed();
CREATE TRIGGER what_is_rehearsed_is_noted AFTER INSERT OR DELETE OR UPDATE ON public.core_relationships FOR EACH ROW WHEN ((current_setting('hera.rehearsal'::text, true) = 'on'::text)) EXECUTE FUNCTION hera.note_rehearsed();
CREATE TRIGGER books_are_never_truncated BEFORE TRUNCATE ON public.universal_transaction_lines FOR EACH STATEMENT EXECUTE FUNCTION hera.refuse_truncation();
CREATE TRIGGER the_books_guard_changed_lines AFTER UPDATE ON public.universal_transaction_lines REFERENCING OLD TABLE AS old_lines NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION hera.guard_changed_lines();
CREATE TRIGGER the_books_guard_new_lines AFTER INSERT ON public.universal_transaction_lines REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION hera.guard_new_lines();
CREATE TRIGGER the_books_guard_removed_lines AFTER DELETE ON public.universal_transaction_lines REFERENCING OLD TABLE AS old_lines FOR EACH STATEMENT EXECUTE FUNCTION hera.guard_removed_lines();
CREATE TRIGGER what_is_rehearsed_is_noted AFTER INSERT OR DELETE OR UPDATE ON public.universal_transaction_lines FOR EACH ROW WHEN ((current_setting('hera.rehearsal'::text, true) = 'on'::text)) EXECUTE FUNCTION hera.note_rehearsed();
CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON public.universal_transactions FOR EACH ROW WHEN ((old.is_system AND ((old.transaction_type)::text ~ '^(AUDIT|SEAL)$'::text))) EXECUTE FUNCTION hera.refuse_log_change();
CREATE TRIGGER log_is_never_removed BEFORE DELETE ON public.universal_transactions FOR EACH ROW WHEN (((old.transaction_type)::text = ANY (ARRAY['AUDIT'::text, 'SEAL'::text]))) EXECUTE FUNCTION hera.refuse_log_change();
CREATE TRIGGER log_is_never_truncated BEFORE TRUNCATE ON public.universal_transactions FOR EACH STATEMENT EXECUTE FUNCTION hera.refuse_log_change();
CREATE TRIGGER log_is_never_written_over BEFORE UPDATE OF transaction_type ON public.universal_transactions FOR EACH ROW WHEN (((new.transaction_type)::text = ANY (ARRAY['AUDIT'::text, 'SEAL'::text]))) EXECUTE FUNCTION hera.refuse_log_change();
CREATE TRIGGER orchestrations_hear_of_a_change AFTER UPDATE ON public.universal_transactions FOR EACH ROW WHEN ((NOT new.is_system)) EXECUTE FUNCTION hera.tell_change();
CREATE TRIGGER orchestrations_hear_of_a_new_one AFTER INSERT ON public.universal_transactions FOR EACH ROW WHEN ((NOT new.is_system)) EXECUTE FUNCTION hera.tell_change();
CREATE TRIGGER the_books_guard_a_change BEFORE UPDATE ON public.universal_transactions FOR EACH ROW WHEN ((NOT old.is_system)) EXECUTE FUNCTION hera.guard_transaction_change();
CREATE TRIGGER the_books_guard_a_new_one BEFORE INSERT ON public.universal_transactions FOR EACH ROW WHEN (((new.transaction_type)::text !~ '^(AUDIT$|SEAL$|ORCH_|MIGRATION_OPERATION$|SECURITY_VALIDATION$)'::text)) EXECUTE FUNCTION hera.guard_new_transaction();
CREATE TRIGGER the_books_guard_a_new_type BEFORE UPDATE OF transaction_type ON public.universal_transactions FOR EACH ROW WHEN (old.is_system) EXECUTE FUNCTION hera.guard_transaction_change();
CREATE TRIGGER the_books_guard_a_removal BEFORE DELETE ON public.universal_transactions FOR EACH ROW WHEN ((old.posting_status <> 'draft'::text)) EXECUTE FUNCTION hera.guard_transaction_removal();
CREATE CONSTRAINT TRIGGER the_books_guard_a_reversal AFTER INSERT ON public.universal_transactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.reversal_of_id IS NOT NULL)) EXECUTE FUNCTION hera.guard_reversal();
CREATE CONSTRAINT TRIGGER the_books_guard_a_withdrawal AFTER UPDATE OF withdrawn_of_id, reversed_by_id ON public.universal_transactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.withdrawn_of_id IS DISTINCT FROM old.withdrawn_of_id) OR ((old.reversed_by_id IS NOT NULL) AND (new.reversed_by_id IS DISTINCT FROM old.reversed_by_id)))) EXECUTE FUNCTION hera.guard_withdrawal();
CREATE TRIGGER what_is_rehearsed_is_noted AFTER INSERT OR DELETE OR UPDATE ON public.universal_transactions FOR EACH ROW WHEN ((current_setting('hera.rehearsal'::text, true) = 'on'::text)) EXECUTE FUNCTION hera.note_rehearsed();

-- functions
CREATE OR REPLACE FUNCTION hera.account_balances(p_query jsonb)
 RETURNS TABLE(account_id uuid, account_code text, account_name text, account_type text, currency_code text, opening numeric, debit_turnover numeric, credit_turnover numeric, closing numeric, base_closing numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_bounds record;
  v_base text := hera.base_currency(v_organization_id);
  v_in_base boolean := coalesce(p_query ->> 'presentation' = 'base', false);
  v_closing boolean := coalesce((p_query ->> 'include_closing')::boolean, true);
  v_pairs boolean := not coalesce((p_query ->> 'include_reversed')::boolean, false);
begin
  select * into v_bounds from hera.report_bounds(p_query);
  return query
  with s as (
    select 'end' as place, e.* from hera.book_sums(v_organization_id, v_bounds.until, v_bounds.recorded) e
    union all
    select 'start', b.* from hera.book_sums(v_organization_id, v_bounds.from_at, v_bounds.recorded) b
    where v_bounds.from_at is not null
    union all
    select 'pair', e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted, e.debit, e.credit, e.base_debit,
      e.base_credit
    from hera.migration_pairs(v_organization_id) p
    join reporting.book_entries e on e.organization_id = v_organization_id and e.transaction_id = p.transaction_id
    where v_pairs and (v_bounds.from_at is null or e.transaction_date >= v_bounds.from_at)
      and e.transaction_date < v_bounds.until and (v_bounds.recorded is null or e.posted_at < v_bounds.recorded)
    union all
    select 'open', e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted, e.debit, e.credit, e.base_debit,
      e.base_credit
    from hera.opening_entries(v_organization_id, v_bounds.from_at, v_bounds.until, v_bounds.recorded, not v_pairs) e
    where v_bounds.from_at is not null
  ), n as (
    select s.account_id, s.place, s.is_converted, s.base_debit - s.base_credit as base,
      case when v_in_base and s.is_converted then v_base else s.currency_code end as currency,
      case when v_in_base and s.is_converted then s.base_debit else s.debit end as debit,
      case when v_in_base and s.is_converted then s.base_credit else s.credit end as credit
    from s
    where (v_closing or not s.is_closing) and (p_query ->> 'branch_id' is null or s.branch_id = p_query ->> 'branch_id')
  ), b as (
    select n.account_id, n.currency, coalesce(sum(n.debit - n.credit) filter (where n.place in ('start', 'open')), 0) as opening,
      sum(case n.place when 'end' then n.debit else -n.debit end) as debit_turnover,
      sum(case n.place when 'end' then n.credit else -n.credit end) as credit_turnover,
      coalesce(sum(n.debit - n.credit) filter (where n.place = 'end'), 0) as closing,
      case when bool_and(n.is_converted) then coalesce(sum(n.base) filter (where n.place = 'end'), 0) end as base
    from n
    where p_query ->> 'currency' is null or n.currency = p_query ->> 'currency'
    group by n.account_id, n.currency
  )
  select b.account_id, a.entity_code::text, a.entity_name::text, lower(t.field_value_text), b.currency,
    round(b.opening, m.units), round(b.debit_turnover, m.units), round(b.credit_turnover, m.units), round(b.closing, m.units),
    round(b.base, hera.minor_units(v_base))
  from b
  cross join lateral (select hera.minor_units(b.currency)) m (units)
  left join public.core_entities a on a.organization_id = v_organization_id and a.id = b.account_id
  left join public.core_dynamic_data t on t.organization_id = v_organization_id and t.entity_id = b.account_id
    and t.field_name = 'account_type' and t.field_value_text is not null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.account_by_code(p_code text)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_id uuid;
begin
  select e.id into v_id from public.core_entities e
  where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.entity_type = 'GL_ACCOUNT'
    and e.entity_code = p_code and e.deleted_at is null and e.status = 'active';
  if not found then
    perform hera.fail_procedure('UNKNOWN_ACCOUNT', 'there is no account ' || coalesce(p_code, 'without a code'),
      jsonb_build_object('account_code', p_code));
  end if;
  return v_id;
end
$function$;
CREATE OR REPLACE FUNCTION hera.account_type(p_account_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return (
    select lower(t.field_value_text) from public.core_dynamic_data t
    where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.entity_id = p_account_id
      and t.field_name = 'account_type');
end
$function$;
CREATE OR REPLACE FUNCTION hera.accrue(p_accrual jsonb, p_last_day date, p_next_day date)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_currency text := coalesce(p_accrual ->> 'currency_code', hera.base_currency(v_here));
  v_amount numeric := case when jsonb_typeof(p_accrual -> 'amount') = 'number' then (p_accrual ->> 'amount')::numeric end;
  v_posted jsonb;
  v_reversed jsonb;
begin
  if coalesce(v_amount, 0) <= 0 or v_amount <> round(v_amount, hera.minor_units(v_currency))
      or btrim(coalesce(p_accrual ->> 'description', '')) = '' then
    perform hera.fail_procedure('INVALID_ACCRUAL', 'an accrual has a description, and an amount above zero that its currency can hold',
      jsonb_build_object('field', 'accruals', 'accrual', p_accrual));
  end if;
  v_posted := hera.post_two_sides(jsonb_build_object('transaction_type', 'JOURNAL_ENTRY', 'smart_code', 'HERA.FIN.GL.JOURNAL.ACCRUAL.V1',
      'transaction_date', p_last_day, 'currency_code', v_currency, 'metadata', jsonb_build_object('description', p_accrual ->> 'description')),
    v_amount, hera.account_by_code(p_accrual ->> 'expense_account'), hera.account_by_code(p_accrual ->> 'liability_account'));
  v_reversed := hera.reverse_transaction(v_here, 'owner', (v_posted ->> 'transaction_id')::uuid,
    jsonb_build_object('reversal_date', p_next_day, 'reason', 'accrual taken back: ' || (p_accrual ->> 'description')));
  return jsonb_build_object('transaction_id', v_posted -> 'transaction_id', 'amount', v_amount,
    'reversal_transaction_id', v_reversed -> 'reversal_transaction_id');
end
$function$;
CREATE OR REPLACE FUNCTION hera.act_in(p_organization_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_before uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  perform set_config('hera.organization_id', coalesce(p_organization_id::text, ''), true);
  return v_before;
end
$function$;
CREATE OR REPLACE FUNCTION hera.active_specs()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select coalesce(json_agg(json_build_object('kind', e.entity_type, 'entity_id', e.id, 'smart_code', e.smart_code,
        'entity_version', e.version, 'intent', e.entity_description, 'insights', e.ai_insights,
        'content', s.field_value_json, 'plan', p.field_value_json) order by e.entity_code), '[]')::text
    from public.core_entities e
    join public.core_dynamic_data s on s.organization_id = e.organization_id and s.entity_id = e.id
      and s.field_name = lower(e.entity_type) || '_spec'
    left join public.core_dynamic_data p on p.organization_id = e.organization_id and p.entity_id = e.id
      and p.field_name = lower(e.entity_type) || '_plan@v' || (e.ai_insights ->> 'active_version')
    where e.organization_id = v_here and e.entity_type in ('PROCEDURE', 'ORCHESTRATION') and e.deleted_at is null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.actor(p_subject text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_user_id uuid;
begin
  if p_subject ~ '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' then
    select e.id into v_user_id from public.core_entities e
    where e.organization_id = c_platform and e.id = p_subject::uuid and e.entity_type = 'USER' and e.deleted_at is null;
  else
    select e.id into v_user_id
    from public.core_dynamic_data d
    join public.core_entities e on e.organization_id = d.organization_id and e.id = d.entity_id
    where d.organization_id = c_platform and d.field_name = 'auth_subject' and d.field_value_text = p_subject
      and e.entity_type = 'USER' and e.deleted_at is null;
  end if;
  if v_user_id is null then
    return null;
  end if;

  return json_build_object(
    'user_id', v_user_id,
    'platform_role', (
      select r.relationship_data ->> 'role' from public.core_relationships r
      where r.organization_id = c_platform and r.from_entity_id = v_user_id and r.relationship_type = 'MEMBER_OF'
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())),
    'memberships', coalesce((
      select json_agg(json_build_object('organization_id', o.id, 'organization_code', o.organization_code,
        'role', r.relationship_data ->> 'role') order by o.organization_code)
      from public.core_relationships r
      join public.core_organizations o on o.id = r.organization_id
      where r.from_entity_id = v_user_id and r.relationship_type = 'MEMBER_OF' and r.organization_id <> c_platform
        and o.deleted_at is null
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())), '[]'::json)
  )::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.add_rounding_line(p_organization_id uuid, p_transaction_id uuid, p_base text, p_residue numeric)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  insert into public.universal_transaction_lines
    (organization_id, transaction_id, line_number, line_type, description, entity_id, debit_amount, credit_amount,
     currency_code, base_amount, smart_code)
  select p_organization_id, p_transaction_id, max(l.line_number) + 1, 'GL', 'Currency rounding',
    hera.ledger_account(p_organization_id, 'rounding'), case when p_residue < 0 then 0 end, case when p_residue > 0 then 0 end,
    p_base, -p_residue, 'HERA.FIN.GL.LINE.ROUNDING.V1'
  from public.universal_transaction_lines l
  where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id;
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_book(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_stylist_id uuid := (p_inputs ->> 'stylist_id')::uuid;
  v_service_id uuid := (p_inputs ->> 'service_id')::uuid;
  v_starts timestamptz := (p_inputs ->> 'starts_at')::timestamptz;
  v_terms jsonb := hera.appointment_terms(v_service_id, v_stylist_id, (p_inputs ->> 'branch_id')::uuid, v_starts);
  v_made jsonb := '{}';
begin
  if not exists (
      select from public.core_entities e
      where e.organization_id = v_here and e.id = (p_inputs ->> 'customer_id')::uuid and e.entity_type = 'CUSTOMER'
        and e.deleted_at is null) then
    perform hera.fail_procedure('UNKNOWN_CUSTOMER', 'no customer has the id ' || (p_inputs ->> 'customer_id'),
      jsonb_build_object('field', 'customer_id', 'customer_id', p_inputs -> 'customer_id'));
  end if;
  perform hera.take_stylist(v_here, null, v_stylist_id, v_starts, (v_terms ->> 'ends_at')::timestamptz, false);
  if p_context ->> 'mode' is distinct from 'validate_only' then
    v_made := hera.create_transaction(v_here, 'staff', jsonb_build_object('transaction_type', 'APPOINTMENT',
        'smart_code', 'HERA.SALON.APPOINTMENT.TXN.BOOKED.V1', 'transaction_date', v_terms -> 'starts_at',
        'source_entity_id', p_inputs -> 'customer_id', 'target_entity_id', v_stylist_id, 'transaction_status', 'BOOKED',
        'total_amount', v_terms -> 'price', 'business_context', jsonb_strip_nulls(jsonb_build_object('service_id', v_service_id,
          'branch_id', v_terms -> 'branch_id', 'ends_at', v_terms -> 'ends_at', 'duration_minutes', v_terms -> 'duration_minutes',
          'notes', p_inputs -> 'notes'))),
      array[jsonb_build_object('line_number', 1, 'line_type', 'SERVICE', 'entity_id', v_service_id, 'quantity', 1,
        'description', v_terms -> 'service_name', 'unit_amount', v_terms -> 'price', 'line_amount', v_terms -> 'price',
        'smart_code', 'HERA.SALON.APPOINTMENT.LINE.SERVICE.V1')], '{}', '[]', '{}');
    perform hera.take_stylist(v_here, (v_made ->> 'transaction_id')::uuid, v_stylist_id, v_starts,
      (v_terms ->> 'ends_at')::timestamptz, true);
  end if;
  return v_terms - 'price' || jsonb_build_object('customer_id', p_inputs -> 'customer_id', 'stylist_id', v_stylist_id)
    || jsonb_strip_nulls(jsonb_build_object('transaction_id', v_made -> 'transaction_id'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_cancel(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_old public.universal_transactions := hera.appointment_of((p_inputs ->> 'appointment_id')::uuid, true);
begin
  if v_old.transaction_date <= now() then
    perform hera.fail_procedure('TOO_LATE', 'the appointment has begun', jsonb_build_object('starts_at', hera.utc(v_old.transaction_date)));
  end if;
  return hera.end_appointment(v_old, 'CANCELLED', 'late_cancellation_fee_percent', p_inputs, p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_changed(p_old public.universal_transactions, p_new public.universal_transactions, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform hera.store_transaction(p_new);
  perform hera.log_change(p_old.organization_id, p_old.id, 'UPDATE', p_old.transaction_type, p_old.smart_code, p_old.version + 1,
    'run ' || (p_context ->> 'run_id'), jsonb_build_object('subject', 'transaction', 'changes',
      hera.changed_transaction_columns(p_old, p_new)), null);
  return jsonb_build_object('row', to_jsonb(p_old), 'ends_at', p_old.business_context -> 'ends_at');
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_fee(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_appointment public.universal_transactions := hera.appointment_of((p_inputs ->> 'appointment_id')::uuid, false);
  v_amount numeric := (p_inputs ->> 'amount')::numeric;
  v_posted jsonb;
begin
  v_posted := hera.post_two_sides(jsonb_build_object('transaction_type', 'APPOINTMENT_FEE',
      'smart_code', 'HERA.SALON.GL.APPOINTMENT.FEE.V1', 'transaction_date', hera.utc(now()),
      'source_entity_id', v_appointment.source_entity_id, 'currency_code', v_appointment.currency_code,
      'reference_number', v_appointment.transaction_number, 'transaction_status', 'OPEN',
      'business_context', jsonb_build_object('appointment_id', v_appointment.id, 'kind', p_inputs -> 'kind'),
      'metadata', jsonb_build_object('description', format('%s, appointment %s', p_inputs ->> 'kind', v_appointment.transaction_number))),
    v_amount, hera.account_by_code('1100'), hera.account_by_code('4000'));
  return jsonb_build_object('transaction_id', v_posted -> 'transaction_id', 'amount', v_amount);
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_fee_due(p_appointment public.universal_transactions, p_percent text, p_waived boolean, p_role text)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_policy jsonb := hera.appointment_policy(p_appointment.organization_id);
begin
  if p_waived and not hera.role_includes(p_role, 'manager') then
    perform hera.fail_procedure('WAIVER_FORBIDDEN', 'to waive a fee needs the role manager', '{"field": "waive_fee"}');
  end if;
  if p_waived or p_percent <> 'no_show_fee_percent'
      and p_appointment.transaction_date - now() >= make_interval(secs => (v_policy ->> 'notice_hours')::double precision * 3600) then
    return 0;
  end if;
  return round(coalesce(p_appointment.total_amount, 0) * (v_policy ->> p_percent)::numeric / 100,
    hera.minor_units(p_appointment.currency_code));
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_move(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_old public.universal_transactions := hera.appointment_of((p_inputs ->> 'appointment_id')::uuid, true);
  v_new public.universal_transactions := v_old;
  v_starts timestamptz := (p_inputs ->> 'starts_at')::timestamptz;
  v_terms jsonb;
begin
  if v_old.transaction_date <= now() then
    perform hera.fail_procedure('TOO_LATE', 'the appointment has begun', jsonb_build_object('starts_at', hera.utc(v_old.transaction_date)));
  end if;
  v_new.target_entity_id := coalesce((p_inputs ->> 'stylist_id')::uuid, v_old.target_entity_id);
  v_terms := hera.appointment_terms((v_old.business_context ->> 'service_id')::uuid, v_new.target_entity_id,
    coalesce((p_inputs ->> 'branch_id')::uuid, (v_old.business_context ->> 'branch_id')::uuid), v_starts);
  perform hera.take_stylist(v_old.organization_id, v_old.id, v_new.target_entity_id, v_starts, (v_terms ->> 'ends_at')::timestamptz, true);
  v_new.transaction_date := v_starts;
  v_new.business_context := v_old.business_context || jsonb_strip_nulls(jsonb_build_object('ends_at', v_terms -> 'ends_at',
    'duration_minutes', v_terms -> 'duration_minutes', 'branch_id', v_terms -> 'branch_id', 'reason', p_inputs -> 'reason'));
  return jsonb_build_object('appointment_id', v_old.id, 'customer_id', v_old.source_entity_id,
    'fee_amount', hera.appointment_fee_due(v_old, 'late_reschedule_fee_percent', (p_inputs ->> 'waive_fee')::boolean, p_context ->> 'role'),
    'previous', hera.appointment_changed(v_old, v_new, p_context));
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_no_show(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_old public.universal_transactions := hera.appointment_of((p_inputs ->> 'appointment_id')::uuid, true);
begin
  if v_old.transaction_date > now() then
    perform hera.fail_procedure('TOO_EARLY', 'the appointment has not begun', jsonb_build_object('starts_at', hera.utc(v_old.transaction_date)));
  end if;
  return hera.end_appointment(v_old, 'NO_SHOW', 'no_show_fee_percent', p_inputs, p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_of(p_appointment_id uuid, p_booked boolean)
 RETURNS public.universal_transactions
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_appointment public.universal_transactions;
begin
  select * into v_appointment from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_appointment_id
    and t.transaction_type = 'APPOINTMENT' and t.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('APPOINTMENT_NOT_FOUND', 'there is no appointment ' || p_appointment_id,
      jsonb_build_object('field', 'appointment_id', 'appointment_id', p_appointment_id));
  elsif p_booked and v_appointment.transaction_status <> 'BOOKED' then
    perform hera.fail_procedure('WRONG_STATE', 'the appointment is ' || v_appointment.transaction_status,
      jsonb_build_object('appointment_id', p_appointment_id, 'status', v_appointment.transaction_status));
  end if;
  return v_appointment;
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_policy(p_organization_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return '{"notice_hours": 24, "late_cancellation_fee_percent": 0, "late_reschedule_fee_percent": 0, "no_show_fee_percent": 0}'::jsonb
    || coalesce((select o.settings -> 'appointments' from public.core_organizations o where o.id = p_organization_id), '{}');
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_read(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return hera.appointment_view(hera.appointment_of((p_inputs ->> 'appointment_id')::uuid, false));
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_restore(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_was public.universal_transactions := jsonb_populate_record(null::public.universal_transactions, p_inputs -> 'previous' -> 'row');
  v_old public.universal_transactions;
  v_new public.universal_transactions;
begin
  if v_was.id is null then
    return '{}';
  end if;
  v_old := hera.appointment_of(v_was.id, false);
  v_new := v_old;
  v_new.transaction_date := v_was.transaction_date;
  v_new.target_entity_id := v_was.target_entity_id;
  v_new.transaction_status := v_was.transaction_status;
  v_new.business_context := v_was.business_context;
  if hera.changed_transaction_columns(v_old, v_new) <> '[]' then
    perform hera.take_stylist(v_old.organization_id, v_old.id, v_new.target_entity_id, v_new.transaction_date,
      (p_inputs -> 'previous' ->> 'ends_at')::timestamptz, true);
    perform hera.appointment_changed(v_old, v_new, p_context);
  end if;
  return jsonb_build_object('appointment_id', v_old.id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_terms(p_service_id uuid, p_stylist_id uuid, p_branch_id uuid, p_starts timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_branch_id uuid := hera.branch_to_visit(p_branch_id);
  v_item jsonb;
  v_minutes integer;
  v_ends timestamptz;
begin
  select jsonb_build_object('name', e.entity_name, 'price', p.field_value_number), m.field_value_number::integer into v_item, v_minutes
  from public.core_entities e
  left join public.core_dynamic_data p on p.organization_id = e.organization_id and p.entity_id = e.id and p.field_name = 'price'
  left join public.core_dynamic_data m on m.organization_id = e.organization_id and m.entity_id = e.id
    and m.field_name = 'duration_minutes'
  where e.organization_id = v_here and e.id = p_service_id and e.entity_type = 'SERVICE' and e.deleted_at is null
    and e.status = 'active';
  if v_item is null or coalesce(v_minutes, 0) <= 0 then
    perform hera.fail_procedure('UNKNOWN_SERVICE', 'no service with a duration has the id ' || p_service_id,
      jsonb_build_object('field', 'service_id', 'service_id', p_service_id));
  elsif not exists (
      select from public.core_entities e
      where e.organization_id = v_here and e.id = p_stylist_id and e.entity_type in ('STAFF', 'EMPLOYEE')
        and e.deleted_at is null and e.status = 'active') then
    perform hera.fail_procedure('UNKNOWN_STYLIST', 'nobody who serves has the id ' || p_stylist_id,
      jsonb_build_object('field', 'stylist_id', 'stylist_id', p_stylist_id));
  elsif p_starts < now() then
    perform hera.fail_procedure('IN_THE_PAST', 'an appointment begins in the future', jsonb_build_object('field', 'starts_at', 'starts_at', hera.utc(p_starts)));
  end if;
  v_ends := p_starts + make_interval(mins => v_minutes);
  perform hera.refuse_closed_hours(v_branch_id, p_starts, v_ends);
  return jsonb_build_object('starts_at', hera.utc(p_starts), 'ends_at', hera.utc(v_ends), 'duration_minutes', v_minutes,
    'price', coalesce(v_item -> 'price', 'null'), 'service_name', v_item -> 'name', 'branch_id', v_branch_id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.appointment_view(p_appointment public.universal_transactions)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_context jsonb := p_appointment.business_context;
begin
  return jsonb_build_object('appointment_id', p_appointment.id, 'appointment_number', p_appointment.transaction_number,
    'status', p_appointment.transaction_status, 'customer_id', p_appointment.source_entity_id,
    'stylist_id', p_appointment.target_entity_id, 'service_id', v_context -> 'service_id', 'branch_id', v_context -> 'branch_id',
    'starts_at', hera.utc(p_appointment.transaction_date), 'ends_at', v_context -> 'ends_at',
    'duration_minutes', v_context -> 'duration_minutes', 'price', p_appointment.total_amount,
    'currency_code', p_appointment.currency_code, 'notes', v_context -> 'notes', 'reason', v_context -> 'reason',
    'version', p_appointment.version, 'fees', coalesce((
      select jsonb_agg(jsonb_build_object('transaction_id', f.id, 'kind', f.business_context -> 'kind', 'amount', f.total_amount)
        order by f.id)
      from public.universal_transactions f
      where f.organization_id = p_appointment.organization_id and f.source_entity_id = p_appointment.source_entity_id
        and f.transaction_type = 'APPOINTMENT_FEE' and not f.is_system and f.posting_status = 'posted' and f.reversal_of_id is null
        and f.withdrawn_of_id is null
        and f.business_context ->> 'appointment_id' = p_appointment.id::text), '[]'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.are_members(p_user_ids uuid[], p_organization_ids uuid[])
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  return (
    select string_agg(case when exists (
        select from public.core_relationships r
        join public.core_organizations o on o.id = r.organization_id and o.deleted_at is null
        join public.core_entities e on e.organization_id = c_platform and e.id = r.from_entity_id
          and e.entity_type = 'USER' and e.deleted_at is null
        where r.from_entity_id = m.user_id and r.organization_id = m.organization_id
          and r.relationship_type = 'MEMBER_OF' and hera.role_includes(r.relationship_data ->> 'role', 'viewer')
          and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now()))
      then 't' else 'f' end, '' order by m.place)
    from unnest(p_user_ids, p_organization_ids) with ordinality m (user_id, organization_id, place));
end
$function$;
CREATE OR REPLACE FUNCTION hera.as_float8(p_number numeric)
 RETURNS double precision
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
begin
  return case
    when p_number > 1e308 then 'Infinity'
    when p_number < -1e308 then '-Infinity'
    when abs(p_number) < 1e-300 then 0
    else p_number::float8
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.as_long_float8(p_number numeric)
 RETURNS double precision
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
declare
  v_shadow float8 := hera.as_float8(p_number);
begin
  return case when v_shadow::numeric <> p_number then v_shadow end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.asked_id(p_given jsonb, p_name text, p_code text)
 RETURNS uuid
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if coalesce(jsonb_typeof(p_given -> p_name), 'null') = 'null' then
    return null;
  elsif jsonb_typeof(p_given -> p_name) <> 'string' or not pg_input_is_valid(p_given ->> p_name, 'uuid') then
    perform hera.fail_procedure(p_code, format('%s must be an id', p_name), jsonb_build_object('field', p_name));
  end if;
  return (p_given ->> p_name)::uuid;
end
$function$;
CREATE OR REPLACE FUNCTION hera.asked_instant(p_given jsonb, p_name text)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_text text := p_given ->> p_name;
  v_at timestamptz := now();
begin
  if v_text is not null then
    if not pg_input_is_valid(v_text, 'timestamptz') or v_text !~ '^\d{4}-\d{2}-\d{2}' then
      perform hera.fail_procedure('INVALID_DATE', format('%s must be a date or an instant', p_name), jsonb_build_object('field', p_name));
    end if;
    v_at := hera.instant_of(v_text, 0);
    if v_at > clock_timestamp() then
      perform hera.fail_procedure('INVALID_DATE', format('%s lies in the future', p_name), jsonb_build_object('field', p_name));
    end if;
  end if;
  return v_at;
end
$function$;
CREATE OR REPLACE FUNCTION hera.asked_items(p_lines jsonb, p_numbers text[], p_positive boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_line jsonb;
  v_name text;
  v_number numeric;
begin
  if jsonb_array_length(p_lines) not between 1 and 500 or jsonb_array_length(p_lines) <> (
      select count(distinct lower(l.value ->> 'entity_id')) from jsonb_array_elements(p_lines) l (value)) then
    perform hera.fail_procedure('INVALID_LINES', 'there are 1 to 500 lines, each product in one', '{"field": "lines"}');
  end if;
  for v_line in select l.value from jsonb_array_elements(p_lines) l (value) loop
    if jsonb_typeof(v_line) <> 'object' or hera.asked_id(v_line, 'entity_id', 'INVALID_LINES') is null then
      perform hera.fail_procedure('INVALID_LINES', 'a line names a product by its entity_id', '{"field": "lines"}');
    end if;
    foreach v_name in array p_numbers loop
      v_number := hera.asked_number(v_line, v_name, 'INVALID_LINES', 6);
      if v_number is null or v_number < 0 or p_positive and v_name = 'quantity' and v_number = 0 then
        perform hera.fail_procedure('INVALID_LINES', format('%s must be a number, and not negative', v_name),
          jsonb_build_object('field', 'lines', 'member', v_name, 'entity_id', v_line -> 'entity_id'));
      end if;
    end loop;
  end loop;
  return p_lines;
end
$function$;
CREATE OR REPLACE FUNCTION hera.asked_number(p_given jsonb, p_name text, p_code text, p_units integer)
 RETURNS numeric
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_value numeric;
begin
  if coalesce(jsonb_typeof(p_given -> p_name), 'null') = 'null' then
    return null;
  elsif jsonb_typeof(p_given -> p_name) <> 'number' then
    perform hera.fail_procedure(p_code, format('%s must be a number', p_name), jsonb_build_object('field', p_name));
  end if;
  v_value := (p_given ->> p_name)::numeric;
  if abs(v_value) >= 1e15 or min_scale(v_value) > p_units then
    perform hera.fail_procedure(p_code, format('%s is too large, or has more than %s decimals', p_name, coalesce(p_units, 0)),
      jsonb_build_object('field', p_name, 'value', v_value));
  end if;
  return v_value;
end
$function$;
CREATE OR REPLACE FUNCTION hera.asked_payments(p_payments jsonb, p_units integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_payment jsonb;
  v_checked jsonb := '[]';
begin
  if jsonb_array_length(p_payments) > 50 then
    perform hera.fail_procedure('INVALID_PAYMENT', 'there are at most 50 payments', '{"field": "payments"}');
  end if;
  for v_payment in select p.value from jsonb_array_elements(p_payments) with ordinality p (value, position) order by p.position loop
    if jsonb_typeof(v_payment) <> 'object' or upper(v_payment ->> 'method') not in ('CASH', 'CARD', 'BANK')
        or not v_payment ? 'method' or coalesce(hera.asked_number(v_payment, 'amount', 'INVALID_PAYMENT', p_units), 0) <= 0
        or length(v_payment ->> 'reference') > 200 then
      perform hera.fail_procedure('INVALID_PAYMENT', 'a payment has a method (CASH, CARD or BANK) and a positive amount',
        '{"field": "payments"}');
    end if;
    v_checked := v_checked || jsonb_strip_nulls(jsonb_build_object('method', upper(v_payment ->> 'method'),
      'amount', v_payment -> 'amount', 'reference', v_payment ->> 'reference'));
  end loop;
  return v_checked;
end
$function$;
CREATE OR REPLACE FUNCTION hera.asked_quantities(p_lines jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_line jsonb;
  v_quantity numeric;
  v_asked jsonb := '{}';
begin
  if coalesce(p_lines, '[]') = '[]' then
    return null;
  end if;
  for v_line in select l.value from jsonb_array_elements(p_lines) l (value) loop
    if jsonb_typeof(v_line) <> 'object' or hera.asked_number(v_line, 'line_number', 'INVALID_LINES', 0) is null then
      perform hera.fail_procedure('INVALID_LINES', 'a line has a line_number and a quantity', '{"field": "lines"}');
    end if;
    v_quantity := hera.asked_number(v_line, 'quantity', 'INVALID_QUANTITY', 6);
    if v_quantity is null or v_quantity <= 0 then
      perform hera.fail_procedure('INVALID_QUANTITY', 'a quantity is positive', jsonb_build_object('field', 'lines', 'line_number', v_line -> 'line_number'));
    end if;
    v_asked := v_asked || jsonb_build_object(trunc((v_line ->> 'line_number')::numeric)::text,
      coalesce((v_asked ->> trunc((v_line ->> 'line_number')::numeric)::text)::numeric, 0) + v_quantity);
  end loop;
  return v_asked;
end
$function$;
CREATE OR REPLACE FUNCTION hera.asked_returns(p_sale public.universal_transactions, p_lines jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_units integer := hera.minor_units(p_sale.currency_code);
  v_asked jsonb := hera.asked_quantities(p_lines);
  v_items jsonb := '[]';
  v_line record;
  v_quantity numeric;
begin
  for v_line in select * from hera.left_of_sale(p_sale) loop
    v_quantity := case when v_asked is null then v_line.quantity - v_line.done else (v_asked ->> v_line.line_number::text)::numeric end;
    v_asked := v_asked - v_line.line_number::text;
    continue when coalesce(v_quantity, 0) = 0;
    if v_line.line_type = 'RETAIL' and v_quantity <> trunc(v_quantity) then
      perform hera.fail_procedure('INVALID_QUANTITY', 'a product comes back whole', jsonb_build_object('field', 'lines', 'line_number', v_line.line_number));
    elsif v_quantity > v_line.quantity - v_line.done then
      perform hera.fail_procedure('ALREADY_REFUNDED', format('of line %s are %s left to refund', v_line.line_number,
        v_line.quantity - v_line.done), jsonb_build_object('field', 'lines', 'line_number', v_line.line_number, 'sold', v_line.quantity,
        'refunded', v_line.done, 'requested', v_quantity));
    end if;
    v_items := v_items || jsonb_build_object('line_number', v_line.line_number, 'line_type', v_line.line_type,
      'entity_id', v_line.entity_id, 'description', v_line.description, 'quantity', v_quantity, 'unit_cost', v_line.unit_cost,
      'net', round(v_line.net * (v_line.done + v_quantity) / v_line.quantity, v_units) - v_line.done_net,
      'tax', round(v_line.tax * (v_line.done + v_quantity) / v_line.quantity, v_units) - v_line.done_tax);
  end loop;
  if v_asked <> '{}' then
    perform hera.fail_procedure('LINE_NOT_FOUND', 'the sale has no line ' || (select min(k.name) from jsonb_object_keys(v_asked) k (name)),
      jsonb_build_object('field', 'lines', 'sale_id', p_sale.id));
  elsif v_items = '[]' then
    perform hera.fail_procedure('ALREADY_REFUNDED', 'nothing is left to refund', jsonb_build_object('sale_id', p_sale.id));
  end if;
  return v_items;
end
$function$;
CREATE OR REPLACE FUNCTION hera.asked_till(p_given jsonb, p_usual text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_till text := upper(coalesce(p_given ->> 'till', p_usual, 'MAIN'));
begin
  if v_till !~ '^[A-Z0-9_-]{1,30}$' then
    perform hera.fail_procedure('INVALID_TILL', 'a till has a name of letters, digits, - and _, up to 30 of them',
      jsonb_build_object('field', 'till'));
  end if;
  return v_till;
end
$function$;
CREATE OR REPLACE FUNCTION hera.audited_runs(p_after uuid, p_limit integer)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    with batch as materialized (
      select t.id, t.smart_code, t.transaction_status as status, t.metadata ->> 'plan_sha' as plan_sha, t.metadata ->> 'event' as event,
        t.metadata ? 'folded' as folded
      from public.universal_transactions t
      where t.organization_id = v_here and t.is_system and t.transaction_type = 'ORCH_RUN' and (p_after is null or t.id > p_after)
      order by t.id
      limit p_limit
    ), steps as materialized (
      select b.id, b.smart_code, s.step ->> 'phase' as phase, s.node, s.step ->> 'state' as state, (s.step ->> 'commit_seq')::bigint as seq
      from batch b, lateral (
        -- Looked up again: a batch of whole rows, with all that runs have been told and have answered, would not fit into memory.
        select r.node, r.step from public.universal_transactions t, lateral hera.run_steps(t) r
        where t.organization_id = v_here and t.id = b.id
        offset 0) s
    ), settled as (
      -- Once for all runs: asked for each of them, all steps would be read as often as there are runs.
      select s.id, array_agg(distinct s.node order by s.node) as nodes from steps s
      where s.phase = 'FORWARD' and s.state in ('COMPLETED', 'SKIPPED')
      group by s.id
    ), undone as (
      select u.id, u.smart_code, u.node, u.seq as undone, f.seq as done
      from steps u
      join steps f on f.id = u.id and f.node = u.node and f.phase = 'FORWARD' and f.state <> 'FAILED'
      where u.phase = 'UNDO' and u.state = 'COMPLETED'
    )
    select json_build_object('last', (select max(b.id::text) from batch b), 'seen', (select count(*) from batch),
      'completed', (
        select coalesce(json_agg(g), '[]') from (
          select c.smart_code, c.plan_sha, c.event, c.nodes, count(*) as count, (array_agg(c.id))[1:10] as runs
          from (
            select b.id, b.smart_code, b.plan_sha, b.event, coalesce(n.nodes, '{}') as nodes
            from batch b left join settled n on n.id = b.id
            where b.status = 'COMPLETED' and not b.folded
          ) c
          group by c.smart_code, c.plan_sha, c.event, c.nodes
        ) g),
      'doubled', (
        select coalesce(json_agg(json_build_object('run_id', d.id, 'smart_code', d.smart_code, 'node', d.node, 'phase', d.phase)), '[]')
        from (
          select s.id, s.smart_code, s.node, s.phase from steps s
          group by s.id, s.smart_code, s.node, s.phase
          having count(*) > 1) d),
      'disordered', (
        select coalesce(json_agg(json_build_object('run_id', w.id, 'smart_code', w.smart_code, 'node', w.node, 'before', w.later)), '[]')
        from (
          select distinct on (a.id, a.node) a.id, a.smart_code, a.node, b.node as later
          from undone a
          join undone b on b.id = a.id and b.undone > a.undone and b.done > a.done) w))::text);
end
$function$;
CREATE OR REPLACE FUNCTION hera.average_cost(p_before numeric, p_cost numeric, p_quantity numeric, p_unit_cost numeric, p_units integer)
 RETURNS numeric
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_before numeric := greatest(p_before, 0);
  v_cost numeric;
begin
  if v_before + p_quantity <= 0 then
    return null;
  end if;
  v_cost := round(greatest((v_before * coalesce(p_cost, p_unit_cost) + p_quantity * p_unit_cost) / (v_before + p_quantity), 0), 6);
  return round(v_cost, greatest(min_scale(v_cost), p_units));
end
$function$;
CREATE OR REPLACE FUNCTION hera.balance_sheet(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_data text;
  v_totals text;
begin
  with a as materialized (select * from hera.account_balances(p_query)),
  b as materialized (
    select a.account_id, a.account_code, a.account_name, a.currency_code, a.closing, a.base_closing,
      case when a.account_type in ('asset', 'liability', 'equity') then a.account_type else 'unclassified' end as section
    from a
    where (a.account_type is null or a.account_type not in ('revenue', 'expense'))
      and (a.closing <> 0 or a.base_closing is distinct from 0)
    union all
    select null, null, 'Current earnings', a.currency_code, sum(a.closing),
      case when bool_and(a.base_closing is not null) then sum(a.base_closing) end, 'equity'
    from a where a.account_type in ('revenue', 'expense')
    group by a.currency_code having sum(a.closing) <> 0
  ), t as (
    select b.currency_code, sum(hera.debit_side(b.closing)) as debit, sum(hera.debit_side(-b.closing)) as credit,
      sum(case b.section when 'asset' then b.closing else b.closing * 0 end) as assets,
      -sum(case b.section when 'liability' then b.closing else b.closing * 0 end) as liabilities,
      -sum(case b.section when 'equity' then b.closing else b.closing * 0 end) as equity,
      -sum(case b.section when 'unclassified' then b.closing else b.closing * 0 end) as unclassified
    from b group by b.currency_code
  )
  select (
    select string_agg(json_build_object('account_id', b.account_id, 'account_code', b.account_code, 'account_name', b.account_name,
      'account_type', b.section, 'currency_code', b.currency_code, 'debit_balance', hera.debit_side(b.closing),
      'credit_balance', hera.debit_side(-b.closing), 'amount', case b.section when 'asset' then b.closing else -b.closing end,
      'base_balance', b.base_closing)::text, ',' order by array_position(array['asset', 'liability', 'equity', 'unclassified'],
        b.section), b.account_code, b.account_id, b.currency_code)
    from b), (
    select string_agg(json_build_object('currency_code', t.currency_code, 'debit', t.debit, 'credit', t.credit, 'assets', t.assets,
      'liabilities', t.liabilities, 'equity', t.equity, 'unclassified', t.unclassified)::text, ',' order by t.currency_code)
    from t)
  into v_data, v_totals;
  return hera.statement_text(p_query, v_data, v_totals);
end
$function$;
CREATE OR REPLACE FUNCTION hera.balances_horizon(p_organization_id uuid)
 RETURNS xid8
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((
    select u.horizon from reporting.balances_until u
    where u.organization_id = p_organization_id
      and u.cluster is not distinct from nullif(current_setting('hera.cluster_id', true), '')::bigint
      and u.horizon <= pg_snapshot_xmin(pg_current_snapshot())), '0');
end
$function$;
CREATE OR REPLACE FUNCTION hera.balances_of(p_lines jsonb, p_currency text)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('currency', b.currency, 'total_debits', b.debits, 'total_credits', b.credits,
      'net_balance', b.debits - b.credits, 'line_count', b.line_count) order by b.currency)
    from (
      select l.currency, sum(coalesce(l.debit, 0)) as debits, sum(coalesce(l.credit, 0)) as credits, count(*) as line_count
      from (
        select coalesce(n.value ->> 'currency_code', p_currency) as currency,
          coalesce((n.value ->> 'debit_amount')::numeric, case when s.side in ('DR', 'DEBIT') then (n.value ->> 'line_amount')::numeric end) as debit,
          coalesce((n.value ->> 'credit_amount')::numeric, case when s.side in ('CR', 'CREDIT') then (n.value ->> 'line_amount')::numeric end) as credit
        from jsonb_array_elements(p_lines) n, lateral (select upper(n.value -> 'line_data' ->> 'side')) s (side)
      ) l
      where num_nonnulls(l.debit, l.credit) > 0
      group by l.currency
    ) b), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.base_amount(p_debit numeric, p_credit numeric, p_currency text, p_base text, p_rates jsonb)
 RETURNS numeric
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if p_debit is null and p_credit is null then
    return null;
  end if;
  return round((coalesce(p_debit, 0) - coalesce(p_credit, 0)) * (p_rates ->> p_currency)::numeric, hera.minor_units(p_base));
end
$function$;
CREATE OR REPLACE FUNCTION hera.base_currency(p_organization_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (select o.settings ->> 'base_currency' from public.core_organizations o where o.id = p_organization_id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.begin_run(p_start jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_code text := p_start ->> 'smart_code';
  v_key text := p_start ->> 'key';
  v_subject text := p_start ->> 'subject';
  v_ahead uuid[] := '{}';
  v_known uuid;
  v_known_key text;
  -- PL/pgSQL evaluates an assignment itself, and runs a statement for a PERFORM, which costs two to three times as much.
  v_done text;
begin
  if v_key is not null then
    v_done := pg_advisory_xact_lock(hera.subject_key(v_here, ' key ' || v_code || ' ' || v_key));
    -- In the order of the key's index: whatever the planner knows of a growing table, any other way costs a sort.
    select t.id, t.transaction_code into v_known, v_known_key from public.universal_transactions t
    where t.organization_id = v_here and t.transaction_type = 'ORCH_RUN' and t.smart_code = v_code and t.transaction_code >= v_key
    order by t.transaction_code
    limit 1;
    if v_known_key = v_key then
      return hera.start_answer('known', '{}', v_known);
    end if;
  end if;
  if v_subject is not null then
    v_done := pg_advisory_xact_lock(hera.subject_key(v_here, v_subject));
    v_ahead := array(select t.id from public.universal_transactions t
      where t.organization_id = v_here and t.run_subject = v_subject order by t.id);
    if cardinality(v_ahead) >= (p_start ->> 'limit')::integer then
      return hera.start_answer(case p_start ->> 'policy' when 'REJECT' then 'taken' else 'waits' end, v_ahead, null);
    end if;
  end if;
  v_done := concat(set_config('statement_timeout', p_start ->> 'attempt_ms', true),
    set_config('idle_in_transaction_session_timeout', p_start ->> 'attempt_ms', true),
    set_config('hera.hops', p_start ->> 'hops', true));
  return json_build_object('outcome', 'new', 'ahead', v_ahead, 'now', clock_timestamp())::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.birth_status(p_wish text, p_kind text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if p_wish not in ('draft', 'posted') or p_wish = 'posted' and p_kind = 'none' then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: posting_status is draft or, for a financial '
      || 'transaction, posted', detail = '{"field": "posting_status"}';
  end if;
  return coalesce(p_wish, case p_kind when 'none' then 'draft' else 'posted' end);
end
$function$;
CREATE OR REPLACE FUNCTION hera.book_reversal(p_original public.universal_transactions, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_reversal_id uuid := uuidv7();
  v_number text := hera.new_transaction_number(v_reversal_id);
  v_reason text := coalesce(p_options ->> 'reason', p_options ->> 'delete_reason', p_options ->> 'reversal_reason');
  v_answer jsonb;
begin
  set constraints public.the_books_guard_a_reversal deferred;
  perform hera.insert_reversal(p_original, v_reversal_id, v_number, v_reason, p_options);
  p_original.posting_status := 'reversed';
  p_original.reversed_by_id := v_reversal_id;
  perform hera.store_transaction(p_original);
  set constraints public.the_books_guard_a_reversal immediate;

  v_answer := jsonb_build_object('transaction_id', p_original.id, 'success', true, 'message',
    'Transaction reversed successfully', 'version', p_original.version + 1, 'deleted', false, 'mode', 'REVERSE',
    'reversal_transaction_id', v_reversal_id, 'reversal_number', v_number);
  perform hera.log_change(p_original.organization_id, v_reversal_id, 'CREATE', p_original.transaction_type, p_original.smart_code, 1, v_reason,
    jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'reversal_of_id', 'from', null, 'to', p_original.id))), null);
  perform hera.log_change(p_original.organization_id, p_original.id, 'REVERSE', p_original.transaction_type, p_original.smart_code,
    p_original.version + 1, v_reason, jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'posting_status', 'from', 'posted', 'to', 'reversed'),
      jsonb_build_object('path', 'reversed_by_id', 'from', null, 'to', v_reversal_id))), v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.book_sums(p_organization_id uuid, p_until timestamp with time zone, p_recorded timestamp with time zone)
 RETURNS TABLE(account_id uuid, branch_id text, currency_code text, is_closing boolean, is_converted boolean, debit numeric, credit numeric, base_debit numeric, base_credit numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'on'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  v_zone text := hera.time_zone(p_organization_id);
  v_period text := to_char(p_until at time zone v_zone, 'YYYY-MM');
  -- The zone may have been another one when the month was written into an entry.
  v_begun timestamptz := date_trunc('month', p_until at time zone v_zone) at time zone v_zone - interval '2 days';
  v_horizon xid8 := case when p_recorded is null then hera.balances_horizon(p_organization_id) else '0' end;
begin
  return query
  select s.account_id, s.branch_id, s.currency_code, s.is_closing, s.is_converted, sum(s.debit), sum(s.credit),
    sum(s.base_debit), sum(s.base_credit)
  from (
    select b.account_id, b.branch_id, b.currency_code, b.is_closing, b.is_converted, b.debit, b.credit, b.base_debit,
      b.base_credit
    from reporting.balances b
    where v_horizon > '0' and b.organization_id = p_organization_id and b.fiscal_period < v_period
    union all
    select e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted, sum(e.debit), sum(e.credit),
      sum(e.base_debit), sum(e.base_credit)
    from reporting.book_entries e
    where e.organization_id = p_organization_id and e.posted_xid >= v_horizon and e.fiscal_period < v_period
      and (p_recorded is null or e.posted_at < p_recorded)
    group by 1, 2, 3, 4, 5
    union all
    select e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted, sum(e.debit), sum(e.credit),
      sum(e.base_debit), sum(e.base_credit)
    from reporting.book_entries e
    where e.organization_id = p_organization_id and e.fiscal_period = v_period and e.transaction_date >= v_begun
      and e.transaction_date < p_until and (p_recorded is null or e.posted_at < p_recorded)
    group by 1, 2, 3, 4, 5
  ) s
  group by 1, 2, 3, 4, 5;
end
$function$;
CREATE OR REPLACE FUNCTION hera.books_hash(p_organization_id uuid, p_until timestamp with time zone, p_recorded timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', coalesce(s.account_id::text, '-'), coalesce(s.branch_id, '-'),
      s.currency_code, s.is_closing, s.is_converted, trim_scale(s.debit), trim_scale(s.credit), trim_scale(s.base_debit),
      trim_scale(s.base_credit)), E'\n' order by s.account_id, s.branch_id collate "C", s.currency_code collate "C", s.is_closing,
      s.is_converted), ''), 'UTF8')), 'hex')
    from hera.book_sums(p_organization_id, p_until, p_recorded) s);
end
$function$;
CREATE OR REPLACE FUNCTION hera.books_stand(p_organization_id uuid, p_code text, p_closed_at timestamp with time zone, p_hash text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_until timestamptz := hera.end_of_period(p_organization_id, p_code);
begin
  return hera.books_hash(p_organization_id, v_until, p_closed_at) = p_hash
    and hera.books_hash(p_organization_id, v_until, null) = p_hash;
end
$function$;
CREATE OR REPLACE FUNCTION hera.boolean_condition(p_alias text, p_term hera.field_term)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if p_term.operator not in ('eq', 'neq', 'in', 'is') or not p_term.operands <@ array['true', 'false'] then
    return null;
  end if;
  return case p_term.operator
    when 'in' then format('%s.field_value_boolean = any (%L::boolean[])', p_alias, p_term.operands)
    else format('%s.field_value_boolean = %L', p_alias, (p_term.operands[1] = 'true') <> (p_term.operator = 'neq'))
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.branch_of(p_transaction public.universal_transactions)
 RETURNS uuid
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when pg_input_is_valid(p_transaction.business_context ->> 'branch_id', 'uuid')
    then (p_transaction.business_context ->> 'branch_id')::uuid end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.branch_to_visit(p_branch_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_branches uuid[] := array(
    select e.id from public.core_entities e
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.entity_type = 'BRANCH'
      and e.deleted_at is null and e.status = 'active' and (p_branch_id is null or e.id = p_branch_id)
    order by e.id limit 2);
begin
  if cardinality(v_branches) > 1 then
    perform hera.fail_procedure('UNKNOWN_BRANCH', 'there are several branches: name one', '{"field": "branch_id"}');
  elsif p_branch_id is not null and v_branches = '{}' then
    perform hera.fail_procedure('UNKNOWN_BRANCH', 'no branch has the id ' || p_branch_id, jsonb_build_object('field', 'branch_id', 'branch_id', p_branch_id));
  end if;
  return v_branches[1];
end
$function$;
CREATE OR REPLACE FUNCTION hera.broken_in_seal(p_seal public.universal_transactions, p_before public.universal_transactions)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  v_after hera.feed_place := hera.seal_end(p_before);
  v_until hera.feed_place;
  v_form integer := p_seal.metadata ->> 'form';
  v_broken record;
begin
  if p_seal.metadata ->> 'hash' is distinct from hera.seal_hash(p_seal) then
    return jsonb_build_object('seal', p_seal.metadata -> 'number', 'kind', 'seal', 'id', p_seal.id,
      'reason', 'the seal itself was changed');
  elsif p_seal.metadata ->> 'previous' is distinct from p_before.metadata ->> 'hash'
     or (p_seal.metadata ->> 'number')::bigint <> coalesce((p_before.metadata ->> 'number')::bigint, 0) + 1 then
    return jsonb_build_object('seal', p_seal.metadata -> 'number', 'kind', 'seal', 'id', p_seal.id,
      'reason', 'the seal before it is missing or another one');
  end if;

  v_until := hera.seal_end(p_seal);
  with entries as materialized (
    select decode(p_seal.metadata ->> 'entries', 'hex') as bytes
  ), sealed as (
    select n.place, substr(e.bytes, n.place * 33 + 1, 1) = 'L'::bytea as is_log,
      encode(substr(e.bytes, n.place * 33 + 2, 16), 'hex')::uuid as id, substr(e.bytes, n.place * 33 + 18, 16) as seal
    from entries e
    cross join lateral generate_series(0, octet_length(e.bytes) / 33 - 1) n (place)
  ), logged as (
    select t.id, substr(hera.row_seal(t, false, v_form), 1, 16) as seal, row_number() over (order by t.log_cluster, t.log_xid, t.id) - 1 as place
    from public.universal_transactions t
    where t.organization_id = p_seal.organization_id and t.log_xid is not null
      and (t.log_cluster, t.log_xid, t.id) > (v_after.cluster, v_after.xid, v_after.id)
      and (t.log_cluster, t.log_xid, t.id) <= (v_until.cluster, v_until.xid, v_until.id)
  ), compared as (
    select coalesce(s.place, l.place) as place, true as is_log, coalesce(s.id, l.id) as id,
      case when l.id is null then 'missing' when s.id is null then 'added' else 'changed' end as reason
    from (select * from sealed where is_log) s full join logged l on l.id = s.id
    where s.seal is distinct from l.seal
    union all
    select s.place, false, s.id, case when p.seal is null then 'missing' else 'changed' end
    from sealed s cross join lateral substr(hera.posting_seal(p_seal.organization_id, s.id, v_form), 1, 16) p (seal)
    where not s.is_log and s.seal is distinct from p.seal
  )
  select * into v_broken from compared c order by c.place, c.is_log desc, c.id limit 1;
  return case when found then jsonb_build_object('seal', p_seal.metadata -> 'number',
    'kind', case when v_broken.is_log then 'log' else 'posting' end, 'id', v_broken.id,
    'reason', 'the row was ' || case v_broken.reason when 'missing' then 'removed' else v_broken.reason end || ' after it was sealed') end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.bulk_member(p_action text, p_actor_user_id uuid, p_organization_id uuid, p_member jsonb, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_wrapped boolean := jsonb_typeof(p_member -> 'entity') = 'object';
  v_entity jsonb := case when v_wrapped then p_member -> 'entity' else p_member end;
begin
  if jsonb_typeof(p_member) is distinct from 'object' then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: a member of p_entities must be an object',
      detail = '{"field": "p_entities"}';
  end if;
  if lower(v_entity ->> 'organization_id') <> p_organization_id::text then
    raise exception using errcode = 'ZH002',
      message = 'HERA_MEMBERSHIP_REQUIRED: organization_id is not the organization of the request';
  end if;
  if not v_wrapped then
    return rpc.hera_entities_crud_v1(p_action, p_actor_user_id, p_organization_id, v_entity, '{}', '{}', p_options);
  end if;
  return rpc.hera_entities_crud_v1(p_action, p_actor_user_id, p_organization_id,
    v_entity || jsonb_strip_nulls(jsonb_build_object('entity_id', p_member -> 'entity_id')),
    coalesce(p_member -> 'dynamic', '{}'), coalesce(p_member -> 'relationships', '{}'),
    p_options || coalesce(nullif(p_member -> 'options', 'null'), '{}'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.bulk_members(p_action text, p_actor_user_id uuid, p_organization_id uuid, p_entities jsonb, p_options jsonb, p_stop boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_results jsonb[] := '{}';
  v_member record;
  v_answer jsonb;
  v_state text;
  v_message text;
  v_detail text;
  v_constraint text;
begin
  for v_member in
    select m.value, m.position - 1 as index,
      coalesce(m.value -> 'entity' ->> 'entity_id', m.value -> 'entity' ->> 'id', m.value ->> 'entity_id', m.value ->> 'id') as id
    from jsonb_array_elements(p_entities) with ordinality m (value, position) order by m.position
  loop
    if jsonb_typeof(v_member.value -> 'refused') = 'object' then
      v_results := v_results || (jsonb_build_object('index', v_member.index, 'entity_id', v_member.id, 'success', false)
        || (v_member.value -> 'refused'));
      exit when p_stop;
      continue;
    end if;
    begin
      v_answer := hera.bulk_member(p_action, p_actor_user_id, p_organization_id, v_member.value, p_options);
      v_results := v_results || jsonb_build_object('index', v_member.index,
        'entity_id', coalesce(v_answer -> 'entity_id', to_jsonb(v_member.id)), 'success', true, 'result', v_answer);
    exception
      when serialization_failure or deadlock_detected or query_canceled then
        raise;
      when others then
        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail,
          v_constraint = constraint_name;
        v_results := v_results || (jsonb_build_object('index', v_member.index, 'entity_id', v_member.id, 'success', false)
          || hera.told_error(v_state, v_message, v_detail, v_constraint));
        exit when p_stop;
    end;
  end loop;
  return to_jsonb(v_results);
end
$function$;
CREATE OR REPLACE FUNCTION hera.bulk_undone(p_results jsonb, p_total integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_agg(case when r.value -> 'success' = 'false' then r.value else jsonb_build_object('index', n, 'entity_id', null,
      'success', false, 'code', 'ZH013',
      'error', 'HERA_BATCH_ROLLED_BACK: not done, because another member of the atomic batch was refused') end order by n)
    from generate_series(0, p_total - 1) n
    left join jsonb_array_elements(p_results) r on (r.value ->> 'index')::integer = n);
end
$function$;
CREATE OR REPLACE FUNCTION hera.call_rpc(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
  v_arguments jsonb := coalesce(nullif(p_inputs -> 'arguments', 'null'), '{}');
  v_function pg_catalog.pg_proc;
  v_unknown text;
  v_call text;
  v_result jsonb;
begin
  select p.* into v_function from pg_catalog.pg_proc p
  where p.pronamespace = 'rpc'::regnamespace and p.proname = p_inputs ->> 'function' and p.prokind = 'f'
    and pg_catalog.has_function_privilege(current_user, p.oid, 'execute');
  if not found then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: there is no such function',
      detail = '{"field": "function"}';
  end if;
  perform hera.enter(v_actor, v_here, coalesce(
    substring(pg_catalog.obj_description(v_function.oid, 'pg_proc') from '@role ([a-z_]+)'),
    case v_function.provolatile when 'v' then 'staff' else 'viewer' end));
  v_arguments := v_arguments || jsonb_build_object('p_actor_user_id', v_actor, 'p_organization_id', v_here);

  select string_agg(a.name, ', ') into v_unknown from jsonb_object_keys(v_arguments) a (name)
  where not a.name = any (v_function.proargnames) and a.name not in ('p_actor_user_id', 'p_organization_id');
  if v_unknown is not null then
    raise exception using errcode = 'ZH009',
      message = format('HERA_PAYLOAD_INVALID: %s does not take %s', v_function.proname, v_unknown),
      detail = '{"field": "arguments"}';
  end if;
  select string_agg(format(case a.type
        when 'jsonb[]'::regtype then '%I => array(select jsonb_array_elements($1 -> %L))::%s'
        when 'jsonb'::regtype then '%I => ($1 -> %L)::%s'
        when 'json'::regtype then '%I => ($1 -> %L)::%s'
        else '%I => ($1 ->> %L)::%s' end, a.name, a.name, a.type::regtype), ', ')
  into v_call
  from unnest(v_function.proargnames[1:v_function.pronargs], v_function.proargtypes::oid[]) a (name, type)
  where v_arguments ? a.name;
  execute format('select to_jsonb(rpc.%I(%s))', v_function.proname, v_call) into v_result using v_arguments;
  return case when jsonb_typeof(v_result) = 'object' then v_result else jsonb_build_object('result', v_result) end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_add_line(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_type text := p_inputs ->> 'line_type';
  v_entity_id uuid := (p_inputs ->> 'entity_id')::uuid;
  v_asked numeric := (p_inputs ->> 'unit_amount')::numeric;
  v_quantity numeric := coalesce((p_inputs ->> 'quantity')::numeric, 1);
  v_item jsonb := hera.cart_item(v_type, v_entity_id, v_asked);
  v_line public.universal_transaction_lines;
begin
  perform hera.refuse_cart_line(v_type, v_quantity, coalesce(v_asked, (v_item ->> 'price')::numeric),
    (p_inputs ->> 'discount_percent')::numeric, (p_inputs ->> 'discount_amount')::numeric, (p_inputs ->> 'stylist_id')::uuid);
  if p_context ->> 'mode' = 'validate_only' then
    return jsonb_build_object('line_type', v_type, 'entity_id', v_entity_id, 'quantity', v_quantity);
  end if;
  insert into public.universal_transaction_lines
    (organization_id, transaction_id, line_number, line_type, description, entity_id, quantity, unit_amount, currency_code,
     smart_code, line_data)
  select v_cart.organization_id, v_cart.id, coalesce(max(l.line_number), 0) + 1, v_type,
    coalesce(p_inputs ->> 'description', v_item ->> 'name'), v_entity_id, v_quantity,
    coalesce(v_asked, (v_item ->> 'price')::numeric), v_cart.currency_code,
    format('HERA.SALON.POS.CART.LINE.%s.V1', v_type), jsonb_strip_nulls(jsonb_build_object('unit_amount', v_asked,
      'discount_percent', p_inputs -> 'discount_percent', 'discount_amount', p_inputs -> 'discount_amount',
      'stylist_id', p_inputs -> 'stylist_id'))
  from public.universal_transaction_lines l
  where l.organization_id = v_cart.organization_id and l.transaction_id = v_cart.id
  returning * into v_line;
  perform hera.cart_touched(v_cart, 'lines.' || v_line.line_number, null, hera.cart_line(v_line), p_context);
  return jsonb_build_object('line_id', v_line.id, 'line_type', v_type, 'entity_id', v_entity_id, 'quantity', v_quantity);
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_close(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
begin
  perform hera.cart_stands(v_cart, 'CLOSED', p_context);
  return p_inputs || jsonb_build_object('status', 'CLOSED', 'previous_status', v_cart.transaction_status);
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_delete_line(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_undoing boolean := (p_context ->> 'undoing')::boolean;
  v_cart public.universal_transactions;
  v_old public.universal_transaction_lines;
begin
  if v_undoing and not exists (
      select from public.universal_transaction_lines l
      where l.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
        and l.transaction_id = (p_inputs ->> 'cart_id')::uuid and l.id = (p_inputs ->> 'line_id')::uuid) then
    return '{}';
  end if;
  v_cart := hera.cart_of((p_inputs ->> 'cart_id')::uuid, not v_undoing);
  v_old := hera.line_of_cart(v_cart, (p_inputs ->> 'line_id')::uuid);
  if p_context ->> 'mode' is distinct from 'validate_only' then
    delete from public.universal_transaction_lines l where l.organization_id = v_old.organization_id and l.id = v_old.id;
    perform hera.cart_touched(v_cart, 'lines.' || v_old.line_number, hera.cart_line(v_old), null, p_context);
  end if;
  return jsonb_build_object('line_id', v_old.id, 'line_type', v_old.line_type, 'entity_id', v_old.entity_id,
    'quantity', v_old.quantity, 'previous', jsonb_build_object('line_id', v_old.id, 'row', to_jsonb(v_old)));
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_facts(p_event text, p_payload jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_type text := 'NONE';
  v_quantity numeric;
begin
  if p_event not in ('POS.CART.LINE_UPDATE.REQUESTED', 'POS.CART.LINE_DELETE.REQUESTED') then
    return '{}';
  end if;
  select l.line_type, l.quantity into v_type, v_quantity from public.universal_transaction_lines l
  join public.universal_transactions t on t.organization_id = l.organization_id and t.id = l.transaction_id
  where l.organization_id = v_here and l.id::text = lower(p_payload -> 'path' ->> 'lineId')
    and t.id::text = lower(p_payload -> 'path' ->> 'id') and t.transaction_type = 'POS_CART';
  return jsonb_build_object('line_type', coalesce(v_type, 'NONE'), 'affects_inventory', coalesce(
    v_type = 'RETAIL' and jsonb_typeof(p_payload -> 'quantity') = 'number'
      and (p_payload ->> 'quantity')::numeric <> v_quantity, false));
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_item(p_line_type text, p_entity_id uuid, p_unit_amount numeric)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_item jsonb;
begin
  select jsonb_build_object('name', e.entity_name, 'price', p.field_value_number, 'tier_prices', t.field_value_json) into v_item
  from public.core_entities e
  left join public.core_dynamic_data p on p.organization_id = e.organization_id and p.entity_id = e.id and p.field_name = 'price'
  left join public.core_dynamic_data t on t.organization_id = e.organization_id and t.entity_id = e.id
    and t.field_name = 'tier_prices'
  where e.organization_id = v_here and e.id = p_entity_id and e.deleted_at is null and e.status = 'active'
    and e.entity_type = case p_line_type when 'RETAIL' then 'PRODUCT' else 'SERVICE' end;
  if v_item is null or p_unit_amount is null and v_item ->> 'price' is null then
    perform hera.fail_procedure('UNKNOWN_ITEM', format('nothing for sale as %s has the id %s', p_line_type, p_entity_id),
      jsonb_build_object('field', 'entity_id', 'entity_id', p_entity_id));
  end if;
  return v_item;
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_line(p_line public.universal_transaction_lines)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object('line_id', p_line.id, 'line_number', p_line.line_number, 'line_type', p_line.line_type,
    'entity_id', p_line.entity_id, 'description', p_line.description, 'quantity', p_line.quantity,
    'unit_amount', p_line.unit_amount, 'discount_amount', p_line.discount_amount, 'tax_amount', p_line.tax_amount,
    'line_amount', p_line.line_amount, 'stylist_id', p_line.line_data -> 'stylist_id');
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_of(p_cart_id uuid, p_open boolean)
 RETURNS public.universal_transactions
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions;
begin
  select * into v_cart from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_cart_id
    and t.transaction_type = 'POS_CART' and t.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('CART_NOT_FOUND', 'there is no cart ' || p_cart_id, jsonb_build_object('field', 'cart_id', 'cart_id', p_cart_id));
  elsif p_open and not hera.is_cart_open(v_cart.transaction_status) then
    perform hera.fail_procedure('CART_CLOSED', 'the cart is ' || v_cart.transaction_status,
      jsonb_build_object('cart_id', p_cart_id, 'status', v_cart.transaction_status));
  end if;
  return v_cart;
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_reopen(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions;
begin
  if p_inputs ->> 'previous_status' is null then
    return '{}';
  end if;
  v_cart := hera.cart_of((p_inputs ->> 'cart_id')::uuid, false);
  if v_cart.transaction_status = 'CLOSED' then
    perform hera.cart_stands(v_cart, p_inputs ->> 'previous_status', p_context);
    v_cart.transaction_status := p_inputs ->> 'previous_status';
  end if;
  return jsonb_build_object('cart_id', v_cart.id, 'status', v_cart.transaction_status);
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_reprice(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_units integer := hera.minor_units(v_cart.currency_code);
  v_rate numeric;
  v_subtotal numeric;
  v_discount numeric;
  v_totals jsonb;
begin
  select coalesce((o.settings ->> 'tax_rate')::numeric, 0) into v_rate from public.core_organizations o
  where o.id = v_cart.organization_id;
  perform hera.price_cart_lines(v_cart, v_units);
  select coalesce(sum(l.line_amount), 0) into v_subtotal from public.universal_transaction_lines l
  where l.organization_id = v_cart.organization_id and l.transaction_id = v_cart.id;
  v_discount := least(v_subtotal, greatest(0,
    round(v_subtotal * coalesce((v_cart.business_context ->> 'discount_percent')::numeric, 0) / 100, v_units)
    + coalesce((v_cart.business_context ->> 'discount_amount')::numeric, 0)));
  v_totals := jsonb_build_object('subtotal', v_subtotal, 'discount_amount', v_discount, 'tax_rate', v_rate,
    'tax_amount', round((v_subtotal - v_discount) * v_rate / 100, v_units),
    'total_amount', v_subtotal - v_discount + round((v_subtotal - v_discount) * v_rate / 100, v_units));
  perform hera.spread_cart_tax(v_cart, v_subtotal, (v_totals ->> 'tax_amount')::numeric, v_units);
  update public.universal_transactions t
  set total_amount = (v_totals ->> 'total_amount')::numeric, metadata = t.metadata || jsonb_build_object('totals', v_totals)
  where t.organization_id = v_cart.organization_id and t.id = v_cart.id;
  perform hera.cart_touched(v_cart, 'total_amount', to_jsonb(v_cart.total_amount), v_totals -> 'total_amount', p_context);
  return jsonb_build_object('cart_id', v_cart.id, 'status', v_cart.transaction_status, 'customer_id', v_cart.source_entity_id,
    'currency_code', v_cart.currency_code, 'totals', v_totals, 'lines', coalesce((
      select jsonb_agg(hera.cart_line(l) order by l.line_number) from public.universal_transaction_lines l
      where l.organization_id = v_cart.organization_id and l.transaction_id = v_cart.id), '[]'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_restore_line(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_old public.universal_transaction_lines := jsonb_populate_record(null::public.universal_transaction_lines,
    p_inputs -> 'previous' -> 'row');
  v_cart public.universal_transactions;
begin
  if v_old.id is null then
    return '{}';
  end if;
  v_cart := hera.cart_of((p_inputs ->> 'cart_id')::uuid, false);
  if v_old.transaction_id is distinct from v_cart.id or v_old.organization_id is distinct from v_cart.organization_id then
    perform hera.fail_procedure('CART_NOT_FOUND', 'the line belongs to another cart', null);
  end if;
  delete from public.universal_transaction_lines l where l.organization_id = v_cart.organization_id and l.id = v_old.id;
  insert into public.universal_transaction_lines select v_old.*;
  perform hera.cart_touched(v_cart, 'lines.' || v_old.line_number, null, hera.cart_line(v_old), p_context);
  return jsonb_build_object('line_id', v_old.id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_stands(p_cart public.universal_transactions, p_status text, p_context jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  update public.universal_transactions t set transaction_status = p_status
  where t.organization_id = p_cart.organization_id and t.id = p_cart.id;
  perform hera.cart_touched(p_cart, 'transaction_status', to_jsonb(p_cart.transaction_status), to_jsonb(p_status), p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_touched(p_cart public.universal_transactions, p_path text, p_from jsonb, p_to jsonb, p_context jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_version integer;
begin
  update public.universal_transactions t
  set version = t.version + 1, updated_at = now(),
    updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where t.organization_id = p_cart.organization_id and t.id = p_cart.id
  returning t.version into v_version;
  perform hera.log_change(p_cart.organization_id, p_cart.id, 'UPDATE', p_cart.transaction_type, p_cart.smart_code, v_version,
    'run ' || (p_context ->> 'run_id'), jsonb_build_object('subject', 'transaction', 'changes',
      jsonb_build_array(jsonb_build_object('path', p_path, 'from', p_from, 'to', p_to))), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.cart_update_line(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_old public.universal_transaction_lines := hera.line_of_cart(v_cart, (p_inputs ->> 'line_id')::uuid);
  v_data jsonb := v_old.line_data || jsonb_strip_nulls(jsonb_build_object('unit_amount', p_inputs -> 'unit_amount',
    'discount_percent', p_inputs -> 'discount_percent', 'discount_amount', p_inputs -> 'discount_amount',
    'stylist_id', p_inputs -> 'stylist_id'));
  v_quantity numeric := coalesce((p_inputs ->> 'quantity')::numeric, v_old.quantity);
  v_unit numeric := coalesce((p_inputs ->> 'unit_amount')::numeric, v_old.unit_amount);
  v_new public.universal_transaction_lines;
begin
  perform hera.refuse_cart_line(v_old.line_type, v_quantity, v_unit, (v_data ->> 'discount_percent')::numeric,
    (v_data ->> 'discount_amount')::numeric, (v_data ->> 'stylist_id')::uuid);
  if p_context ->> 'mode' is distinct from 'validate_only' then
    update public.universal_transaction_lines l
    set quantity = v_quantity, unit_amount = v_unit, line_data = v_data,
      description = coalesce(p_inputs ->> 'description', l.description), updated_at = now(),
      updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where l.organization_id = v_old.organization_id and l.id = v_old.id
    returning * into v_new;
    perform hera.cart_touched(v_cart, 'lines.' || v_old.line_number, hera.cart_line(v_old), hera.cart_line(v_new), p_context);
  end if;
  return jsonb_build_object('line_id', v_old.id, 'line_type', v_old.line_type, 'entity_id', v_old.entity_id, 'quantity', v_quantity,
    'previous', jsonb_build_object('line_id', v_old.id, 'row', to_jsonb(v_old)));
end
$function$;
CREATE OR REPLACE FUNCTION hera.change_entities_in_batch(p_atomic boolean, p_operations jsonb[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_results jsonb;
  v_failed boolean;
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid,
    nullif(current_setting('hera.organization_id', true), '')::uuid, 'staff');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  if cardinality(p_operations) > 1000 then
    raise exception using errcode = 'ZH012', message = 'HERA_BATCH_TOO_LARGE: at most 1000 operations at once';
  end if;
  begin
    v_results := hera.run_operations(p_atomic, p_operations);
    v_failed := v_results @? '$[*].sqlstate';
    if p_atomic and v_failed then
      raise exception using errcode = 'ZH000';
    end if;
  exception
    when sqlstate 'ZH000' then
      -- The operations are undone; what they answered is still in the variable. Nothing was done, so nothing is kept.
      return jsonb_build_object('success', false, 'applied', false, 'results', v_results);
  end;
  v_answer := jsonb_build_object('success', not v_failed, 'applied', true, 'results', v_results);
  perform hera.idempotent_store('BATCH', v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.change_fiscal_period(p_code text, p_action text, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_action text := upper(p_action);
  v_status text := case v_action when 'OPEN' then 'OPEN' when 'CLOSE' then 'CLOSED' when 'LOCK' then 'LOCKED' end;
  v_period record;
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  if v_status is null or v_action = 'OPEN' and coalesce(btrim(p_options ->> 'reason'), '') = '' then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: '
      || case when v_status is null then 'action is OPEN, CLOSE or LOCK' else 'reopening a period needs a reason' end,
      detail = json_build_object('field', case when v_status is null then 'action' else 'reason' end)::text;
  end if;
  perform hera.lock_calendar(v_organization_id);
  perform pg_advisory_xact_lock(hera.period_key(v_organization_id, p_code));
  select * into v_period from hera.period(v_organization_id, p_code);
  if v_period.id is null then
    raise exception using errcode = 'ZH005', message = format('HERA_PERIOD_NOT_FOUND: there is no fiscal period %s', p_code);
  end if;
  if (p_options ->> 'expected_version')::integer <> v_period.version then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: the period was changed by someone else',
      detail = json_build_object('expected_version', p_options -> 'expected_version', 'current_version', v_period.version)::text;
  end if;
  perform hera.refuse_period_change(v_organization_id, p_code, v_period.period_status, v_action,
    coalesce((p_options ->> 'force')::boolean, false));
  return hera.store_period_status(v_organization_id, v_period.id, v_action, v_status, p_options ->> 'reason');
end
$function$;
CREATE OR REPLACE FUNCTION hera.change_item(p_cursor text, p_entry public.universal_transactions, p_subject text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_log jsonb := p_entry.metadata;
  v_reason text := case when v_log ->> 'reason' is null then '' else format(',"reason":%s', v_log -> 'reason') end;
begin
  return format('{"cursor":"%s","id":"%s","at":"%s","actor_user_id":"%s","action":%s,"%s_id":"%s","%s_type":%s,'
      '"smart_code":%s,"version":%s%s,"changes":%s}',
    p_cursor, p_entry.id, hera.utc(p_entry.created_at), p_entry.created_by, v_log -> 'action',
    p_subject, p_entry.subject_id, p_subject, v_log -> 'kind', v_log -> 'smart_code', v_log -> 'version', v_reason,
    coalesce(v_log -> 'changes', hera.changes_of_creation(v_log -> 'created'), '[]'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.change_member(p_action text, p_user_id uuid, p_payload jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_actor_role text := hera.enter_organization('admin');
  v_reason text := p_payload ->> 'reason';
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  perform hera.lock_member(v_here, p_user_id, p_action = 'ADD', (p_payload ->> 'expected_version')::bigint);
  perform hera.refuse_role(v_here, v_actor_role, p_user_id, case when p_action <> 'REMOVE' then p_payload ->> 'role' end);
  v_answer := case when p_action = 'REMOVE' then hera.remove_member(v_here, p_user_id, v_reason)
    else hera.set_member(v_here, p_user_id, p_payload ->> 'role', v_reason) end;
  return hera.keep_answer(v_request, p_action || '_MEMBER', v_answer || jsonb_build_object('version', (
    select e.version from public.core_entities e where e.organization_id = v_here and e.id = p_user_id)));
end
$function$;
CREATE OR REPLACE FUNCTION hera.change_organization(p_organization_id uuid, p_payload jsonb, p_archive boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
  v_expected integer := coalesce(p_payload ->> 'if_match_version', p_payload ->> 'expected_version')::integer;
  v_old public.core_organizations;
  v_new public.core_organizations;
begin
  select * into v_old from public.core_organizations o where o.id = p_organization_id for no key update;
  if not found or v_old.deleted_at is not null then
    raise exception using errcode = 'ZH005', message = 'HERA_ORGANIZATION_NOT_FOUND: there is no such organization';
  end if;
  if v_expected <> v_old.version then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: the organization was changed by someone else',
      detail = json_build_object('expected_version', v_expected, 'current_version', v_old.version)::text;
  end if;
  perform hera.refuse_bad_organization(jsonb_build_object('organization_name', coalesce(p_payload ->> 'organization_name',
    v_old.organization_name), 'organization_code', v_old.organization_code));
  v_new := v_old;
  v_new.organization_name := coalesce(p_payload ->> 'organization_name', v_old.organization_name);
  v_new.settings := hera.checked_settings(v_old.settings, p_payload -> 'settings');
  if not p_archive and v_new.organization_name = v_old.organization_name and v_new.settings::text = v_old.settings::text then
    return hera.organization_item(v_old, true);
  end if;
  update public.core_organizations o
  set organization_name = v_new.organization_name, settings = v_new.settings, status = case when p_archive then 'archived' else o.status end,
    deleted_at = case when p_archive then now() end,
    version = o.version + 1, updated_at = now(), updated_by = v_actor
  where o.id = p_organization_id returning * into v_new;
  update public.core_entities e
  set entity_name = v_new.organization_name, version = e.version + 1, updated_at = now(), updated_by = v_actor
  where e.organization_id = p_organization_id and e.id = p_organization_id;
  perform hera.log_change(p_organization_id, p_organization_id, case when p_archive then 'ARCHIVE' else 'UPDATE' end,
    'ORGANIZATION', 'HERA.CORE.ORG.ENTITY.BUSINESS.V1', v_new.version, p_payload ->> 'reason',
    jsonb_build_object('changes', (
      select coalesce(jsonb_agg(jsonb_build_object('path', o.key, 'from', o.value, 'to', n.value)), '[]')
      from jsonb_each(hera.organization_item(v_old, true) - array['name', 'version', 'updated_at']) o
      join jsonb_each(hera.organization_item(v_new, true)) n on n.key = o.key
      where n.value <> o.value)), null);
  return hera.organization_item(v_new, true);
end
$function$;
CREATE OR REPLACE FUNCTION hera.change_transaction(p_action text, p_organization_id uuid, p_role text, p_transaction jsonb, p_lines jsonb[], p_dynamic jsonb, p_relationships jsonb, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return case p_action
    when 'CREATE' then hera.create_transaction(p_organization_id, p_role, p_transaction, p_lines, coalesce(p_dynamic, '{}'),
      coalesce(p_relationships, '[]'), p_options)
    when 'UPDATE' then hera.update_transaction(p_organization_id, p_role, p_transaction, p_lines, p_dynamic, p_relationships,
      hera.relationship_types(p_relationships), p_options)
    when 'DELETE' then hera.delete_transaction(p_organization_id, p_role,
      coalesce(p_transaction ->> 'transaction_id', p_transaction ->> 'id')::uuid, p_options)
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.change_transactions_in_batch(p_atomic boolean, p_operations jsonb[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if exists (select from unnest(p_operations) o where coalesce(jsonb_typeof(o -> 'transaction'), '') <> 'object') then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: every operation needs a transaction',
      detail = '{"field": "operations"}';
  end if;
  return hera.change_entities_in_batch(p_atomic, p_operations);
end
$function$;
CREATE OR REPLACE FUNCTION hera.changed_columns(p_old public.core_entities, p_new public.core_entities)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', c.path, 'from', c.old, 'to', c.new))
    from (values
      ('entity_type', to_jsonb(p_old.entity_type::text), to_jsonb(p_new.entity_type::text)),
      ('entity_name', to_jsonb(p_old.entity_name::text), to_jsonb(p_new.entity_name::text)),
      ('entity_code', to_jsonb(p_old.entity_code::text), to_jsonb(p_new.entity_code::text)),
      ('entity_description', to_jsonb(p_old.entity_description::text), to_jsonb(p_new.entity_description::text)),
      ('smart_code', to_jsonb(p_old.smart_code::text), to_jsonb(p_new.smart_code::text)),
      ('parent_entity_id', to_jsonb(p_old.parent_entity_id), to_jsonb(p_new.parent_entity_id)),
      ('status', to_jsonb(p_old.status::text), to_jsonb(p_new.status::text)),
      ('metadata', p_old.metadata, p_new.metadata),
      ('business_rules', p_old.business_rules, p_new.business_rules),
      ('ai_insights', p_old.ai_insights, p_new.ai_insights),
      ('deleted_at', to_jsonb(p_old.deleted_at), to_jsonb(p_new.deleted_at))
    ) c (path, old, new)
    where c.old::text is distinct from c.new::text), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.changed_fields(p_old hera.field[], p_new hera.field[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', 'dynamic.' || f.name || c.part, 'from', c.old, 'to', c.new)
      order by f.name collate "C", c.part collate "C")
    from (
      select coalesce(o.field_name, n.field_name) as name, n.field_name is not null as stays,
        hera.field_value(o) as old_value, hera.field_value(n) as new_value,
        o.field_type as old_type, n.field_type as new_type, o.smart_code as old_code, n.smart_code as new_code
      from unnest(p_old) o full join unnest(p_new) n on n.field_name = o.field_name
    ) f cross join lateral (values
      ('', coalesce(f.old_value, 'null'), coalesce(f.new_value, 'null')),
      ('.field_type', to_jsonb(f.old_type), to_jsonb(f.new_type)),
      ('.smart_code', to_jsonb(f.old_code), to_jsonb(case when f.stays then coalesce(f.new_code, f.old_code) end))
    ) c (part, old, new)
    where c.old::text is distinct from c.new::text), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.changed_lines(p_before jsonb, p_after jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', format('lines.%s.%s', n.number, f.name), 'from', p_before -> n.number -> f.name,
      'to', p_after -> n.number -> f.name) order by n.number::integer, f.name)
    from (select jsonb_object_keys(p_before || p_after)) n (number),
      lateral jsonb_object_keys(coalesce(p_before -> n.number, '{}') || coalesce(p_after -> n.number, '{}')) f (name)
    where coalesce(p_before -> n.number -> f.name, '{}')::text <> coalesce(p_after -> n.number -> f.name, '{}')::text), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.changed_relationships(p_old public.core_relationships[], p_new public.core_relationships[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', 'relationships.' || c.path, 'from', c.old, 'to', c.new) order by c.path collate "C")
    from (
      select t.type as path, jsonb_agg(t.target order by t.target) filter (where not t.after) as old,
        jsonb_agg(t.target order by t.target) filter (where t.after) as new
      from (
        select o.relationship_type::text as type, o.to_entity_id as target, o.expiration_date, false as after from unnest(p_old) o
        union all
        select n.relationship_type, n.to_entity_id, n.expiration_date, true from unnest(p_new) n
      ) t
      where t.expiration_date is null or t.expiration_date > now()
      group by t.type
      union all
      select coalesce(o.relationship_type, n.relationship_type) || '.' || coalesce(o.to_entity_id, n.to_entity_id),
        hera.relationship_said(o), hera.relationship_said(n)
      from unnest(p_old) o
      full join unnest(p_new) n on n.relationship_type = o.relationship_type and n.to_entity_id = o.to_entity_id
    ) c
    where c.old::text is distinct from c.new::text), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.changed_transaction_columns(p_old public.universal_transactions, p_new public.universal_transactions)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_new jsonb := to_jsonb(p_new);
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', o.key, 'from', o.value, 'to', v_new -> o.key) order by o.key)
    from jsonb_each(to_jsonb(p_old) - array['organization_id', 'id', 'is_system', 'is_gl', 'is_financial', 'posted_xid', 'version',
      'created_at', 'updated_at', 'created_by', 'updated_by', 'log_cluster', 'log_xid', 'subject_id', 'idempotency_key']) o
    where o.value::text is distinct from (v_new -> o.key)::text), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.changes_of_creation(p_created jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_lines jsonb := (
    select jsonb_agg(l.value || jsonb_build_object('line_number', l.key::integer) order by l.key::integer)
    from jsonb_each(case jsonb_typeof(p_created -> 'lines') when 'object' then p_created -> 'lines' end) l);
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', c.path, 'from', null, 'to', c.value) order by c.part, c.path)
    from (
      select 1 as part, k.key as path, k.value
      from jsonb_each(coalesce(p_created -> 'entity', p_created -> 'transaction')) k
      where k.key not in ('id', 'entity_id', 'transaction_id', 'organization_id')
      union all
      select 1 + l.position::integer, format('lines.%s.%s', coalesce(l.value ->> 'line_number', l.position::text), f.key), f.value
      from jsonb_array_elements(case jsonb_typeof(p_created -> 'lines') when 'object' then v_lines else p_created -> 'lines' end)
        with ordinality l (value, position), lateral jsonb_each(l.value) f
      where f.key <> 'line_number'
      union all
      select 1000000, 'dynamic.' || f.field_name, hera.field_value(f) from unnest(hera.read_fields(p_created -> 'dynamic')) f
      union all
      select 1000001, 'relationships.' || upper(r.value ->> 'relationship_type'), jsonb_agg(r.value -> 'to_entity_id')
      from jsonb_array_elements(p_created -> 'relationships') r group by 2
    ) c
    where c.value <> 'null'), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.changes_of_removal(p_removed jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', c.path, 'from', c.value, 'to', null) order by c.part, c.path collate "C")
    from (
      select 1 as part, k.key as path, k.value from jsonb_each(p_removed -> 'entity') k
      where k.key not in ('organization_id', 'id', 'version', 'created_at', 'updated_at', 'created_by', 'updated_by',
        'dynamic_snapshot')
      union all
      select 2, 'dynamic.' || f.field_name, hera.field_value(f)
      from jsonb_populate_recordset(null::hera.field, p_removed -> 'dynamic') f
      union all
      select 3, 'relationships.' || (r.value ->> 'relationship_type'), jsonb_agg(r.value -> 'to_entity_id')
      from jsonb_array_elements(p_removed -> 'relationships') r
      where r.value ->> 'from_entity_id' = p_removed #>> '{entity,id}'
      group by 2
    ) c
    where c.value <> 'null' and (c.part > 1 or c.value <> '{}')), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.checked_settings(p_before jsonb, p_given jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_settings jsonb := coalesce(nullif(p_given, 'null'), '{}');
  v_wrong text;
begin
  if jsonb_typeof(v_settings) <> 'object' then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: settings must be an object',
      detail = '{"field": "settings"}';
  end if;
  select s.key into v_wrong
  from jsonb_each(v_settings) s, lateral (select s.value #>> '{}' as text, jsonb_typeof(s.value) as kind) v
  where s.value <> 'null' and not coalesce(case s.key
    when 'base_currency' then v.text ~ '^[A-Z]{3}$'
    when 'time_zone' then exists (select from pg_catalog.pg_timezone_names z where z.name = v.text)
    when 'locale' then v.text ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'
    when 'tax_number' then v.kind = 'string' and length(v.text) <= 255
    when 'tax_rate' then v.kind = 'number' and (s.value)::numeric between 0 and 100
    when 'fiscal_year_start_month' then v.kind = 'number' and v.text ~ '^([1-9]|1[0-2])$'
    when 'rate_limit_max_requests' then v.kind = 'number' and v.text ~ '^[1-9][0-9]{0,8}$'
    when 'loyalty_points_per_unit' then v.kind = 'number' and (s.value)::numeric between 0 and 1000
    when 'ai_confidence_threshold' then v.kind = 'number' and (s.value)::numeric between 0 and 1
    when 'appointments' then hera.is_appointment_policy(s.value)
    when 'scheduled_orchestrations' then v.kind = 'array' and not exists (
      select from jsonb_array_elements(case when v.kind = 'array' then s.value else '[]' end) c (code)
      where jsonb_typeof(c.code) <> 'string' or length(c.code #>> '{}') > 255)
    when 'audit_hold' then v.kind = 'boolean' or v.kind = 'array' and not exists (
      select from jsonb_array_elements(case when v.kind = 'array' then s.value else '[]' end) c (code)
      where jsonb_typeof(c.code) <> 'string' or c.code #>> '{}' <> upper(c.code #>> '{}') or length(c.code #>> '{}') > 255)
    else false end, false)
  limit 1;
  if v_wrong is not null then
    raise exception using errcode = 'ZH009',
      message = format('HERA_PAYLOAD_INVALID: settings.%s is unknown or no value of its kind', left(v_wrong, 60)),
      detail = json_build_object('field', 'settings.' || left(v_wrong, 60))::text;
  end if;
  return (
    select coalesce(jsonb_object_agg(m.key, m.value), '{}') from jsonb_each(p_before || v_settings) m where m.value <> 'null');
end
$function$;
CREATE OR REPLACE FUNCTION hera.checkout_allocate(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_units integer := hera.minor_units(v_cart.currency_code);
  v_till text := hera.asked_till(p_inputs, v_cart.business_context ->> 'till');
  v_at timestamptz := hera.asked_instant(p_inputs, 'sold_at');
  v_payments jsonb := hera.asked_payments(coalesce(p_inputs -> 'payments', '[]'), v_units);
  v_tip numeric := coalesce(hera.asked_number(p_inputs, 'tip_amount', 'INVALID_PAYMENT', v_units),
    hera.asked_number(v_cart.business_context, 'tip_amount', 'INVALID_PAYMENT', v_units), 0);
  v_change numeric;
  v_cash numeric;
begin
  perform hera.refuse_unsaleable(v_cart);
  if (p_inputs ->> 'expected_total')::numeric <> v_cart.total_amount then
    perform hera.fail_procedure('PRICE_CHANGED', format('the cart costs %s', v_cart.total_amount),
      jsonb_build_object('field', 'expected_total', 'expected_total', p_inputs -> 'expected_total', 'total_amount', v_cart.total_amount));
  elsif v_tip < 0 then
    perform hera.fail_procedure('INVALID_PAYMENT', 'a tip is not negative', '{"field": "tip_amount"}');
  end if;
  perform hera.hold_till(hera.branch_of(v_cart), v_till, v_cart.currency_code,
    (v_at at time zone hera.time_zone(v_cart.organization_id))::date, false);
  select coalesce(sum((p.value ->> 'amount')::numeric), 0) - v_cart.total_amount - v_tip,
    coalesce(sum((p.value ->> 'amount')::numeric) filter (where p.value ->> 'method' = 'CASH'), 0)
  into v_change, v_cash
  from jsonb_array_elements(v_payments) p;
  if v_change < 0 then
    perform hera.fail_procedure('PAYMENT_INSUFFICIENT', format('%s are missing', -v_change), jsonb_build_object('field', 'payments', 'missing', -v_change));
  elsif v_change > v_cash then
    perform hera.fail_procedure('OVERPAID', 'only cash gives change', jsonb_build_object('field', 'payments', 'change_due', v_change, 'cash', v_cash));
  end if;
  return jsonb_build_object('payments', v_payments, 'due_amount', v_cart.total_amount + v_tip,
    'tendered_amount', v_cart.total_amount + v_tip + v_change, 'change_due', v_change, 'tip_amount', v_tip, 'sold_at', hera.utc(v_at),
    'till', v_till);
end
$function$;
CREATE OR REPLACE FUNCTION hera.claim_events(p_limit integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  c_most_tries constant integer := 10;
  c_most_hops constant integer := 16;
  v_events text;
begin
  with chosen as (
    select e.organization_id, e.id, case
        when (e.metadata ->> 'tries')::integer >= c_most_tries then 'tried too often'
        when (e.metadata -> 'actor' ->> 'hops')::integer > c_most_hops and not e.metadata ? 'nested'
          then 'events have led to one another ' || c_most_hops || ' times: they would go on forever'
      end as problem
    from public.universal_transactions e
    where e.run_due <= clock_timestamp() and e.transaction_type || '' = 'ORCH_EVENT' and e.transaction_status = 'PENDING'
    order by e.run_due
    limit p_limit
    for no key update skip locked
  ), claimed as (
    update public.universal_transactions e
    set metadata = e.metadata || jsonb_build_object('tries', (e.metadata ->> 'tries')::integer + 1)
        || case when c.problem is null then '{}' else jsonb_build_object('problems',
          coalesce(e.metadata -> 'problems', '[]') || jsonb_build_array(c.problem)) end,
      transaction_status = case when c.problem is null then 'PENDING' else 'DEAD' end,
      run_due = case when c.problem is null then clock_timestamp() + interval '30 s' end
    from chosen c
    where e.organization_id = c.organization_id and e.id = c.id
    returning e.*
  )
  select coalesce(json_agg(json_build_object('organization_id', c.organization_id, 'event_id', c.id,
      'claim', concat_ws('.', c.version, c.metadata ->> 'tries'),
      'kind', split_part(c.smart_code, '.', 5), 'name', c.transaction_code, 'payload', c.business_context,
      'actor', c.metadata -> 'actor', 'run_id', c.metadata -> 'run_id', 'nested', c.metadata -> 'nested') order by c.id)
      filter (where c.transaction_status = 'PENDING'), '[]')::text into v_events
  from claimed c;
  return v_events;
end
$function$;
CREATE OR REPLACE FUNCTION hera.claim_runs(p_pod integer, p_handlers text[], p_limit integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  v_alive integer[] := array(
    select l.objid::bigint from pg_catalog.pg_locks l
    where l.locktype = 'advisory' and l.classid = 77 and l.objsubid = 2 and l.granted
      and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
      and l.objid::text <> all (string_to_array(coalesce(current_setting('hera.silent_pods', true), ''), ',')));
  v_claims text;
begin
  update public.universal_transactions t
  set transaction_status = 'PENDING', run_owner = null, run_due = '-infinity',
    metadata = t.metadata || '{"owner": null, "not_before": null}'
  from (
    select o.organization_id, o.id from public.universal_transactions o
    where o.run_owner is not null and not o.run_owner = any (v_alive)
      and o.transaction_status in ('RUNNING', 'COMPENSATING', 'CANCELLING')
    limit 200
    for no key update skip locked
  ) orphan
  where t.organization_id = orphan.organization_id and t.id = orphan.id;

  with due as (
    select d.organization_id, d.id, d.run_due,
      row_number() over (partition by d.organization_id order by d.run_due, d.id) as turn
    from (
      select t.organization_id, t.id, t.run_due from public.universal_transactions t
      where t.run_due <= clock_timestamp() and t.transaction_status in ('PENDING', 'WAITING')
        and t.metadata -> 'needs' <@ to_jsonb(p_handlers)
      order by t.run_due
      limit p_limit * 8
    ) d
  ), chosen as (
    select t.organization_id, t.id, case when t.run_due = '-infinity' then clock_timestamp() - t.updated_at end as orphaned
    from public.universal_transactions t
    join (select * from due order by turn, run_due limit p_limit) d on d.organization_id = t.organization_id and d.id = t.id
    where t.run_due <= clock_timestamp() and t.transaction_status in ('PENDING', 'WAITING')
    for no key update of t skip locked
  ), claimed as (
    update public.universal_transactions t
    set transaction_status = case
        when t.metadata ->> 'phase' = 'FORWARD' or t.metadata ->> 'ending' is null then 'RUNNING'
        when t.metadata ->> 'ending' in ('CANCEL', 'DEADLINE') then 'CANCELLING'
        else 'COMPENSATING' end,
      run_owner = p_pod, run_due = null, metadata = t.metadata || jsonb_build_object('owner', p_pod::text, 'not_before', null,
        'fence', (t.metadata ->> 'fence')::bigint + 1, 'claims', (t.metadata ->> 'claims')::integer + 1)
    from chosen c
    where t.organization_id = c.organization_id and t.id = c.id
    returning t.organization_id, t.id, t.metadata -> 'fence' as fence, c.orphaned
  )
  select coalesce(json_agg(json_strip_nulls(json_build_object('organization_id', c.organization_id, 'run_id', c.id, 'fence', c.fence,
      'orphaned_ms', floor(extract(epoch from c.orphaned) * 1000)))),
    '[]')::text into v_claims from claimed c;
  return v_claims;
end
$function$;
CREATE OR REPLACE FUNCTION hera.close_fiscal_year(p_fiscal_year integer, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_codes text[];
  v_last text;
  v_until timestamptz;
  v_closed text[] := '{}';
  v_income jsonb;
  v_request text;
  v_entries uuid[];
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  perform hera.lock_calendar(v_organization_id);
  v_codes := hera.periods_of_year(v_organization_id, p_fiscal_year);
  v_last := v_codes[cardinality(v_codes)];
  perform hera.refuse_year_change(v_organization_id, p_fiscal_year, v_last);
  if hera.closing_entries(v_organization_id, p_fiscal_year) <> '{}' then
    perform hera.refuse_state('year_closed', format('fiscal year %s is closed', p_fiscal_year), null);
  end if;
  v_request := hera.set_key_aside();
  v_closed := hera.close_periods(v_organization_id, v_codes[:cardinality(v_codes) - 1], p_options);
  v_closed := v_closed || hera.open_last_period(v_organization_id, v_last, p_options);

  v_until := hera.end_of_period(v_organization_id, v_last);
  v_income := coalesce((
    select jsonb_agg(jsonb_build_object('currency_code', n.currency_code, 'amount', -n.net) order by n.currency_code)
    from (
      select e.currency_code, round(sum(e.net), hera.minor_units(e.currency_code)) as net
      from hera.earnings_before(v_organization_id, v_until) e group by e.currency_code
    ) n), '[]');
  v_entries := hera.post_closing_entries(v_organization_id, p_fiscal_year, v_until, p_options ->> 'reason');
  perform hera.store_period_status(v_organization_id, (select p.id from hera.period(v_organization_id, v_last) p), 'CLOSE', 'CLOSED',
    coalesce(p_options ->> 'reason', format('closing of fiscal year %s', p_fiscal_year)));
  v_answer := jsonb_build_object('success', true, 'fiscal_year', p_fiscal_year, 'closing_transactions', v_entries,
    'periods_closed', v_closed, 'net_income', v_income, 'message', format('Fiscal year %s is closed', p_fiscal_year));
  return hera.keep_answer(v_request, 'FISCAL_YEAR_CLOSE', v_answer);
end
$function$;
CREATE OR REPLACE FUNCTION hera.close_import()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET client_min_messages TO 'warning'
AS $function$
begin
  drop table if exists pg_temp.hera_import;
end
$function$;
CREATE OR REPLACE FUNCTION hera.close_periods(p_organization_id uuid, p_codes text[], p_options jsonb)
 RETURNS text[]
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_code text;
  v_period record;
  v_closed text[] := '{}';
begin
  foreach v_code in array p_codes loop
    perform pg_advisory_xact_lock(hera.period_key(p_organization_id, v_code));
    select * into v_period from hera.period(p_organization_id, v_code);
    if v_period.period_status = 'OPEN' then
      perform hera.refuse_period_change(p_organization_id, v_code, 'OPEN', 'CLOSE', coalesce((p_options ->> 'force')::boolean, false));
      perform hera.store_period_status(p_organization_id, v_period.id, 'CLOSE', 'CLOSED', p_options ->> 'reason');
      v_closed := v_closed || v_code;
    end if;
  end loop;
  return v_closed;
end
$function$;
CREATE OR REPLACE FUNCTION hera.closing_entries(p_organization_id uuid, p_fiscal_year integer)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return array(
    select t.id from public.universal_transactions t
    where t.organization_id = p_organization_id and t.transaction_type = 'GL_CLOSING' and not t.is_system
      and t.fiscal_year = p_fiscal_year and t.posting_status = 'posted' and t.reversal_of_id is null
      and t.withdrawn_of_id is null
    order by t.id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.coded(p_field hera.field, p_smart_code text)
 RETURNS hera.field
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  p_field.smart_code := coalesce(p_field.smart_code, p_smart_code);
  return p_field;
end
$function$;
CREATE OR REPLACE FUNCTION hera.consent_record(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_given jsonb := jsonb_build_object('privacy', coalesce((p_inputs -> 'consent' ->> 'privacy')::boolean, false),
    'marketing', coalesce((p_inputs -> 'consent' ->> 'marketing')::boolean, false));
  v_made jsonb;
begin
  if not (v_given ->> 'privacy')::boolean then
    perform hera.fail_procedure('CONSENT_REQUIRED', 'a customer agrees that his data are kept: consent.privacy', '{"field": "consent.privacy"}');
  end if;
  v_made := hera.create_transaction(nullif(current_setting('hera.organization_id', true), '')::uuid, 'staff',
    jsonb_build_object('transaction_type', 'CONSENT', 'smart_code', 'HERA.SALON.CRM.CONSENT.GIVEN.V1',
      'transaction_date', hera.utc(now()), 'source_entity_id', p_inputs -> 'customer_id', 'transaction_status', 'RECORDED',
      'business_context', v_given || jsonb_strip_nulls(jsonb_build_object('channel', p_inputs -> 'consent' -> 'channel'))),
    '{}', '{}', '[]', '{}');
  return v_given || jsonb_build_object('transaction_id', v_made -> 'transaction_id', 'customer_id', p_inputs -> 'customer_id');
end
$function$;
CREATE OR REPLACE FUNCTION hera.count_listing(p_fields jsonb, p_core text, p_conditions text)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_total bigint;
begin
  execute format('select count(*) from public.core_entities e where %s and %s%s', p_core, p_conditions,
    case when p_fields = '{}' then '' else ' and e.id = any ($1)' end)
  using case when p_fields <> '{}' then hera.entities_that_meet(p_fields) end into v_total;
  return v_total;
end
$function$;
CREATE OR REPLACE FUNCTION hera.count_no_show(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_customer_id uuid := (p_inputs ->> 'customer_id')::uuid;
  v_count integer;
begin
  perform from public.core_entities e where e.organization_id = v_here and e.id = v_customer_id for no key update;
  select count(*) into v_count from public.universal_transactions t
  where t.organization_id = v_here and t.source_entity_id = v_customer_id and t.transaction_type = 'APPOINTMENT' and not t.is_system
    and t.transaction_status = 'NO_SHOW' and t.deleted_at is null
    and not (coalesce((p_context ->> 'undoing')::boolean, false) and t.id = (p_inputs ->> 'appointment_id')::uuid);
  perform hera.set_entity_fields(v_here, v_customer_id, jsonb_build_object('no_show_count', case when v_count > 0 then
    jsonb_build_object('field_type', 'number', 'field_value_number', v_count, 'smart_code', 'HERA.SALON.CRM.DYN.NO_SHOW_COUNT.V1') end),
    p_context);
  return jsonb_build_object('customer_id', v_customer_id, 'no_show_count', v_count);
end
$function$;
CREATE OR REPLACE FUNCTION hera.count_post(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_currency text := hera.base_currency(nullif(current_setting('hera.organization_id', true), '')::uuid);
  v_value numeric := coalesce((p_inputs ->> 'value')::numeric, 0);
  v_answer jsonb := (p_inputs - array['reason', 'branch_id']) || jsonb_build_object('debits', abs(v_value), 'credits', abs(v_value));
  v_journal jsonb;
begin
  if v_value = 0 then
    return v_answer;
  end if;
  v_journal := hera.post_trade(jsonb_build_object('transaction_type', 'JOURNAL_ENTRY', 'smart_code', 'HERA.RETAIL.INV.GL.COUNT.V1',
    'transaction_date', hera.utc(now()), 'total_amount', abs(v_value), 'currency_code', v_currency, 'transaction_status', 'POSTED',
    'business_context', jsonb_build_object('branch_id', p_inputs -> 'branch_id', 'reason', p_inputs -> 'reason',
      'movement_id', p_inputs -> 'movement_id')),
    hera.ledger_entry('inventory', v_value, v_currency, p_inputs ->> 'reason')
      || hera.ledger_entry('stock_difference', -v_value, v_currency, p_inputs ->> 'reason'), null);
  return v_answer || jsonb_build_object('transaction_id', v_journal -> 'transaction_id',
    'journal_number', v_journal -> 'transaction_number');
end
$function$;
CREATE OR REPLACE FUNCTION hera.create_entities(p_organization_id uuid, p_role text, p_ids uuid[], p_operations jsonb[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_request_id jsonb := nullif(current_setting('hera.request', true), '')::jsonb -> 'request_id';
begin
  perform hera.refuse_reserved(p_role, o -> 'entity' ->> 'entity_type', coalesce(o -> 'dynamic', '{}'),
    coalesce(o -> 'relationships', '[]')), hera.refuse_incomplete(o -> 'entity')
  from unnest(p_operations) o;

  with given as materialized (
    select g.id, g.operation -> 'entity' as entity, coalesce(g.operation -> 'dynamic', '{}') as dynamic,
      coalesce(g.operation -> 'relationships', '[]') as relationships,
      hera.read_fields(coalesce(g.operation -> 'dynamic', '{}')) as fields
    from unnest(p_ids, p_operations) g (id, operation)
  ), entities as (
    insert into public.core_entities
      (organization_id, id, entity_type, entity_name, entity_code, entity_description, smart_code, parent_entity_id,
       status, metadata, business_rules, ai_insights, dynamic_snapshot)
    select p_organization_id, g.id, upper(g.entity ->> 'entity_type'), g.entity ->> 'entity_name',
      g.entity ->> 'entity_code', g.entity ->> 'entity_description', g.entity ->> 'smart_code',
      (g.entity ->> 'parent_entity_id')::uuid, coalesce(g.entity ->> 'status', 'active'),
      coalesce(nullif(g.entity -> 'metadata', 'null'), '{}'), coalesce(nullif(g.entity -> 'business_rules', 'null'), '{}'),
      coalesce(nullif(g.entity -> 'ai_insights', 'null'), '{}'), hera.render_fields(g.fields)
    from given g
  ), fields as (
    insert into public.core_dynamic_data
      (organization_id, entity_id, field_name, field_type, field_value_text, field_value_number, field_value_boolean,
       field_value_date, field_value_json, smart_code)
    select p_organization_id, g.id, f.field_name, f.field_type, f.field_value_text, f.field_value_number,
      f.field_value_boolean, f.field_value_date, f.field_value_json, f.smart_code
    from given g cross join lateral unnest(g.fields) f
  )
  insert into public.universal_transactions
    (organization_id, transaction_type, smart_code, transaction_status, subject_id, metadata, log_cluster, log_xid)
  select p_organization_id, 'AUDIT', 'HERA.CORE.AUDIT.CHANGE.RECORDED.V1', 'RECORDED', g.id,
    jsonb_build_object('created', jsonb_build_object('entity', g.entity, 'dynamic', g.dynamic, 'relationships',
      g.relationships), 'action', 'CREATE', 'kind', upper(g.entity ->> 'entity_type'), 'smart_code',
      g.entity -> 'smart_code', 'version', 1, 'reason', null, 'request_id', v_request_id),
    nullif(current_setting('hera.cluster_id', true), '')::bigint, pg_current_xact_id()
  from given g;
  perform set_config('hera.touched', coalesce(nullif(current_setting('hera.touched', true), ''), '-'), true);

  perform hera.refuse_missing_references(p_organization_id, (g.operation #>> '{entity,parent_entity_id}')::uuid, '[]')
  from unnest(p_operations) g (operation)
  where g.operation #>> '{entity,parent_entity_id}' is not null;
  perform hera.insert_relationships(p_organization_id, g.id, g.operation -> 'relationships')
  from unnest(p_ids, p_operations) g (id, operation)
  where jsonb_array_length(coalesce(g.operation -> 'relationships', '[]')) > 0;
end
$function$;
CREATE OR REPLACE FUNCTION hera.create_entity(p_organization_id uuid, p_role text, p_entity jsonb, p_dynamic jsonb, p_relationships jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_id uuid := uuidv7();
  v_type text := upper(p_entity ->> 'entity_type');
  v_parent uuid := (p_entity ->> 'parent_entity_id')::uuid;
  v_answer jsonb;
begin
  perform hera.refuse_reserved(p_role, v_type, p_dynamic, p_relationships);
  perform hera.refuse_incomplete(p_entity);
  if v_parent is not null then
    perform hera.refuse_missing_references(p_organization_id, v_parent, '[]');
  end if;

  perform hera.insert_entity(p_organization_id, v_id, p_entity, hera.read_fields(p_dynamic));
  if p_relationships <> '[]' then
    perform hera.insert_relationships(p_organization_id, v_id, p_relationships);
  end if;

  v_answer := jsonb_build_object('entity_id', v_id, 'success', true, 'message', 'Entity created successfully', 'version', 1);
  perform hera.log_change(p_organization_id, v_id, 'CREATE', v_type, p_entity ->> 'smart_code', 1, null,
    jsonb_build_object('created', jsonb_build_object('entity', p_entity, 'dynamic', p_dynamic, 'relationships',
      p_relationships)), v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.create_fiscal_period(p_organization_id uuid, p_first date, p_fiscal_year integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  c_code constant text := 'HERA.FIN.FISCAL.PERIOD.MONTH.V1';
  v_id uuid := uuidv7();
  v_entity jsonb := jsonb_build_object('entity_type', 'FISCAL_PERIOD', 'entity_name', to_char(p_first, 'FMMonth YYYY'),
    'entity_code', to_char(p_first, 'YYYY-MM'), 'smart_code', c_code);
  v_dynamic jsonb := jsonb_build_object(
    'start_date', jsonb_build_object('field_type', 'date', 'field_value_date', p_first, 'smart_code', 'HERA.FIN.FISCAL.DYN.START_DATE.V1'),
    'end_date', jsonb_build_object('field_type', 'date', 'field_value_date', (p_first + interval '1 month - 1 day')::date,
      'smart_code', 'HERA.FIN.FISCAL.DYN.END_DATE.V1'),
    'fiscal_year', jsonb_build_object('field_type', 'number', 'field_value_number', p_fiscal_year, 'smart_code', 'HERA.FIN.FISCAL.DYN.FISCAL_YEAR.V1'),
    'period_status', jsonb_build_object('field_type', 'text', 'field_value_text', 'OPEN', 'smart_code', 'HERA.FIN.FISCAL.DYN.PERIOD_STATUS.V1'));
begin
  perform hera.insert_entity(p_organization_id, v_id, v_entity, hera.read_fields(v_dynamic));
  perform hera.log_change(p_organization_id, v_id, 'CREATE', 'FISCAL_PERIOD', c_code, 1, null, jsonb_build_object('created',
    jsonb_build_object('entity', v_entity, 'dynamic', v_dynamic, 'relationships', '[]'::jsonb)), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.create_organization(p_payload jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  c_reason constant text := 'New organization';
  v_id uuid := uuidv7();
  v_parent uuid := (p_payload ->> 'parent_organization_id')::uuid;
  v_owner uuid := coalesce(p_payload ->> 'owner_user_id', nullif(current_setting('hera.actor_user_id', true), ''))::uuid;
  v_settings jsonb := hera.checked_settings('{"base_currency": "USD", "time_zone": "UTC", "locale": "en", "tax_rate": 0,
    "fiscal_year_start_month": 1}', p_payload -> 'settings');
  v_before uuid;
  v_organization public.core_organizations;
begin
  perform hera.refuse_bad_organization(p_payload);
  if v_parent is not null then
    perform hera.refuse_missing_parent(v_parent);
  end if;
  v_before := hera.act_in(v_id);
  insert into public.core_organizations
    (id, organization_name, organization_code, organization_type, parent_organization_id, settings)
  values
    (v_id, p_payload ->> 'organization_name', p_payload ->> 'organization_code',
     upper(coalesce(p_payload ->> 'organization_type', 'BUSINESS_UNIT')), v_parent, v_settings)
  returning * into v_organization;
  perform hera.found_entity(v_id, v_id, jsonb_build_object('entity_type', 'ORGANIZATION',
    'entity_name', p_payload ->> 'organization_name', 'entity_code', p_payload ->> 'organization_code',
    'smart_code', 'HERA.CORE.ORG.ENTITY.BUSINESS.V1'), '{}', c_reason);
  perform hera.set_member(v_id, v_owner, 'owner', c_reason);
  perform hera.furnish_organization(v_organization, coalesce(p_payload ->> 'template', 'salon'), c_reason);
  perform hera.act_in(v_before);
  return hera.organization_item(v_organization, true);
end
$function$;
CREATE OR REPLACE FUNCTION hera.create_transaction(p_organization_id uuid, p_role text, p_transaction jsonb, p_lines jsonb[], p_dynamic jsonb, p_relationships jsonb, p_options jsonb, p_origin_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_id uuid := uuidv7();
  v_type text := upper(p_transaction ->> 'transaction_type');
  v_kind text;
  v_source uuid := (p_transaction ->> 'source_entity_id')::uuid;
  v_target uuid := (p_transaction ->> 'target_entity_id')::uuid;
  v_base text := hera.base_currency(p_organization_id);
  v_status text;
  -- Posted only once its lines are there and can be valued.
  v_foreign boolean;
  v_new public.universal_transactions;
  v_answer jsonb;
begin
  perform hera.refuse_system_kind(v_type);
  perform hera.refuse_reserved(p_role, null, p_dynamic, p_relationships);
  perform hera.refuse_incomplete_transaction(p_transaction);
  v_kind := hera.transaction_kind(v_type, p_transaction ->> 'smart_code', p_lines);
  if v_kind = 'gl' then
    perform hera.require_role(p_role, 'finance_admin', 'a GL transaction');
  end if;
  perform hera.refuse_missing_entities(p_organization_id, v_source, v_target, p_lines);

  v_status := hera.birth_status(p_transaction ->> 'posting_status', v_kind);
  v_foreign := v_kind = 'gl' and v_status = 'posted' and exists (
    select from unnest(p_lines) l (value)
    where coalesce(l.value ->> 'currency_code', p_transaction ->> 'currency_code', v_base) <> v_base);

  insert into public.universal_transactions
    (organization_id, id, transaction_type, transaction_code, transaction_number, smart_code, transaction_date,
     source_entity_id, target_entity_id, total_amount, currency_code, transaction_status, reference_number,
     external_reference, business_context, metadata, posting_status, ai_confidence_score, is_gl, origin_id)
  values
    (p_organization_id, v_id, v_type, p_transaction ->> 'transaction_code',
     coalesce(p_transaction ->> 'transaction_number', hera.new_transaction_number(v_id)), p_transaction ->> 'smart_code',
     hera.instant_of(p_transaction ->> 'transaction_date', 0), v_source, v_target,
     (p_transaction ->> 'total_amount')::numeric,
     coalesce(p_transaction ->> 'currency_code', v_base),
     coalesce(p_transaction ->> 'transaction_status', 'PENDING'), p_transaction ->> 'reference_number',
     p_transaction ->> 'external_reference', coalesce(nullif(p_transaction -> 'business_context', 'null'), '{}'),
     coalesce(nullif(p_transaction -> 'metadata', 'null'), '{}'),
     case when v_foreign then 'draft' else v_status end, (p_transaction ->> 'ai_confidence_score')::numeric,
     v_kind = 'gl', p_origin_id)
  returning * into v_new;
  if cardinality(p_lines) > 0 then
    -- The base currency is asked for once more: until now, when the period is held, it could change (hera.guard_books_settings).
    perform hera.insert_lines(p_organization_id, v_id, p_lines, v_new.currency_code,
      case when (p_options ->> 'lines_default_smart_code')::boolean then v_new.smart_code::text end,
      case when v_kind = 'gl' and v_new.posting_status <> 'draft' then hera.base_currency(p_organization_id) end);
  end if;
  if v_foreign then
    update public.universal_transactions t set posting_status = v_status
    where t.organization_id = p_organization_id and t.id = v_id
    returning * into v_new;
  end if;
  if p_dynamic <> '{}' then
    perform hera.merge_transaction_fields(p_organization_id, v_id, p_dynamic);
  end if;
  if p_relationships <> '[]' then
    perform hera.set_transaction_relationships(p_organization_id, v_id, p_relationships, '{}');
  end if;

  v_answer := jsonb_build_object('transaction_id', v_id, 'success', true, 'message', 'Transaction created successfully',
    'version', 1, 'posting_status', v_new.posting_status, 'transaction_number', v_new.transaction_number);
  perform hera.log_change(p_organization_id, v_id, 'CREATE', v_type, v_new.smart_code, 1, null,
    jsonb_build_object('subject', 'transaction', 'created', jsonb_build_object('transaction', p_transaction, 'lines',
      coalesce(to_jsonb(p_lines), '[]'), 'dynamic', coalesce(p_dynamic, '{}'), 'relationships', p_relationships)), v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.customer_create(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_email text := nullif(lower(btrim(p_inputs ->> 'email')), '');
  v_phone text := hera.normal_phone(p_inputs ->> 'phone');
  v_fields jsonb := jsonb_strip_nulls(jsonb_build_object('email', v_email, 'phone', v_phone, 'loyalty_tier', 'Bronze',
    'birthday', p_inputs -> 'birthday'));
  v_id jsonb;
begin
  if btrim(coalesce(p_inputs ->> 'name', '')) = '' then
    perform hera.fail_procedure('INVALID_CONTACT', 'a customer has a name', '{"field": "name"}');
  elsif v_email is null and v_phone is null then
    perform hera.fail_procedure('INVALID_CONTACT', 'a customer has an e-mail address or a telephone number', '{"field": "email"}');
  elsif v_email !~ '^[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}$' or length(v_email) > 254 then
    perform hera.fail_procedure('INVALID_CONTACT', 'this is no e-mail address', '{"field": "email"}');
  elsif v_phone !~ '^\+?\d{6,15}$' or v_phone is null and btrim(coalesce(p_inputs ->> 'phone', '')) <> '' then
    perform hera.fail_procedure('INVALID_CONTACT', 'a telephone number has 6 to 15 digits', '{"field": "phone"}');
  end if;
  perform hera.refuse_known_customer(v_email, v_phone);
  if p_context ->> 'mode' is distinct from 'validate_only' then
    v_id := hera.create_entity(nullif(current_setting('hera.organization_id', true), '')::uuid, 'staff',
      jsonb_build_object('entity_type', 'CUSTOMER', 'entity_name', btrim(p_inputs ->> 'name'),
        'smart_code', 'HERA.SALON.CRM.CUSTOMER.PERSON.V1'), (
        select jsonb_object_agg(f.key, jsonb_build_object('type', case f.key when 'birthday' then 'date' else 'text' end,
          'value', f.value, 'smart_code', format('HERA.SALON.CRM.DYN.%s.V1', upper(f.key)))) from jsonb_each(v_fields) f),
      '[]') -> 'entity_id';
  end if;
  return jsonb_strip_nulls(jsonb_build_object('customer_id', v_id, 'entity_id', v_id, 'email', v_email, 'phone', v_phone));
end
$function$;
CREATE OR REPLACE FUNCTION hera.customer_read(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_customer public.core_entities;
  v_fields jsonb;
begin
  select * into v_customer from public.core_entities e
  where e.organization_id = v_here and e.id = (p_inputs ->> 'customer_id')::uuid and e.entity_type = 'CUSTOMER' and e.deleted_at is null;
  if not found then
    perform hera.fail_procedure('UNKNOWN_CUSTOMER', 'no customer has the id ' || (p_inputs ->> 'customer_id'),
      jsonb_build_object('field', 'customer_id', 'customer_id', p_inputs -> 'customer_id'));
  end if;
  v_fields := ('{' || v_customer.dynamic_snapshot || '}')::jsonb;
  return jsonb_build_object('customer_id', v_customer.id, 'name', v_customer.entity_name, 'email', v_fields -> 'email',
    'phone', v_fields -> 'phone', 'loyalty_tier', v_fields -> 'loyalty_tier',
    'no_show_count', coalesce(v_fields -> 'no_show_count', '0'), 'loyalty', (
      select jsonb_build_object('loyalty_account_id', a.id, 'loyalty_number', a.entity_code,
        'points', coalesce(v_fields -> 'loyalty_points', '0'))
      from public.core_entities a
      where a.organization_id = v_here and a.parent_entity_id = v_customer.id and a.entity_type = 'LOYALTY_ACCOUNT'
        and a.deleted_at is null
      order by a.id limit 1), 'consent', (
      select t.business_context || jsonb_build_object('transaction_id', t.id) from public.universal_transactions t
      where t.organization_id = v_here and t.source_entity_id = v_customer.id and t.transaction_type = 'CONSENT' and not t.is_system
        and t.deleted_at is null
      order by t.id desc limit 1));
end
$function$;
CREATE OR REPLACE FUNCTION hera.date_condition(p_alias text, p_term hera.field_term)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
begin
  if p_term.operator not in ('eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in') or exists (
      select from unnest(p_term.operands) o
      where o !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+(Z|[+-][0-9:]+)?)?$' or not pg_input_is_valid(o, 'timestamptz')) then
    return null;
  end if;
  return case p_term.operator
    when 'in' then format('%s.field_value_date = any (%L::timestamptz[])', p_alias,
      (select array_agg(o::timestamptz) from unnest(p_term.operands) o))
    else format('%s.field_value_date %s %L::timestamptz', p_alias, hera.sql_operator(p_term.operator), p_term.operands[1]::timestamptz)
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.date_conditions(p_from text, p_to text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return concat(
    case when p_from <> '' then format(' and t.transaction_date >= %L::timestamptz', hera.instant_of(p_from, 0)) end,
    case when p_to <> '' then format(' and t.transaction_date %s %L::timestamptz',
      case when p_to ~ '^\d{4}-\d{2}-\d{2}$' then '<' else '<=' end, hera.instant_of(p_to, 1)) end);
end
$function$;
CREATE OR REPLACE FUNCTION hera.debit_side(p_balance numeric)
 RETURNS numeric
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when p_balance > 0 then p_balance else abs(p_balance * 0) end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.delete_action(p_options jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_action text := lower(coalesce(p_options ->> 'delete_action', p_options ->> 'action',
    case when (p_options ->> 'hard_delete')::boolean then 'hard_delete' else 'soft_delete' end));
begin
  if v_action not in ('soft_delete', 'hard_delete', 'reverse') then
    raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: delete_action is soft_delete, hard_delete or reverse', detail = '{"field": "action"}';
  end if;
  return v_action;
end
$function$;
CREATE OR REPLACE FUNCTION hera.delete_entity(p_organization_id uuid, p_role text, p_entity_id uuid, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_hard boolean := coalesce((p_options ->> 'hard_delete')::boolean, false);
  v_reason text := coalesce(p_options ->> 'delete_reason', p_options ->> 'reason');
  v_old public.core_entities;
  v_counts jsonb := '{"dynamic_rows_deleted": 0, "relationships_deleted": 0}';
  v_change jsonb;
  v_answer jsonb;
begin
  v_old := hera.lock_entity(p_organization_id, p_role, p_entity_id, (p_options ->> 'expected_version')::integer, v_hard);
  if v_hard then
    v_change := hera.removed_entity(v_old);
    v_counts := hera.remove_entities(p_organization_id, p_role, p_entity_id,
      coalesce((p_options ->> 'cascade')::boolean, (p_options ->> 'cascade_delete')::boolean, false), v_reason);
  else
    v_change := jsonb_build_object('changes',
      jsonb_build_array(jsonb_build_object('path', 'deleted_at', 'from', null, 'to', to_jsonb(now()))));
    update public.core_entities e
    set deleted_at = now(), version = e.version + 1, updated_at = now(),
      updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where e.organization_id = p_organization_id and e.id = p_entity_id;
  end if;

  v_answer := jsonb_build_object('entity_id', p_entity_id, 'success', true, 'message', 'Entity deleted successfully',
    'version', v_old.version + 1, 'deleted', true, 'mode', case when v_hard then 'HARD' else 'SOFT' end) || v_counts;
  perform hera.log_change(p_organization_id, p_entity_id, case when v_hard then 'HARD_DELETE' else 'DELETE' end,
    v_old.entity_type, v_old.smart_code, v_old.version + 1, v_reason, v_change, v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.delete_or_fall_back(p_organization_id uuid, p_role text, p_entity_id uuid, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_entity public.core_entities;
begin
  if not coalesce((p_options ->> 'hard_delete')::boolean, false) then
    return hera.delete_entity(p_organization_id, p_role, p_entity_id, p_options);
  end if;
  begin
    return hera.delete_entity(p_organization_id, p_role, p_entity_id, p_options);
  exception
    when sqlstate 'ZH011' then
      -- Undone with the attempt is its lock, too: somebody may have come in between.
      v_entity := hera.lock_entity(p_organization_id, p_role, p_entity_id, (p_options ->> 'expected_version')::integer, true);
  end;
  if v_entity.deleted_at is not null then
    return jsonb_build_object('entity_id', p_entity_id, 'success', true, 'message', 'Entity was deleted already',
      'version', v_entity.version, 'deleted', true, 'mode', 'SOFT_FALLBACK', 'dynamic_rows_deleted', 0,
      'relationships_deleted', 0);
  end if;
  return hera.delete_entity(p_organization_id, p_role, p_entity_id, p_options - 'hard_delete')
    || '{"mode": "SOFT_FALLBACK"}';
end
$function$;
CREATE OR REPLACE FUNCTION hera.delete_transaction(p_organization_id uuid, p_role text, p_transaction_id uuid, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_action text := hera.delete_action(p_options);
  v_reason text := coalesce(p_options ->> 'delete_reason', p_options ->> 'reason');
  v_old public.universal_transactions;
  v_new public.universal_transactions;
  v_changes jsonb;
  v_answer jsonb;
begin
  if v_action = 'reverse' then
    return hera.reverse_transaction(p_organization_id, p_role, p_transaction_id, p_options);
  end if;
  v_old := hera.lock_transaction(p_organization_id, p_transaction_id, (p_options ->> 'expected_version')::integer,
    v_action = 'hard_delete');
  if v_action = 'hard_delete' then
    v_changes := hera.remove_transaction(v_old);
  else
    if v_old.is_gl then
      perform hera.require_role(p_role, 'finance_admin', 'a GL transaction');
    end if;
    v_new := v_old;
    v_new.deleted_at := now();
    perform hera.store_transaction(v_new);
    v_changes := jsonb_build_array(jsonb_build_object('path', 'deleted_at', 'from', null, 'to', to_jsonb(now())));
  end if;

  v_answer := jsonb_build_object('transaction_id', p_transaction_id, 'success', true, 'message',
    'Transaction deleted successfully', 'version', v_old.version + 1, 'deleted', true,
    'mode', case v_action when 'hard_delete' then 'HARD' else 'SOFT' end);
  perform hera.log_change(p_organization_id, p_transaction_id, case v_action when 'hard_delete' then 'HARD_DELETE' else 'DELETE' end,
    v_old.transaction_type, v_old.smart_code, v_old.version + 1, v_reason,
    jsonb_build_object('subject', 'transaction', 'changes', v_changes), v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.demo_user(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_email text := lower(btrim(p_inputs ->> 'email'));
  v_role text := hera.enter_organization('admin');
  v_user uuid;
  v_made boolean;
begin
  perform hera.refuse_role(v_here, v_role, null, p_inputs ->> 'role');
  perform pg_advisory_xact_lock(hashtextextended('demo user ' || v_email, 0));
  perform hera.act_in(c_platform);
  select e.id into v_user from public.core_entities e
  where e.organization_id = c_platform and e.entity_type = 'USER' and e.entity_code = v_email and e.deleted_at is null;
  v_made := not found;
  perform hera.act_in(v_here);
  if v_made then
    v_user := hera.platform_user(uuidv7()::text, jsonb_build_object('name', p_inputs ->> 'name', 'email', v_email));
  elsif exists (
      select from public.core_relationships r
      where r.organization_id = v_here and r.from_entity_id = v_user and r.relationship_type = 'MEMBER_OF') then
    perform hera.fail_procedure('ALREADY_MEMBER', v_email || ' is a member already', jsonb_build_object('field', 'email', 'user_id', v_user));
  end if;
  return hera.set_member(v_here, v_user, p_inputs ->> 'role', 'Demo user') || jsonb_build_object('made', v_made);
end
$function$;
CREATE OR REPLACE FUNCTION hera.demo_user_remove(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_user uuid := (p_inputs ->> 'user_id')::uuid;
  v_version integer;
begin
  if exists (
      select from public.core_relationships r
      where r.organization_id = v_here and r.from_entity_id = v_user and r.relationship_type = 'MEMBER_OF') then
    perform hera.remove_member(v_here, v_user, 'undone by run ' || (p_context ->> 'run_id'));
  end if;
  if (p_inputs ->> 'made')::boolean then
    perform hera.act_in(c_platform);
    update public.core_entities e
    set deleted_at = now(), version = e.version + 1, updated_at = now(),
      updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where e.organization_id = c_platform and e.id = v_user and e.entity_type = 'USER' and e.deleted_at is null
    returning e.version into v_version;
    if found then
      perform hera.log_change(c_platform, v_user, 'DELETE', 'USER', 'HERA.CORE.IDENTITY.USER.PERSON.V1', v_version,
        'undone by run ' || (p_context ->> 'run_id'), jsonb_build_object('changes', jsonb_build_array(
          jsonb_build_object('path', 'deleted_at', 'from', null, 'to', to_jsonb(now())))), null);
    end if;
    perform hera.act_in(v_here);
  end if;
  return jsonb_build_object('user_id', v_user);
end
$function$;
CREATE OR REPLACE FUNCTION hera.detach_pointing(p_organization_id uuid, p_ids uuid[], p_reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_pointing record;
begin
  for v_pointing in
    select e.id, e.entity_type, e.smart_code, e.version
    from public.core_entities e
    where e.organization_id = p_organization_id and e.id <> all (p_ids)
      and e.id in (
        select r.from_entity_id from public.core_relationships r
        where r.organization_id = p_organization_id and r.to_entity_id = any (p_ids))
    order by e.id for no key update
  loop
    update public.core_entities e
    set version = e.version + 1, updated_at = now(),
      updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where e.organization_id = p_organization_id and e.id = v_pointing.id;
    perform hera.log_change(p_organization_id, v_pointing.id, 'UPDATE', v_pointing.entity_type, v_pointing.smart_code,
      v_pointing.version + 1, p_reason, jsonb_build_object('changes', (
        select jsonb_agg(jsonb_build_object('path', 'relationships.' || r.relationship_type, 'from', r.to_entity_id, 'to', null))
        from public.core_relationships r
        where r.organization_id = p_organization_id and r.from_entity_id = v_pointing.id
          and r.to_entity_id = any (p_ids))), null);
  end loop;
end
$function$;
CREATE OR REPLACE FUNCTION hera.distinct_relationships(p_relationships jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((
    select jsonb_agg(d.value order by d.position)
    from (
      select distinct on (r.value ->> 'to_entity_id', upper(r.value ->> 'relationship_type')) r.value, r.position
      from jsonb_array_elements(p_relationships) with ordinality r (value, position)
      order by r.value ->> 'to_entity_id', upper(r.value ->> 'relationship_type'), r.position desc
    ) d), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.document_lines(p_organization_id uuid, p_transaction_id uuid)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return coalesce((
    select json_agg(json_build_object('type', l.line_type, 'description', l.description, 'name', e.entity_name,
        'code', e.entity_code, 'quantity', l.quantity, 'unit_amount', l.unit_amount, 'line_amount', l.line_amount,
        'discount_amount', l.discount_amount, 'tax_amount', l.tax_amount, 'debit_amount', l.debit_amount,
        'credit_amount', l.credit_amount, 'currency_code', l.currency_code,
        'is_gl', num_nonnulls(l.debit_amount, l.credit_amount) > 0 or hera.is_gl_code(l.smart_code))
      order by l.line_number)
    from public.universal_transaction_lines l
    left join public.core_entities e on e.organization_id = l.organization_id and e.id = l.entity_id
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.document_party(p_organization_id uuid, p_entity_id uuid)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if p_entity_id is null then
    return null;
  end if;
  return (
    select json_build_object('type', e.entity_type, 'name', e.entity_name, 'code', e.entity_code,
      'address', f.texts ->> 'address', 'phone', f.texts ->> 'phone', 'tax_number', f.texts ->> 'tax_number')
    from public.core_entities e, lateral (
      select jsonb_object_agg(d.field_name, d.field_value_text) as texts
      from public.core_dynamic_data d
      where d.organization_id = e.organization_id and d.entity_id = e.id
        and d.field_name in ('address', 'phone', 'tax_number')) f
    where e.organization_id = p_organization_id and e.id = p_entity_id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.document_reference(p_organization_id uuid, p_transaction_id uuid)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return (
    select json_build_object('type', t.transaction_type, 'number', coalesce(t.transaction_number, t.transaction_code, t.id::text),
      'date', t.transaction_date)
    from public.universal_transactions t
    where t.organization_id = p_organization_id and t.id = p_transaction_id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.earnings_before(p_organization_id uuid, p_until timestamp with time zone)
 RETURNS TABLE(account_id uuid, branch_id text, currency_code text, is_converted boolean, net numeric, base numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select s.account_id, s.branch_id, s.currency_code, s.is_converted, sum(s.debit - s.credit), sum(s.base_debit - s.base_credit)
  from hera.book_sums(p_organization_id, p_until, null) s
  where hera.account_type(s.account_id) in ('revenue', 'expense')
  group by s.account_id, s.branch_id, s.currency_code, s.is_converted
  having sum(s.debit - s.credit) <> 0 or sum(s.base_debit - s.base_credit) <> 0;
end
$function$;
CREATE OR REPLACE FUNCTION hera.end_appointment(p_old public.universal_transactions, p_status text, p_percent text, p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_new public.universal_transactions := p_old;
begin
  delete from public.core_relationships r
  where r.organization_id = p_old.organization_id and r.from_transaction_id = p_old.id and r.relationship_type = 'BOOKS';
  v_new.transaction_status := p_status;
  v_new.business_context := p_old.business_context || jsonb_strip_nulls(jsonb_build_object('reason', p_inputs -> 'reason'));
  return jsonb_build_object('appointment_id', p_old.id, 'customer_id', p_old.source_entity_id,
    'fee_amount', hera.appointment_fee_due(p_old, p_percent, (p_inputs ->> 'waive_fee')::boolean, p_context ->> 'role'),
    'previous', hera.appointment_changed(p_old, v_new, p_context));
end
$function$;
CREATE OR REPLACE FUNCTION hera.end_of(p_written text)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return hera.instant_of(p_written, 1) + case when p_written ~ '^\d{4}-\d{2}-\d{2}$' then interval '0' else interval '1 microsecond' end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.end_of_period(p_organization_id uuid, p_code text)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (to_date(p_code, 'YYYY-MM') + interval '1 month') at time zone hera.time_zone(p_organization_id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.enter(p_actor_user_id uuid, p_organization_id uuid, p_required text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_role text;
begin
  if p_organization_id is null or p_organization_id = '00000000-0000-0000-0000-000000000000' then
    raise exception using errcode = 'ZH001',
      message = 'HERA_ORG_REQUIRED: an organization is required; the null UUID is none';
  end if;
  if p_actor_user_id is null or p_actor_user_id = '00000000-0000-0000-0000-000000000000' then
    raise exception using errcode = 'ZH002', message = 'HERA_ACTOR_NOT_MEMBER: an actor is required; the null UUID is none';
  end if;
  if p_organization_id is distinct from nullif(current_setting('hera.organization_id', true), '')::uuid
     or p_actor_user_id is distinct from nullif(current_setting('hera.actor_user_id', true), '')::uuid then
    raise exception using errcode = 'ZH002',
      message = 'HERA_MEMBERSHIP_REQUIRED: actor and organization must be those of the request';
  end if;

  select r.relationship_data ->> 'role' into v_role
  from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_actor_user_id
    and r.relationship_type = 'MEMBER_OF'
    and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now());
  if not found then
    raise exception using errcode = 'ZH002',
      message = 'HERA_ACTOR_NOT_MEMBER: the actor is not a member of this organization';
  end if;
  if not hera.role_includes(v_role, p_required) then
    raise exception using errcode = 'ZH003',
      message = format('HERA_FORBIDDEN: this needs the role %s; the actor is %s', p_required, coalesce(v_role, 'without one'));
  end if;
  return v_role;
end
$function$;
CREATE OR REPLACE FUNCTION hera.enter_organization(p_required text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_role text := hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_here, p_required);
begin
  perform 1 from public.core_organizations o where o.id = v_here and o.deleted_at is null;
  if not found then
    raise exception using errcode = 'ZH002',
      message = 'HERA_ACTOR_NOT_MEMBER: the actor is not a member of this organization';
  end if;
  return v_role;
end
$function$;
CREATE OR REPLACE FUNCTION hera.enter_platform(p_actor_user_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if p_actor_user_id is null
     or p_actor_user_id is distinct from nullif(current_setting('hera.actor_user_id', true), '')::uuid then
    raise exception using errcode = 'ZH002', message = 'HERA_MEMBERSHIP_REQUIRED: the actor must be the one of the request';
  end if;
  if coalesce(hera.actor(p_actor_user_id::text)::jsonb ->> 'platform_role', '') not in ('owner', 'admin') then
    raise exception using errcode = 'ZH003', message = 'HERA_FORBIDDEN: this is for platform administrators';
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.enter_registry()
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  c_nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
begin
  if v_here is distinct from c_nobody then
    perform hera.enter(v_actor, v_here, 'admin');
  elsif v_actor is distinct from c_nobody then
    perform hera.enter_platform(v_actor);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.enter_run(p_run_id uuid, p_owner integer, p_fence bigint, p_seq bigint, p_timeout bigint)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_type text;
  v_status text;
  v_owner integer;
  v_fence bigint;
  v_seq bigint;
  v_actor jsonb;
  -- PL/pgSQL evaluates an assignment itself, and runs a statement for a PERFORM, which costs two to three times as much.
  v_done text := concat(set_config('statement_timeout', p_timeout::text, true),
    set_config('idle_in_transaction_session_timeout', p_timeout::text, true));
begin
  -- By the primary key alone: with more conditions an index of fewer rows looks cheaper, which has them all of one organization.
  select t.transaction_type, t.transaction_status, t.run_owner, (t.metadata ->> 'fence')::bigint, (t.metadata ->> 'seq')::bigint,
    t.metadata -> 'actor'
  into v_type, v_status, v_owner, v_fence, v_seq, v_actor
  from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_run_id
  for no key update;
  if (v_type = 'ORCH_RUN' and v_owner = p_owner and v_fence = p_fence) is not true
     or v_status in ('COMPLETED', 'FAILED', 'COMPENSATED', 'CANCELLED', 'TERMINATED') then
    return null;
  end if;
  v_done := concat(set_config('hera.actor_user_id', v_actor ->> 'user_id', true),
    set_config('hera.hops', coalesce(v_actor ->> 'hops', '0'), true));
  if v_seq = p_seq then
    return json_build_object('now', clock_timestamp())::text;
  end if;
  return json_build_object('now', clock_timestamp(), 'run', hera.run_text(p_run_id)::json)::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.entities_among(p_ids uuid[], p_fields jsonb)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
 SET enable_memoize TO 'off'
 SET join_collapse_limit TO '1'
AS $function$
declare
  v_look_ups text;
  v_ids uuid[];
begin
  select string_agg(format(' cross join lateral (select from %1$s where %2$s.entity_id = i.id and %3$s offset 0) %2$s',
    hera.field_source(f.key), hera.field_alias(f.key), hera.field_row_condition(f.key, f.value)), '' order by f.key)
  into v_look_ups from jsonb_each_text(p_fields) f;
  execute format('select array(select i.id from unnest($1) i (id)%s)', v_look_ups) using p_ids into v_ids;
  return v_ids;
end
$function$;
CREATE OR REPLACE FUNCTION hera.entities_by_sets(p_fields jsonb, p_first text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_nestloop TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_ids uuid[];
begin
  execute hera.field_sets(p_fields, p_first, null) into v_ids;
  return v_ids;
end
$function$;
CREATE OR REPLACE FUNCTION hera.entities_one_by_one(p_fields jsonb, p_first text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
 SET enable_memoize TO 'off'
 SET join_collapse_limit TO '1'
AS $function$
declare
  v_ids uuid[];
begin
  execute hera.field_sets(p_fields, p_first, null) into v_ids;
  return v_ids;
end
$function$;
CREATE OR REPLACE FUNCTION hera.entities_that_meet(p_fields jsonb)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  c_few constant integer := 3000;
  v_smallest record := hera.smallest_filter(p_fields, c_few + 1);
begin
  if v_smallest.size <= c_few then
    return hera.entities_one_by_one(p_fields, v_smallest.field);
  end if;
  return hera.entities_by_sets(p_fields, v_smallest.field);
end
$function$;
CREATE OR REPLACE FUNCTION hera.entity_bundle(p_organization_id uuid, p_entity_id uuid, p_dynamic boolean, p_relationships boolean, p_deleted boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_bundle jsonb;
begin
  select jsonb_build_object('entity', hera.entity_item(e, false, false, true)::jsonb) into v_bundle
  from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_entity_id and (p_deleted or e.deleted_at is null);
  if v_bundle is null then
    return null;
  end if;
  if p_dynamic then
    v_bundle := v_bundle || jsonb_build_object('dynamic_data', coalesce((
      select jsonb_agg(hera.field_row(d) order by d.field_name collate "C")
      from public.core_dynamic_data d
      where d.organization_id = p_organization_id and d.entity_id = p_entity_id), '[]'));
  end if;
  if p_relationships then
    v_bundle := v_bundle || jsonb_build_object('relationships', hera.relationships_of(p_organization_id, p_entity_id)::jsonb);
  end if;
  return v_bundle;
end
$function$;
CREATE OR REPLACE FUNCTION hera.entity_conditions(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_where text := 'e.organization_id = ' || hera.own_organization();
  v_smart_code text := p_query ->> 'smart_code';
begin
  if not coalesce((p_query ->> 'include_deleted')::boolean, false) then
    v_where := v_where || ' and e.deleted_at is null';
  end if;
  if not p_query ?| array['entity_type', 'entity_id', 'entity_code', 'smart_code'] then
    v_where := v_where || ' and ' || hera.kinds_of_callers();
  end if;
  if p_query ? 'entity_type' then
    -- Beside a code the type is no index's business: where statistics are stale, all of a type might be read for one code.
    v_where := v_where || format(case when p_query ? 'entity_code' then ' and e.entity_type || '''' = %L' else ' and e.entity_type = %L' end,
      p_query ->> 'entity_type');
  end if;
  if p_query ? 'entity_id' then
    v_where := v_where || format(' and e.id = %L::uuid', p_query ->> 'entity_id');
  end if;
  if p_query ? 'entity_code' then
    v_where := v_where || format(' and e.entity_code = %L', p_query ->> 'entity_code');
  end if;
  if p_query ? 'status' then
    v_where := v_where || format(' and e.status = %L', p_query ->> 'status');
  end if;
  if p_query ? 'parent_entity_id' then
    v_where := v_where || format(' and e.parent_entity_id = %L::uuid', p_query ->> 'parent_entity_id');
  end if;
  if v_smart_code is not null then
    -- D4: .v1 and .V1 are the same code.
    v_where := v_where || format(' and e.smart_code::text in (%L, %L)',
      regexp_replace(v_smart_code, '\.v([0-9]+)$', '.V\1'), regexp_replace(v_smart_code, '\.V([0-9]+)$', '.v\1'));
  end if;
  return v_where;
end
$function$;
CREATE OR REPLACE FUNCTION hera.entity_filters(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_filters record := hera.field_filters(p_query);
  v_q text := trim(p_query ->> 'q');
begin
  return hera.entity_conditions(p_query) || ' and ' || v_filters.conditions
    || case when coalesce(v_q, '') = '' then ''
      else format(' and coalesce(e.search_document @@ %L::tsquery, false)', hera.word_query(v_q)) end
    || coalesce((
      select string_agg(format(' and exists (select from public.core_dynamic_data %1$s where %1$s.organization_id = e.organization_id'
        || ' and %1$s.entity_id = e.id and %1$s.field_name = %2$L and %3$s)', hera.field_alias(f.key), f.key, f.value), '')
      from jsonb_each_text(v_filters.fields) f), '');
end
$function$;
CREATE OR REPLACE FUNCTION hera.entity_history(p_entity_id uuid, p_limit integer, p_cursor text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return hera.subject_history('entity', p_entity_id, p_limit, p_cursor, exists (
    select from public.core_entities e
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_entity_id));
end
$function$;
CREATE OR REPLACE FUNCTION hera.entity_item(e public.core_entities, p_dynamic boolean, p_relationships boolean, p_audit boolean)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN ((((((((((((((((((((((((((((((('{"id":"'::text || ((e).id)::text) || '","entity_type":'::text) || (JSON_SCALAR(((e).entity_type)::text))::text) || ',"entity_name":'::text) || (JSON_SCALAR(((e).entity_name)::text))::text) || ',"entity_code":'::text) || COALESCE((JSON_SCALAR(((e).entity_code)::text))::text, 'null'::text)) || ',"entity_description":'::text) || COALESCE((JSON_SCALAR(((e).entity_description)::text))::text, 'null'::text)) || ',"smart_code":"'::text) || ((e).smart_code)::text) || COALESCE((('","parent_entity_id":"'::text || ((e).parent_entity_id)::text) || '"'::text), '","parent_entity_id":null'::text)) || ',"status":'::text) || (JSON_SCALAR(((e).status)::text))::text) || ',"metadata":'::text) || ((e).metadata)::text) || ',"business_rules":'::text) || ((e).business_rules)::text) || ',"ai_insights":'::text) || ((e).ai_insights)::text) || ',"version":'::text) || ((e).version)::text) || ',"created_at":'::text) || "left"((JSON_SCALAR((e).created_at))::text, '-7'::integer)) || 'Z","updated_at":'::text) || "left"((JSON_SCALAR((e).updated_at))::text, '-7'::integer)) || COALESCE(('Z","deleted_at":'::text || "left"((JSON_SCALAR((e).deleted_at))::text, '-7'::integer)), ''::text)) || CASE WHEN p_audit THEN (((('Z","created_by":"'::text || ((e).created_by)::text) || '","updated_by":"'::text) || ((e).updated_by)::text) || '"'::text) ELSE 'Z"'::text END) || CASE WHEN (p_dynamic AND ((e).dynamic_snapshot <> ''::text)) THEN (','::text || (e).dynamic_snapshot) ELSE ''::text END) || CASE WHEN p_relationships THEN (',"relationships":'::text || hera.relationships_of((e).organization_id, (e).id)) ELSE ''::text END) || '}'::text);
CREATE OR REPLACE FUNCTION hera.entity_order(p_order jsonb, p_types jsonb)
 RETURNS hera.sort_key[]
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_keys hera.sort_key[] := '{}';
  v_name text;
  v_descending boolean := true;
begin
  for v_name, v_descending in select o.name, o.descending from hera.order_terms(p_order) o loop
    v_keys := v_keys || case
      when starts_with(v_name, 'dynamic.') then hera.field_keys(substr(v_name, 9), p_types ->> substr(v_name, 9), v_descending)
      when v_name = 'entity_code' then array[row('e.entity_code', 'text', v_descending, null, true)::hera.sort_key]
      when v_name = 'version' then array[row('e.version', 'integer', v_descending, null, false)::hera.sort_key]
      when v_name in ('created_at', 'updated_at') then
        array[row('e.' || v_name, 'timestamptz', v_descending, null, false)::hera.sort_key]
      when v_name = 'id' then array[row('e.id', 'uuid', v_descending, null, false)::hera.sort_key]
      when v_name in ('entity_name', 'entity_type', 'status', 'smart_code') then
        array[row('e.' || v_name, 'text', v_descending, null, false)::hera.sort_key]
    end;
  end loop;
  return v_keys || row('e.id', 'uuid', coalesce(v_descending, true), null, false)::hera.sort_key;
end
$function$;
CREATE OR REPLACE FUNCTION hera.entity_record(p_entity public.core_entities)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_record jsonb := jsonb_build_object('entity_id', p_entity.id, 'entity_type', p_entity.entity_type, 'entity_name',
    p_entity.entity_name, 'smart_code', p_entity.smart_code, 'status', p_entity.status);
  v_part jsonb;
begin
  if p_entity.entity_code is not null then
    v_record := v_record || jsonb_build_object('entity_code', p_entity.entity_code);
  end if;
  if p_entity.entity_description is not null then
    v_record := v_record || jsonb_build_object('entity_description', p_entity.entity_description);
  end if;
  if p_entity.parent_entity_id is not null then
    v_record := v_record || jsonb_build_object('parent_entity_id', p_entity.parent_entity_id);
  end if;
  if p_entity.metadata <> '{}' then
    v_record := v_record || jsonb_build_object('metadata', p_entity.metadata);
  end if;
  if p_entity.business_rules <> '{}' then
    v_record := v_record || jsonb_build_object('business_rules', p_entity.business_rules);
  end if;
  if p_entity.ai_insights <> '{}' then
    v_record := v_record || jsonb_build_object('ai_insights', p_entity.ai_insights);
  end if;
  select jsonb_object_agg(d.field_name, jsonb_build_object('field_type', d.field_type, 'smart_code', d.smart_code,
    'field_value_' || d.field_type, case d.field_type
      when 'number' then to_jsonb(d.field_value_number)
      when 'boolean' then to_jsonb(d.field_value_boolean)
      when 'date' then to_jsonb(hera.utc(d.field_value_date))
      when 'json' then d.field_value_json
      else to_jsonb(d.field_value_text) end)) into v_part
  from public.core_dynamic_data d
  where d.organization_id = p_entity.organization_id and d.entity_id = p_entity.id and d.field_name <> 'auth_subject';
  if v_part is not null then
    v_record := v_record || jsonb_build_object('dynamic', v_part);
  end if;
  select jsonb_agg(jsonb_build_object('relationship_type', r.relationship_type, 'to_entity_id', r.to_entity_id,
    'smart_code', r.smart_code, 'relationship_data', r.relationship_data, 'effective_date', hera.utc(r.effective_date))
      || case when r.expiration_date is null then '{}'
        else jsonb_build_object('expiration_date', hera.utc(r.expiration_date)) end
    order by r.relationship_type, r.to_entity_id) into v_part
  from public.core_relationships r join public.core_entities t on t.organization_id = r.organization_id
    and t.id = r.to_entity_id and t.deleted_at is null
  where r.organization_id = p_entity.organization_id and r.from_entity_id = p_entity.id
    and r.relationship_type <> 'MEMBER_OF';
  if v_part is not null then
    v_record := v_record || jsonb_build_object('relationships', v_part);
  end if;
  return v_record;
end
$function$;
CREATE OR REPLACE FUNCTION hera.event_item(p_event public.universal_transactions)
 RETURNS json
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return json_build_object('event_id', p_event.id, 'kind', split_part(p_event.smart_code, '.', 5), 'name', p_event.transaction_code,
    'status', p_event.transaction_status, 'at', hera.utc(p_event.created_at), 'tries', p_event.metadata -> 'tries',
    'due', hera.utc(p_event.run_due), 'problems', coalesce(p_event.metadata -> 'problems', '[]'),
    'run_id', p_event.metadata -> 'run_id', 'actor_user_id', p_event.created_by, 'payload', p_event.business_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.exchange_rate(p_organization_id uuid, p_currency text, p_base text, p_day date)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return (
    select r.field_value_number
    from public.core_entities e
    join public.core_dynamic_data r on r.organization_id = e.organization_id and r.entity_id = e.id and r.field_name = 'rate'
    where e.organization_id = p_organization_id and e.entity_type = 'EXCHANGE_RATE' and e.deleted_at is null
      and e.entity_code between format('%s/%s 0001-01-01', p_currency, p_base)
        and format('%s/%s %s', p_currency, p_base, to_char(p_day, 'YYYY-MM-DD'))
      and e.entity_code ~ '^.{8}\d{4}-\d{2}-\d{2}$' and r.field_value_number > 0
    order by e.entity_code desc limit 1);
end
$function$;
CREATE OR REPLACE FUNCTION hera.export_entities(p_query jsonb, p_after uuid, p_limit integer)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_records json;
  v_last uuid;
begin
  execute format(
    'select json_agg(hera.entity_record(p.e) order by (p.e).id), (array_agg((p.e).id order by (p.e).id desc))[1]
     from (select e from public.core_entities e where %s and %s and %s order by e.id limit %s) p',
    hera.entity_filters(p_query),
    case when p_after is null then 'true' else format('e.id > %L::uuid', p_after) end,
    case when p_query ? 'entity_type' then 'true' else hera.kinds_of_callers() end,
    p_limit)
  into v_records, v_last;
  return json_build_object('last', v_last, 'records', coalesce(v_records, '[]'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.export_fields(p_query jsonb)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_fields json;
begin
  execute format(
    'select json_agg(json_build_array(f.field_name, f.field_type) order by f.field_name, f.field_type)
     from (
       select distinct d.field_name, d.field_type
       from public.core_entities e join public.core_dynamic_data d on d.organization_id = e.organization_id
         and d.entity_id = e.id
       where %s and d.field_name <> ''auth_subject''
     ) f',
    hera.entity_filters(p_query))
  into v_fields;
  return coalesce(v_fields, '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.fail_procedure(p_code text, p_message text, p_more jsonb)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  raise exception using errcode = 'ZH050', message = 'HERA_PROCEDURE_FAILED: ' || p_message,
    detail = (coalesce(p_more, '{}') || jsonb_build_object('code', p_code))::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.feed_end()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return hera.seal_place(current_setting('hera.cluster_id')::bigint, pg_snapshot_xmin(pg_current_snapshot()),
    '00000000-0000-0000-0000-000000000000', hera.feed_key());
end
$function$;
CREATE OR REPLACE FUNCTION hera.feed_key()
 RETURNS bytea
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return (
    select sha256(convert_to((o.settings ->> 'cursor_secret') || ' feed '
      || coalesce(current_setting('hera.organization_id', true), ''), 'UTF8'))
    from public.core_organizations o where o.id = '00000000-0000-0000-0000-000000000000');
end
$function$;
CREATE OR REPLACE FUNCTION hera.feed_news(p_organization_ids uuid[], p_cursors text[])
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_sort TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_cluster bigint := current_setting('hera.cluster_id')::bigint;
  v_xmin xid8 := pg_snapshot_xmin(pg_current_snapshot());
begin
  return (
    select string_agg(o.id || case when (f.log_cluster, f.log_xid) < (v_cluster, v_xmin) then '+' else '-' end, ',')
    from unnest(p_organization_ids, p_cursors) o (id, after)
    cross join lateral hera.open_place(o.after, null) p
    cross join lateral (
      select t.log_cluster, t.log_xid from public.universal_transactions t
      where t.organization_id = o.id and t.log_xid is not null
        and (t.log_cluster, t.log_xid, t.id) > (p.o_cluster, p.o_xid, p.o_id)
      order by t.log_cluster, t.log_xid, t.id
      limit 1) f);
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_alias(p_field text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return 'f_' || md5(p_field);
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_condition(p_field text, p_term hera.field_term, p_types text[])
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_alias text := hera.field_alias(p_field);
  v_type text;
  v_condition text;
  v_conditions text[] := '{}';
begin
  foreach v_type in array p_types loop
    v_condition := case v_type
      when 'number' then hera.number_condition(v_alias, p_field, p_term)
      when 'date' then hera.date_condition(v_alias, p_term)
      when 'boolean' then hera.boolean_condition(v_alias, p_term)
      else hera.text_field_condition(v_alias, p_field, p_term)
    end;
    if v_condition is not null then
      v_conditions := v_conditions || ('(' || v_condition || ')');
    end if;
  end loop;
  if v_conditions = '{}' then
    if p_types <> '{}' then
      perform hera.refuse_parameter('dynamic.' || p_field, format('cannot be compared by %s with %s: it holds values of type %s',
        p_term.operator, left(p_term.operands::text, 100), array_to_string(p_types, ', ')));
    end if;
    return 'false';
  end if;
  return '(' || array_to_string(v_conditions, ' or ') || ')';
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_filters(p_query jsonb, OUT fields jsonb, OUT conditions text)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_parameter text;
  v_field text;
  v_term hera.field_term;
  v_given text[];
  v_count integer := 0;
begin
  fields := '{}';
  conditions := 'true';
  for v_parameter in select k from jsonb_object_keys(p_query) k where starts_with(k, 'dynamic.') loop
    v_field := substr(v_parameter, 9);
    if length(v_field) not between 1 and 255 then
      perform hera.refuse_parameter(v_parameter, 'must name a field of 1 to 255 characters');
    end if;
    v_given := '{}';
    for v_term in
      select (hera.read_term(v_parameter, t #>> '{}')).*
      from jsonb_array_elements(case jsonb_typeof(p_query -> v_parameter) when 'array' then p_query -> v_parameter
        else jsonb_build_array(p_query -> v_parameter) end) t
    loop
      v_count := v_count + 1;
      if v_count > 10 then
        perform hera.refuse_parameter(v_parameter, 'is one filter too many: at most 10 are taken');
      end if;
      if v_term.operator = 'is' and v_term.operands = array['null'] then
        conditions := conditions || format(' and not exists (select from public.core_dynamic_data n'
          || ' where n.organization_id = e.organization_id and n.entity_id = e.id and n.field_name = %L and num_nonnulls('
          || 'n.field_value_text, n.field_value_number, n.field_value_boolean, n.field_value_date, n.field_value_json) > 0)', v_field);
      else
        v_given := v_given || hera.field_condition(v_field, v_term, hera.field_types(v_field));
      end if;
    end loop;
    if v_given <> '{}' then
      fields := fields || jsonb_build_object(v_field, array_to_string(v_given, ' and '));
    end if;
  end loop;
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_given(p_field jsonb, p_smart_code text)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_given jsonb := (select jsonb_object_agg(m.key, m.value) from jsonb_each(p_field) m where m.value <> 'null');
  v_value jsonb := coalesce(v_given -> 'field_value', v_given -> 'value');
  v_field jsonb := v_given - array['field_name', 'field_value', 'value', 'type', 'smart_code'];
  v_code text := coalesce(nullif(v_given ->> 'smart_code', ''), nullif(p_smart_code, ''));
  v_type text := lower(coalesce(v_given ->> 'field_type', v_given ->> 'type'));
begin
  if v_value is not null and not jsonb_path_exists(v_field, '$.keyvalue() ? (@.key starts with "field_value_")') then
    v_type := coalesce(v_type, case jsonb_typeof(v_value) when 'number' then 'number' when 'boolean' then 'boolean'
      when 'string' then 'text' else 'json' end);
    v_field := v_field || jsonb_build_object('value', v_value);
  end if;
  return v_field || jsonb_strip_nulls(jsonb_build_object('field_type', v_type, 'smart_code', v_code));
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_keys(p_field text, p_type text, p_descending boolean)
 RETURNS hera.sort_key[]
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_alias text := hera.field_alias(p_field);
begin
  return case p_type
    when 'number' then array[row(v_alias || '.field_value_float', 'float8', p_descending, p_field, true)::hera.sort_key]
    when 'date' then array[row(v_alias || '.field_value_date', 'timestamptz', p_descending, p_field, true)::hera.sort_key]
    when 'boolean' then array[row(v_alias || '.field_value_boolean', 'boolean', p_descending, p_field, true)::hera.sort_key]
    when 'text' then array[row(v_alias || '.field_value_key', 'text', p_descending, p_field, true)::hera.sort_key]
    else array[]::hera.sort_key[]
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_row(p_field public.core_dynamic_data)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object('id', p_field.id, 'entity_id', p_field.entity_id, 'field_name', p_field.field_name,
    'field_type', p_field.field_type, 'field_value_text', p_field.field_value_text,
    'field_value_number', p_field.field_value_number, 'field_value_boolean', p_field.field_value_boolean,
    'field_value_date', hera.utc(p_field.field_value_date), 'field_value_json', p_field.field_value_json,
    'smart_code', p_field.smart_code);
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_row_condition(p_field text, p_condition text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return format('%1$s.organization_id = %4$s and %1$s.field_name = %2$L'
    || ' and %1$s.entity_id is not null and %3$s', hera.field_alias(p_field), p_field, p_condition, hera.own_organization());
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_sets(p_fields jsonb, p_first text, p_most bigint)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_first text := hera.field_alias(p_first);
  v_source text := hera.field_source(p_first);
  v_conditions text := hera.field_row_condition(p_first, p_fields ->> p_first);
  v_field record;
begin
  for v_field in select f.key as name, f.value as condition from jsonb_each_text(p_fields) f where f.key <> p_first loop
    v_source := v_source || format(' join %s on %s.entity_id = %s.entity_id', hera.field_source(v_field.name),
      hera.field_alias(v_field.name), v_first);
    v_conditions := v_conditions || ' and ' || hera.field_row_condition(v_field.name, v_field.condition);
  end loop;
  return format('select array(select %s.entity_id from %s where %s limit %L)', v_first, v_source, v_conditions, p_most);
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_source(p_field text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return 'public.core_dynamic_data ' || hera.field_alias(p_field);
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_types(p_field text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_types text[] := '{}';
begin
  if exists (select from public.core_dynamic_data d where d.organization_id = v_organization_id and d.field_name = p_field
      and d.field_value_float is not null and d.entity_id is not null) then
    v_types := v_types || 'number'::text;
  end if;
  if exists (select from public.core_dynamic_data d where d.organization_id = v_organization_id and d.field_name = p_field
      and d.field_value_date is not null and d.entity_id is not null) then
    v_types := v_types || 'date'::text;
  end if;
  if exists (select from public.core_dynamic_data d where d.organization_id = v_organization_id and d.field_name = p_field
      and d.field_value_boolean is not null and d.entity_id is not null) then
    v_types := v_types || 'boolean'::text;
  end if;
  if exists (select from public.core_dynamic_data d where d.organization_id = v_organization_id and d.field_name = p_field
      and d.field_value_key is not null and d.entity_id is not null) then
    v_types := v_types || 'text'::text;
  end if;
  return v_types;
end
$function$;
CREATE OR REPLACE FUNCTION hera.field_value(p_field hera.field)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
begin
  if p_field.field_name is null then
    return null;
  end if;
  return coalesce(case p_field.field_type
    when 'number' then to_jsonb(p_field.field_value_number)
    when 'boolean' then to_jsonb(p_field.field_value_boolean)
    when 'date' then to_jsonb(left(to_json(p_field.field_value_date) #>> '{}', -6) || 'Z')
    when 'json' then p_field.field_value_json
    else to_jsonb(p_field.field_value_text)
  end, 'null');
end
$function$;
CREATE OR REPLACE FUNCTION hera.fields_given(p_fields jsonb, p_smart_code text)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_wrong bigint;
begin
  if jsonb_typeof(p_fields) is distinct from 'array' then
    raise exception using errcode = 'ZH009', message = 'HERA_DYN_BATCH_PAYLOAD_INVALID: p_fields must be an array of fields',
      detail = '{"field": "p_fields"}';
  end if;
  if jsonb_array_length(p_fields) > 1000 then
    raise exception using errcode = 'ZH012', message = 'HERA_BATCH_TOO_LARGE: at most 1000 fields at once';
  end if;
  select min(f.position) - 1 into v_wrong from jsonb_array_elements(p_fields) with ordinality f (value, position)
  where jsonb_typeof(f.value) <> 'object' or coalesce(f.value ->> 'field_name', '') = '';
  if v_wrong is not null then
    raise exception using errcode = 'ZH009',
      message = format('HERA_DYN_BATCH_PAYLOAD_INVALID: p_fields.%s must be an object with a field_name', v_wrong),
      detail = json_build_object('field', format('p_fields.%s.field_name', v_wrong))::text;
  end if;
  return coalesce((
    select jsonb_object_agg(f.value ->> 'field_name', hera.field_given(f.value, p_smart_code)
      order by f.position)
    from jsonb_array_elements(p_fields) with ordinality f (value, position)), '{}');
end
$function$;
CREATE OR REPLACE FUNCTION hera.fields_of_transaction(p_organization_id uuid, p_transaction_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
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
$function$;
CREATE OR REPLACE FUNCTION hera.filter_shares(p_listing hera.listing_phase, p_fields jsonb, p_rows integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  v_walk record := hera.leading_walk(p_listing);
  v_shares jsonb;
begin
  execute format('select jsonb_build_object(%s) from (select %s as id from %s where %s and %s order by %s limit %s) w',
    -- With an offset no set is read for it: each is looked up.
    (select string_agg(format('%L, count(*) filter (where exists (select from %s where %s.entity_id = w.id and %s offset 0))', f.key,
      hera.field_source(f.key), hera.field_alias(f.key), hera.field_row_condition(f.key, f.value)), ', ') from jsonb_each_text(p_fields) f),
    p_listing.leading_id, p_listing.leading_source, p_listing.leading_conditions,
    v_walk.after, hera.sort_clause(v_walk.keys), p_rows)
  into v_shares;
  return v_shares;
end
$function$;
CREATE OR REPLACE FUNCTION hera.filter_sizes(p_fields jsonb, p_most integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  v_field record;
  v_size integer;
  v_sizes jsonb := '{}';
begin
  for v_field in select f.key as name, f.value as condition from jsonb_each_text(p_fields) f loop
    execute format('select count(*) from (select from %s where %s limit %s) s', hera.field_source(v_field.name),
      hera.field_row_condition(v_field.name, v_field.condition), p_most + 1) into v_size;
    v_sizes := v_sizes || jsonb_build_object(v_field.name, v_size);
  end loop;
  return v_sizes;
end
$function$;
CREATE OR REPLACE FUNCTION hera.financial_drafts(p_organization_id uuid, p_code text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('transaction_id', d.id, 'transaction_number', d.transaction_number) order by d.id)
    from (
      select t.id, t.transaction_number from public.universal_transactions t
      where t.organization_id = p_organization_id and t.fiscal_period = p_code and t.is_financial
        and t.posting_status = 'draft' and t.deleted_at is null and t.transaction_status <> 'VOID'
      order by t.id limit 1000
    ) d), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.fiscal_period_of(p_date text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_period record;
begin
  select p.* into v_period
  from public.core_organizations o,
    lateral hera.period(v_organization_id,
      to_char(coalesce(hera.instant_of(p_date, 0), now()) at time zone coalesce(o.settings ->> 'time_zone', 'UTC'), 'YYYY-MM')) p
  where o.id = v_organization_id;
  return json_build_object('period_code', v_period.period_code, 'period_name', v_period.period_name,
    'period_status', v_period.period_status, 'fiscal_year', v_period.fiscal_year::text,
    'base_currency', hera.base_currency(v_organization_id), 'has_periods', v_period.id is not null or exists (
      select from public.core_entities e
      where e.organization_id = v_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null))::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.fold_runs(p_days integer, p_after uuid, p_limit integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_before timestamptz := clock_timestamp() - make_interval(days => p_days);
  -- Ids are in the order of time: the first that could have been given out then.
  v_bound uuid := (lpad(to_hex((extract(epoch from v_before) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;
  v_hold jsonb := (select o.settings -> 'audit_hold' from public.core_organizations o where o.id = v_here);
  v_seen uuid[];
  v_ripe uuid[];
  v_lines integer := 0;
begin
  v_seen := array(
    select t.id from public.universal_transactions t
    where t.organization_id = v_here and t.is_system and t.transaction_type = 'ORCH_RUN' and t.id < v_bound and (p_after is null or t.id > p_after)
    order by t.id
    limit p_limit);
  v_ripe := array(
    select t.id from public.universal_transactions t
    where t.organization_id = v_here and t.id = any (v_seen) and not t.metadata ? 'folded' and t.updated_at < v_before
      and t.transaction_status in ('COMPLETED', 'FAILED', 'COMPENSATED', 'CANCELLED', 'TERMINATED')
      and (v_hold = 'true') is not true and (v_hold ? upper(t.smart_code)) is not true
      and not exists (
        with recursive owner as (
          select p.metadata from public.universal_transactions p
          where p.organization_id = v_here and p.id = (t.metadata -> 'parent' ->> 'run_id')::uuid
          union all
          -- With an offset as in hera.remove_events.
          select h.metadata from owner o cross join lateral (
            select n.metadata from public.universal_transactions n
            where n.organization_id = v_here and n.id = (o.metadata ->> 'heir')::uuid
            offset 0) h)
        select from owner o where not o.metadata ? 'folded')
    for no key update skip locked);
  update public.universal_transactions t
  set metadata = t.metadata - 'steps' || jsonb_build_object('folded', jsonb_build_object('at', hera.utc(clock_timestamp()), 'lines', l.lines,
    'steps', l.steps))
  from public.universal_transactions r
  cross join lateral (
    select jsonb_agg(s.step - 'output' || '{"input": {}}' order by s.place) as steps, count(*) as many from hera.run_steps(r) s
  ) s
  cross join lateral (
    select coalesce(jsonb_object_agg(k.line_type, k.lines), '{}')
        || case when s.many > 0 then jsonb_build_object('ORCH_STEP', s.many) else '{}' end as lines, coalesce(s.steps, '[]') as steps
    from (
      select c.line_type, count(*) as lines from public.universal_transaction_lines c
      where c.organization_id = v_here and c.transaction_id = r.id
      group by c.line_type) k
  ) l
  where r.organization_id = v_here and r.id = any (v_ripe) and t.organization_id = v_here and t.id = r.id;
  delete from public.universal_transaction_lines l
  where l.organization_id = v_here and l.transaction_id = any (v_ripe);
  get diagnostics v_lines = row_count;
  insert into public.universal_transaction_lines
    (organization_id, transaction_id, line_number, line_type, smart_code, line_data)
  select v_here, t.id, 1, 'ORCH_SUMMARY', 'HERA.CORE.ORCH.RUN.RECORD.V1', jsonb_build_object(
    'folded_at', t.metadata -> 'folded' -> 'at', 'lines', t.metadata -> 'folded' -> 'lines', 'states', (
      select coalesce(jsonb_object_agg(s.state, s.steps), '{}')
      from (
        select concat_ws(' ', nullif(e.value ->> 'phase', 'FORWARD'), e.value ->> 'state') as state, count(*) as steps
        from jsonb_array_elements(t.metadata -> 'folded' -> 'steps') e (value)
        group by 1) s))
  from public.universal_transactions t
  where t.organization_id = v_here and t.id = any (v_ripe);
  return json_build_object('folded', cardinality(v_ripe), 'lines', v_lines, 'last', v_seen[cardinality(v_seen)],
    'kept', (
      select min(t.id::text) from public.universal_transactions t
      where t.organization_id = v_here and t.id = any (v_seen) and not t.metadata ? 'folded'),
    'more', cardinality(v_seen) = p_limit)::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.folded(p_text text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
begin
  return lower(hera.unaccent('hera.unaccent'::regdictionary, p_text));
end
$function$;
CREATE OR REPLACE FUNCTION hera.found_entity(p_organization_id uuid, p_id uuid, p_entity jsonb, p_values jsonb, p_reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_prefix text := regexp_replace(p_entity ->> 'smart_code', '^(HERA\.\w+\.\w+)\..*', '\1') || '.DYN.';
  v_dynamic jsonb := coalesce((
    select jsonb_object_agg(f.key, jsonb_build_object('value', f.value, 'smart_code', v_prefix || upper(f.key) || '.V1',
      'type', case
        when f.key like '%\_date' then 'date'
        when jsonb_typeof(f.value) in ('object', 'array') then 'json'
        else replace(jsonb_typeof(f.value), 'string', 'text') end))
    from jsonb_each(p_values) f where f.value <> 'null'), '{}');
begin
  perform hera.insert_entity(p_organization_id, p_id, p_entity, hera.read_fields(v_dynamic));
  perform hera.log_change(p_organization_id, p_id, 'CREATE', p_entity ->> 'entity_type', p_entity ->> 'smart_code', 1,
    p_reason, jsonb_build_object('created', jsonb_build_object('entity', p_entity, 'dynamic', v_dynamic,
      'relationships', '[]'::jsonb)), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.freshen_balances()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_horizon xid8 := hera.balances_horizon(v_organization_id);
begin
  if 2000 < (
      select count(*) from (
        select from public.universal_transactions t
        where t.organization_id = v_organization_id and t.is_gl and t.posted_xid is not null and t.posted_xid >= v_horizon
        limit 2001
      ) r) then
    perform hera.keep_balances(v_organization_id);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.furnish_organization(p_organization public.core_organizations, p_template text, p_reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_start integer := coalesce((p_organization.settings ->> 'fiscal_year_start_month')::integer, 1);
  v_today date := (now() at time zone coalesce(p_organization.settings ->> 'time_zone', 'UTC'))::date;
  v_year integer := extract(year from v_today - make_interval(months => v_start - 1));
  v_account record;
begin
  for v_account in select * from hera.template_accounts(p_template) loop
    perform hera.found_entity(p_organization.id, uuidv7(), jsonb_build_object('entity_type', 'GL_ACCOUNT',
        'entity_name', v_account.name, 'entity_code', v_account.code,
        'smart_code', format('HERA.FIN.GL.ACCOUNT.%s.V1', upper(v_account.account_type))),
      jsonb_build_object('account_type', v_account.account_type, 'normal_balance',
        case when v_account.account_type in ('asset', 'expense') then 'debit' else 'credit' end), p_reason);
  end loop;
  for v_month in 0 .. 23 loop
    perform hera.create_fiscal_period(p_organization.id,
      (make_date(v_year, v_start, 1) + make_interval(months => v_month))::date, v_year + v_month / 12);
  end loop;
end
$function$;
CREATE OR REPLACE FUNCTION hera.general_ledger(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_zone text := hera.time_zone(v_organization_id);
  v_after jsonb := hera.open_cursor(p_query);
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_running boolean := coalesce((p_query ->> 'balances')::boolean, true);
  v_items text[];
  v_keys jsonb[];
  v_opening text;
begin
  with o as materialized (select * from hera.ledger_opening(p_query, v_after) where v_running),
  e as (
    select n.*, coalesce(o.balance, 0) + sum(n.debit - n.credit) over (partition by n.account_id, n.currency_code
      order by n.transaction_date, n.transaction_id, n.line_number) as balance
    from hera.ledger_entries(p_query, v_after, v_limit + 1) n
    left join o on o.account_id is not distinct from n.account_id and o.currency_code = n.currency_code
  )
  select array_agg(hera.ledger_item(e.transaction_id, e.line_number, v_zone, jsonb_build_object('account_id', e.account_id,
      'branch_id', e.branch_id, 'currency_code', e.currency_code, 'debit_amount', e.debit, 'credit_amount', e.credit,
      'base_amount', e.base_amount, 'balance', case when v_running then e.balance end))
      order by e.transaction_date, e.transaction_id, e.line_number),
    array_agg(jsonb_build_array(e.transaction_date, e.transaction_id, e.line_number)
      order by e.transaction_date, e.transaction_id, e.line_number),
    (select string_agg(json_build_object('account_id', o.account_id, 'account_code', a.entity_code, 'account_name', a.entity_name,
        'account_type', hera.account_type(o.account_id), 'currency_code', o.currency_code,
        'debit_balance', hera.debit_side(o.balance), 'credit_balance', hera.debit_side(-o.balance))::text, ','
        order by a.entity_code, a.id, o.currency_code)
      from o left join public.core_entities a on a.organization_id = v_organization_id and a.id = o.account_id
      where v_after is null)
  into v_items, v_keys, v_opening
  from e;
  return hera.page_members(p_query, v_items, v_limit, v_keys[v_limit], null)
    || case when v_after is null and v_running then ',"opening":[' || coalesce(v_opening, '') || ']' else '' end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.generate_fiscal_year(p_fiscal_year integer, p_start_month integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_start_month integer := coalesce(p_start_month, (
    select (o.settings ->> 'fiscal_year_start_month')::integer from public.core_organizations o where o.id = v_organization_id), 1);
  v_first date;
  v_codes text[];
  v_taken text[];
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  if p_fiscal_year is null or p_fiscal_year not between 1900 and 9998 or v_start_month not between 1 and 12 then
    raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: fiscal_year is a year from 1900 to 9998, start_month a month from 1 to 12',
      detail = json_build_object('field', case when v_start_month between 1 and 12 then 'fiscal_year' else 'start_month' end)::text;
  end if;
  perform hera.lock_calendar(v_organization_id);
  v_first := make_date(p_fiscal_year, v_start_month, 1);
  v_codes := array(select to_char(v_first + n * interval '1 month', 'YYYY-MM') from generate_series(0, 11) n);
  v_taken := array(
    select e.entity_code from public.core_entities e
    where e.organization_id = v_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null
      and e.entity_code = any (v_codes) order by 1);
  if v_taken <> '{}' then
    perform hera.refuse_state('period_exists', 'fiscal periods of this year exist', jsonb_build_object('periods', v_taken));
  end if;
  v_taken := hera.other_periods(v_organization_id, v_codes[1], false, false);
  if v_taken <> '{}' then
    perform hera.refuse_state('later_periods_closed', 'later fiscal periods are closed', jsonb_build_object('periods', v_taken));
  end if;

  for v_place in 0 .. 11 loop
    perform hera.create_fiscal_period(v_organization_id, (v_first + v_place * interval '1 month')::date, p_fiscal_year);
  end loop;
  v_answer := jsonb_build_object('success', true, 'fiscal_year', p_fiscal_year, 'periods', v_codes, 'created', 12);
  perform hera.idempotent_store('FISCAL_YEAR', v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.gl_balances(p_organization_id uuid, p_transaction_id uuid, p_only_wrong boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('currency', b.currency_code, 'total_debits', b.debits, 'total_credits', b.credits,
      'net_balance', b.debits - b.credits, 'line_count', b.line_count) order by b.currency_code)
    from (
      select l.currency_code, sum(coalesce(l.debit_amount, 0)) as debits, sum(coalesce(l.credit_amount, 0)) as credits,
        count(*) as line_count
      from public.universal_transaction_lines l
      where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
        and num_nonnulls(l.debit_amount, l.credit_amount) > 0
      group by l.currency_code
    ) b
    where not p_only_wrong or b.debits <> b.credits), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_books_settings()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_zone text := coalesce(new.settings ->> 'time_zone', 'UTC');
  v_closed text[];
begin
  perform hera.lock_calendar(new.id);
  if new.settings ->> 'base_currency' is distinct from old.settings ->> 'base_currency' then
    perform pg_advisory_xact_lock(hera.period_key(new.id, e.entity_code)) from public.core_entities e
    where e.organization_id = new.id and e.entity_type = 'FISCAL_PERIOD';
    if exists (
        select from public.universal_transactions t
        join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
        where t.organization_id = new.id and t.is_gl and t.posted_xid is not null and l.base_amount is not null) then
      perform hera.refuse_state('posted', 'what is posted has its worth in the base currency, which stays',
        '{"field": "settings.base_currency"}');
    end if;
  end if;
  if v_zone <> coalesce(old.settings ->> 'time_zone', 'UTC') then
    v_closed := hera.other_periods(new.id, '9999-99', true, false);
    if exists (
        select from public.universal_transactions t
        where t.organization_id = new.id and t.is_gl and t.posted_xid is not null
          and (t.fiscal_period = any (v_closed) or t.fiscal_period <> to_char(t.transaction_date at time zone v_zone, 'YYYY-MM'))) then
      perform hera.refuse_state('posted', 'what is posted lies on days of the time zone, which stays',
        '{"field": "settings.time_zone"}');
    end if;
  end if;
  return new;
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_changed_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_key record;
begin
  -- An insert that would have changed lines, had they been there, comes here as well.
  if not exists (select from new_lines) then
    return null;
  end if;
  for v_key in
    select l.organization_id, l.transaction_id, bool_or(l.is_gl) as is_gl
    from (
      select o.organization_id, o.transaction_id, false as is_gl from old_lines o
      union all
      select n.organization_id, n.transaction_id, hera.is_gl_code(n.smart_code) from new_lines n
    ) l
    group by l.organization_id, l.transaction_id
  loop
    perform hera.guard_lines_of(v_key.organization_id, v_key.transaction_id, v_key.is_gl, false);
  end loop;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_lines_of(p_organization_id uuid, p_transaction_id uuid, p_gl boolean, p_added boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_gl boolean;
  v_financial boolean;
  v_status text;
  v_xid xid8;
  v_at timestamptz;
  v_mirrored uuid;
  v_type text;
  v_withdrawn uuid;
begin
  select t.is_gl, t.is_financial, t.posting_status, t.posted_xid, t.transaction_date, t.reversal_of_id, t.transaction_type,
    t.withdrawn_of_id
  into v_gl, v_financial, v_status, v_xid, v_at, v_mirrored, v_type, v_withdrawn
  from public.universal_transactions t
  where t.organization_id = p_organization_id and t.id = p_transaction_id;
  if v_status = 'draft' then
    select t.is_gl, t.posting_status into v_gl, v_status from public.universal_transactions t
    where t.organization_id = p_organization_id and t.id = p_transaction_id
    for share;
  end if;
  if v_status is null then
    perform hera.refuse_state('unknown', 'lines belong to a transaction of this organization', null);
  elsif p_gl and not v_gl then
    perform hera.refuse_state('not_gl', 'GL lines belong to a GL transaction', null);
  end if;
  if v_status = 'draft' then
    return;
  end if;
  if v_xid = pg_current_xact_id() and p_added and v_status <> 'reversed' and v_withdrawn is null and (v_mirrored is null or not exists (
      select from public.universal_transactions o
      where o.organization_id = p_organization_id and o.id = v_mirrored and o.reversed_by_id = p_transaction_id)) then
    if v_gl then
      perform hera.refuse_unbalanced(p_organization_id, p_transaction_id);
    end if;
    if v_type = 'GL_OPENING' and v_mirrored is null then
      perform hera.refuse_wrong_opening(p_organization_id, p_transaction_id);
    end if;
  elsif v_gl or v_status = 'reversed' or v_withdrawn is not null then
    perform hera.refuse_state(v_status, 'the lines of a posted transaction never change; reverse it', null);
  elsif v_financial then
    perform hera.hold_period(p_organization_id, v_at, false);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_new_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_key record;
begin
  -- The engine's records are many, and nobody's books: told at one look.
  if not exists (
    select from new_lines l
    where l.line_type not in ('ORCH_STEP', 'ORCH_SIGNAL', 'ORCH_EVENT', 'ORCH_NESTED', 'ORCH_ATTEMPT') or strpos(l.smart_code, '.GL.') > 0
      or (select t.is_system from public.universal_transactions t
          where t.organization_id = l.organization_id and t.id = l.transaction_id) is not true
  ) then
    return null;
  end if;
  for v_key in
    select n.organization_id, n.transaction_id, bool_or(n.is_gl) as is_gl,
      bool_and(t.is_system and not n.is_gl)
        or bool_and(t.posted_xid = pg_current_xact_id() and t.posting_status in ('posted', 'auto_posted') and t.reversal_of_id is null
        and t.withdrawn_of_id is null and t.transaction_type <> 'GL_OPENING' and case when t.is_gl then n.is_right else not n.is_gl end) and sum(n.base) = 0 as is_right
    from (
      select l.organization_id, l.transaction_id, bool_or(strpos(l.smart_code, '.GL.') > 0) as is_gl,
        sum(coalesce(l.base_amount, 0)) as base,
        coalesce(sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) = 0 and coalesce(
          max(greatest(min_scale(l.debit_amount), min_scale(l.credit_amount))) <= hera.minor_units(l.currency_code), true)
          and (l.currency_code is not null or count(l.debit_amount) + count(l.credit_amount) = 0), false) as is_right
      from new_lines l
      group by l.organization_id, l.transaction_id, l.currency_code
    ) n
    -- Each by its key, whatever the planner knows of a table that was empty a moment ago.
    left join lateral (
      select t.is_gl, t.is_system, t.posted_xid, t.posting_status, t.reversal_of_id, t.withdrawn_of_id,
        t.transaction_type from public.universal_transactions t
      where t.organization_id = n.organization_id and t.id = n.transaction_id
      limit 1
    ) t on true
    group by n.organization_id, n.transaction_id
  loop
    if v_key.is_right is not true then
      perform hera.guard_lines_of(v_key.organization_id, v_key.transaction_id, v_key.is_gl, true);
    end if;
  end loop;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_new_transaction()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_kind text := hera.ledger_kind(new.transaction_type, new.smart_code);
begin
  if v_kind = 'system' then
    return new;
  end if;
  new.is_gl := new.is_gl or v_kind = 'gl';
  new.is_financial := new.is_gl or v_kind = 'financial';
  new.posted_xid := null;
  new.posted_at := null;
  if new.posting_status = 'reversed' or new.reversed_by_id is not null then
    perform hera.refuse_state('reversed', 'nothing is born reversed', null);
  elsif new.withdrawn_of_id is not null then
    perform hera.refuse_state('withdrawn', 'nothing is born withdrawn', null);
  end if;
  if new.reversal_of_id is not null then
    perform hera.refuse_wrong_reversal(new.organization_id, new.reversal_of_id);
  end if;
  if new.is_financial then
    select p.period_code, p.fiscal_year into new.fiscal_period, new.fiscal_year
    from hera.hold_period(new.organization_id, new.transaction_date, new.is_gl) p;
    if new.posting_status <> 'draft' then
      new.posted_xid := pg_current_xact_id();
      new.posted_at := clock_timestamp();
    end if;
  elsif new.posting_status <> 'draft' then
    perform hera.refuse_state('not_financial', 'only a financial transaction is posted', null);
  end if;
  return new;
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_parent()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended('moves of ' || new.organization_id, 0));
  if exists (
      with recursive above as (
        select new.parent_entity_id as id
        union
        select e.parent_entity_id from public.core_entities e join above a on e.id = a.id
        where e.organization_id = new.organization_id and e.parent_entity_id is not null
      )
      select from above a where a.id = new.id) then
    raise exception using errcode = 'ZH008',
      message = 'HERA_FK_VIOLATION: parent_entity_id names an entity that stands below this one',
      detail = json_build_object('field', 'parent_entity_id', 'id', new.parent_entity_id)::text;
  end if;
  return new;
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_period_state()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_row public.core_dynamic_data := coalesce(old, new);
  v_code text;
begin
  select e.entity_code into v_code from public.core_entities e
  where e.organization_id = v_row.organization_id and e.id = v_row.entity_id and e.entity_type = 'FISCAL_PERIOD';
  if found then
    perform pg_advisory_xact_lock(hera.period_key(v_row.organization_id, v_code));
    if old.field_value_text = 'LOCKED' then
      perform hera.refuse_state('locked', 'a locked fiscal period stays locked', jsonb_build_object('period_code', v_code));
    end if;
  end if;
  return coalesce(new, old);
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_removed_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_key record;
begin
  for v_key in
    select o.organization_id, o.transaction_id from old_lines o group by o.organization_id, o.transaction_id
  loop
    perform hera.guard_lines_of(v_key.organization_id, v_key.transaction_id, false, false);
  end loop;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_reversal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if not exists (
      select from public.universal_transactions o
      where o.organization_id = new.organization_id and o.id = new.reversal_of_id and o.reversed_by_id = new.id) then
    perform hera.refuse_state('not_linked', 'a reversal and its original point at each other', null);
  end if;
  if exists (
      select from public.universal_transaction_lines l
      where l.organization_id = new.organization_id and l.transaction_id in (new.id, new.reversal_of_id)
      group by l.entity_id, l.currency_code
      having sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) <> 0 or sum(l.base_amount) <> 0) then
    perform hera.refuse_state('not_mirrored', 'a reversal swaps debits and credits and changes nothing else', null);
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_transaction_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_kind text := hera.ledger_kind(new.transaction_type, new.smart_code);
  v_old_kind text := hera.ledger_kind(old.transaction_type, old.smart_code);
  v_only_noted boolean := false;
begin
  if v_kind = 'system' and v_old_kind = 'system' then
    return new;
  elsif v_kind = 'system' or v_old_kind = 'system' then
    perform hera.refuse_state('kind', 'a system record stays one, and nothing becomes one', null);
  end if;

  if old.posting_status <> 'draft' then
    v_only_noted := hera.is_only_noted(old, new);
  end if;
  if old.posting_status = 'reversed' or old.withdrawn_of_id is not null or old.is_gl and old.posting_status <> 'draft' then
    if not v_only_noted then
      perform hera.refuse_state(old.posting_status, 'a posted transaction is never changed; reverse it', null);
    elsif old.posting_status = 'reversed' and new.posting_status <> 'reversed' then
      perform hera.hold_period(old.organization_id, old.transaction_date, old.is_gl);
    end if;
    return new;
  end if;
  if v_only_noted then
    return new;
  end if;
  if old.posting_status <> 'draft' and new.posting_status is distinct from old.posting_status
     or new.posting_status = 'reversed'
     or (new.reversal_of_id, new.reversed_by_id, new.withdrawn_of_id)
       is distinct from (old.reversal_of_id, old.reversed_by_id, old.withdrawn_of_id) then
    perform hera.refuse_state(old.posting_status, 'a posted transaction only becomes reversed, by its reversal', null);
  end if;

  new.is_gl := new.is_gl or v_kind = 'gl';
  new.posted_xid := old.posted_xid;
  new.posted_at := old.posted_at;
  if not new.is_gl and (old.is_gl or new.posting_status <> old.posting_status) then
    new.is_gl := exists (
      select from public.universal_transaction_lines l
      where l.organization_id = old.organization_id and l.transaction_id = old.id and hera.is_gl_code(l.smart_code));
  end if;
  new.is_financial := new.is_gl or v_kind = 'financial';
  return hera.reposted(old, new);
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_transaction_removal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform hera.refuse_state(old.posting_status, 'a posted transaction is never removed; reverse it', null);
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.guard_withdrawal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_original_id uuid := coalesce(new.withdrawn_of_id, new.id);
begin
  if not exists (
      select from public.universal_transactions o
      where o.organization_id = new.organization_id and o.id = v_original_id and o.posting_status = 'posted') then
    perform hera.refuse_state('not_given_back', 'what is withdrawn gives its original back', null);
  end if;
  -- NULL, and refused, where nothing was withdrawn.
  if (select count(*) filter (where w.reversal_of_id = o.id) <> count(*) filter (where w.reversal_of_id is null)
        or not bool_and(w.posting_status in ('posted', 'auto_posted') and w.deleted_at is null and w.transaction_date = o.transaction_date
          and coalesce(w.reversal_of_id::text, w.metadata ->> 'original_transaction_id', '') = o.id::text)
      from public.universal_transactions o
      join public.universal_transactions w on w.organization_id = o.organization_id and w.withdrawn_of_id = o.id
      where o.organization_id = new.organization_id and o.id = v_original_id) is not false then
    perform hera.refuse_state('not_migrated', 'only a reversal and what was posted instead, at the same date, are withdrawn', null);
  end if;
  if exists (
      select from public.universal_transactions w
      join public.universal_transaction_lines l on l.organization_id = w.organization_id and l.transaction_id = w.id
      where w.organization_id = new.organization_id and w.withdrawn_of_id = v_original_id
      group by l.entity_id, l.currency_code
      having sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) <> 0 or sum(l.base_amount) <> 0) then
    perform hera.refuse_state('not_equal', 'what was posted instead of the original does not say the same', null);
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.hash_at_closing(p_organization_id uuid, p_period_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_code text := (
    select e.entity_code from public.core_entities e where e.organization_id = p_organization_id and e.id = p_period_id);
begin
  perform hera.keep_balances(p_organization_id);
  return hera.books_hash(p_organization_id, hera.end_of_period(p_organization_id, v_code), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.hold_period(p_organization_id uuid, p_at timestamp with time zone, p_required boolean, OUT period_code text, OUT fiscal_year integer)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_id uuid;
  v_status text;
begin
  select to_char(p_at at time zone coalesce(o.settings ->> 'time_zone', 'UTC'), 'YYYY-MM') into period_code
  from public.core_organizations o where o.id = p_organization_id;
  if period_code is null then
    raise exception using errcode = 'ZH001', message = 'HERA_ORG_REQUIRED: the organization of a transaction cannot be seen';
  end if;
  perform pg_advisory_xact_lock_shared(hera.period_key(p_organization_id, period_code));
  select e.id, s.field_value_text, y.field_value_number::integer into v_id, v_status, fiscal_year
  from public.core_entities e
  left join public.core_dynamic_data s on s.organization_id = e.organization_id and s.entity_id = e.id
    and s.field_name = 'period_status'
  left join public.core_dynamic_data y on y.organization_id = e.organization_id and y.entity_id = e.id
    and y.field_name = 'fiscal_year'
  where e.organization_id = p_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.entity_code = hold_period.period_code
    and e.deleted_at is null;
  if v_status = 'OPEN' then
    if current_setting('transaction_isolation') <> 'read committed' then
      perform from public.core_dynamic_data s
      where s.organization_id = p_organization_id and s.entity_id = v_id and s.field_name = 'period_status'
      for share;
    end if;
    return;
  end if;
  if v_id is null and not p_required and not exists (
      select from public.core_entities e
      where e.organization_id = p_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null) then
    period_code := null;
    return;
  end if;
  perform hera.refuse_period(p_organization_id, period_code);
end
$function$;
CREATE OR REPLACE FUNCTION hera.hold_till(p_branch_id uuid, p_till text, p_currency text, p_day date, p_closing boolean)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_number text := hera.till_number(p_branch_id, p_till, p_currency, p_day);
  v_key bigint := hashtextextended('till ' || v_here || v_number, 0);
begin
  if p_closing then
    perform pg_advisory_xact_lock(v_key);
  else
    perform pg_advisory_xact_lock_shared(v_key);
  end if;
  if exists (
      select from public.universal_transactions t
      where t.organization_id = v_here and t.transaction_number = v_number and t.deleted_at is null
        and t.posting_status <> 'reversed' and not t.is_system) then
    perform hera.fail_procedure(case when p_closing then 'ALREADY_CLOSED' else 'TILL_CLOSED' end,
      format('the till %s is closed for %s', p_till, p_day), jsonb_build_object('field', 'till', 'till', p_till, 'day', p_day));
  end if;
  return v_number;
end
$function$;
CREATE OR REPLACE FUNCTION hera.idempotent_replay()
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_request jsonb := nullif(current_setting('hera.request', true), '')::jsonb;
  v_key text := v_request ->> 'idempotency_key';
  v_organization_id uuid;
  v_stored jsonb;
begin
  if v_key is null then
    return null;
  end if;
  v_organization_id := nullif(current_setting('hera.organization_id', true), '')::uuid;
  perform pg_advisory_xact_lock(hashtextextended(v_organization_id::text || v_key, 0));

  select t.metadata into v_stored from public.universal_transactions t
  where t.organization_id = v_organization_id and t.idempotency_key = v_key;
  if not found then
    return null;
  end if;
  if v_stored ->> 'fingerprint' is distinct from v_request ->> 'fingerprint' then
    raise exception using errcode = 'ZH007',
      message = 'HERA_IDEMPOTENCY_CONFLICT: this Idempotency-Key was used for another request';
  end if;
  perform set_config('hera.outcome', 'replayed ' || (v_stored ->> 'answer_ms'), true);
  return v_stored -> 'answer';
end
$function$;
CREATE OR REPLACE FUNCTION hera.idempotent_store(p_action text, p_answer jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if nullif(current_setting('hera.request', true), '')::jsonb ->> 'idempotency_key' is not null then
    perform hera.log_change(nullif(current_setting('hera.organization_id', true), '')::uuid, null, p_action, 'RPC', null,
      null, null, '{}'::jsonb, p_answer);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.import_at_once(p_role text, p_upsert boolean, p_lines integer[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_ids uuid[];
  v_operations jsonb[];
  v_created integer := 0;
  v_updated integer := 0;
  v_unchanged integer := 0;
begin
  if exists (select from pg_temp.hera_import i join pg_temp.hera_import o on o.ref = i.ref and o.line < i.line
      where i.line = any (p_lines)) then
    raise exception using errcode = 'ZH009', message = 'HERA_IMPORT_TWICE: an earlier line has this entity_id',
      detail = '{"field": "entity_id"}';
  end if;
  perform hera.import_identify(v_organization_id, p_upsert, p_lines);

  select array_agg(i.entity_id order by i.line), array_agg(i.operation order by i.line) into v_ids, v_operations
  from pg_temp.hera_import i where i.line = any (p_lines) and not i.known;
  if v_ids is not null then
    perform hera.create_entities(v_organization_id, p_role, v_ids, v_operations);
    v_created := cardinality(v_ids);
  end if;
  select array_agg(i.entity_id order by i.line), array_agg(i.operation order by i.line) into v_ids, v_operations
  from pg_temp.hera_import i where i.line = any (p_lines) and i.known;
  if v_ids is not null then
    v_updated := cardinality(v_ids);
    v_unchanged := v_updated - hera.update_entities(v_organization_id, p_role, v_ids, v_operations);
  end if;
  return jsonb_build_object('created', v_created, 'updated', v_updated, 'unchanged', v_unchanged, 'failures', '[]'::jsonb);
end
$function$;
CREATE OR REPLACE FUNCTION hera.import_entities(p_upsert boolean, p_after integer, p_limit integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_request text := current_setting('hera.request', true);
  v_role text;
  v_lines integer[];
  v_answer jsonb;
begin
  v_role := hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid,
    nullif(current_setting('hera.organization_id', true), '')::uuid, 'staff');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    perform hera.remember_import(v_answer -> 'kept');
    return v_answer - 'kept';
  end if;
  -- The key belongs to the part, not to its lines.
  perform set_config('hera.request', (nullif(v_request, '')::jsonb - 'idempotency_key')::text, true);
  select array_agg(n.line order by n.line) into v_lines
  from (select i.line from pg_temp.hera_import i where i.line > p_after order by i.line limit p_limit) n;
  v_answer := hera.import_lines(v_role, p_upsert, v_lines) || jsonb_build_object(
    'last', v_lines[cardinality(v_lines)], 'lines', coalesce(cardinality(v_lines), 0));
  perform set_config('hera.request', coalesce(v_request, ''), true);
  if nullif(v_request, '')::jsonb ? 'idempotency_key' then
    perform hera.idempotent_store('IMPORT', v_answer || jsonb_build_object('kept', (
      select jsonb_agg(jsonb_build_array(i.line, i.entity_id, i.later)) from pg_temp.hera_import i
      where i.line = any (v_lines) and i.entity_id is not null)));
  end if;
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.import_identify(p_organization_id uuid, p_upsert boolean, p_lines integer[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  -- One look into the index of codes a line: a join would rather read all the organization's entities for each, and where
  -- statistics are stale, as in a new database, every index that begins with the organization seems as good; but only the one of
  -- codes has them in their order.
  update pg_temp.hera_import i set entity_id = coalesce(k.id, uuidv7()), known = k.id is not null
  from (
    select n.line, case when p_upsert then (
      select e.id from public.core_entities e
      where e.organization_id = p_organization_id and e.entity_type || '' = n.operation #>> '{entity,entity_type}'
        and e.entity_code between n.operation #>> '{entity,entity_code}' and n.operation #>> '{entity,entity_code}'
        and e.deleted_at is null
      order by e.organization_id, e.entity_code limit 1) end as id
    from pg_temp.hera_import n
    where n.line = any (p_lines)
  ) k
  where i.line = k.line;
  update pg_temp.hera_import i set operation = r.resolved -> 'operation', later = nullif(r.resolved -> 'later', '{}')
  from pg_temp.hera_import o cross join lateral (select hera.import_resolve(o.operation) as resolved) r
  where o.line = i.line and i.line = any (p_lines)
    and (i.operation #>> '{entity,parent_entity_id}' is not null or i.operation ? 'relationships');
end
$function$;
CREATE OR REPLACE FUNCTION hera.import_lines(p_role text, p_upsert boolean, p_lines integer[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_half integer := cardinality(p_lines) / 2;
  v_left jsonb;
  v_right jsonb;
  v_state text;
  v_message text;
  v_detail text;
  v_constraint text;
begin
  if coalesce(cardinality(p_lines), 0) = 0 then
    return '{"created": 0, "updated": 0, "unchanged": 0, "failures": []}';
  end if;
  begin
    return hera.import_at_once(p_role, p_upsert, p_lines);
  exception
    when serialization_failure or deadlock_detected or query_canceled then
      raise;
    when others then
      if cardinality(p_lines) = 1 then
        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail,
          v_constraint = constraint_name;
        return jsonb_build_object('created', 0, 'updated', 0, 'unchanged', 0, 'failures', jsonb_build_array(jsonb_build_object(
          'line', p_lines[1], 'sqlstate', v_state, 'message', v_message, 'detail', v_detail, 'constraint', v_constraint)));
      end if;
  end;
  v_left := hera.import_lines(p_role, p_upsert, p_lines[:v_half]);
  v_right := hera.import_lines(p_role, p_upsert, p_lines[v_half + 1:]);
  return jsonb_build_object(
    'created', (v_left ->> 'created')::integer + (v_right ->> 'created')::integer,
    'updated', (v_left ->> 'updated')::integer + (v_right ->> 'updated')::integer,
    'unchanged', (v_left ->> 'unchanged')::integer + (v_right ->> 'unchanged')::integer,
    'failures', v_left -> 'failures' || (v_right -> 'failures'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.import_reference(p_entity_id uuid, p_later jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_role text;
  v_resolved jsonb;
begin
  v_role := hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'staff');
  v_resolved := hera.import_resolve(jsonb_strip_nulls(jsonb_build_object(
    'entity', jsonb_build_object('parent_entity_id', p_later -> 'parent_entity_id'),
    'relationships', p_later -> 'relationships')));
  if v_resolved -> 'later' <> '{}' then
    raise exception using errcode = 'ZH008',
      message = 'HERA_FK_VIOLATION: the line that this one points to was not imported',
      detail = jsonb_build_object('field', case when v_resolved -> 'later' ? 'parent_entity_id' then 'parent_entity_id'
        else 'relationships' end)::text;
  end if;
  perform hera.update_entity(v_organization_id, v_role,
    (v_resolved #> '{operation,entity}') || jsonb_build_object('entity_id', p_entity_id), null,
    v_resolved #> '{operation,relationships}', '{}', '{}');
end
$function$;
CREATE OR REPLACE FUNCTION hera.import_references(p_after integer, p_limit integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_answer jsonb;
  v_request text := current_setting('hera.request', true);
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid,
    nullif(current_setting('hera.organization_id', true), '')::uuid, 'staff');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  perform set_config('hera.request', (nullif(v_request, '')::jsonb - 'idempotency_key')::text, true);
  v_answer := hera.import_waiting(p_after, p_limit);
  perform set_config('hera.request', coalesce(v_request, ''), true);
  perform hera.idempotent_store('IMPORT', v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.import_resolve(p_operation jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_parent uuid := p_operation #>> '{entity,parent_entity_id}';
  v_later jsonb := '{}';
  v_now jsonb := '[]';
  v_waiting jsonb := '[]';
  v_relationship jsonb;
  v_target uuid;
begin
  if v_parent is not null then
    v_target := hera.import_target(v_parent);
    if v_target is null then
      v_later := jsonb_build_object('parent_entity_id', v_parent);
      p_operation := p_operation #- '{entity,parent_entity_id}';
    else
      p_operation := jsonb_set(p_operation, '{entity,parent_entity_id}', to_jsonb(v_target));
    end if;
  end if;
  for v_relationship in select n.value from jsonb_array_elements(coalesce(p_operation -> 'relationships', '[]')) n loop
    v_target := hera.import_target((v_relationship ->> 'to_entity_id')::uuid);
    if v_target is null then
      v_waiting := v_waiting || v_relationship;
    else
      v_now := v_now || (v_relationship || jsonb_build_object('to_entity_id', v_target));
    end if;
  end loop;
  if v_waiting <> '[]' then
    v_later := v_later || jsonb_build_object('relationships', v_waiting);
  end if;
  if p_operation ? 'relationships' then
    p_operation := p_operation || jsonb_build_object('relationships', v_now);
  end if;
  return jsonb_build_object('operation', p_operation, 'later', v_later);
end
$function$;
CREATE OR REPLACE FUNCTION hera.import_target(p_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_entity_id uuid;
begin
  select i.entity_id into v_entity_id from pg_temp.hera_import i where i.ref = p_id order by i.line limit 1;
  return case when found then v_entity_id else p_id end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.import_waiting(p_after integer, p_limit integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_line record;
  v_last integer;
  v_lines integer := 0;
  v_failures jsonb[] := '{}';
  v_state text;
  v_message text;
  v_detail text;
begin
  for v_line in
    select i.line, i.entity_id, i.later from pg_temp.hera_import i
    where i.line > p_after and i.later is not null and i.entity_id is not null order by i.line limit p_limit
  loop
    v_lines := v_lines + 1;
    v_last := v_line.line;
    begin
      perform hera.import_reference(v_line.entity_id, v_line.later);
    exception
      when serialization_failure or deadlock_detected or query_canceled then
        raise;
      when others then
        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail;
        v_failures := v_failures || jsonb_build_object('line', v_line.line, 'sqlstate', v_state, 'message', v_message,
          'detail', v_detail, 'constraint', null);
    end;
  end loop;
  return jsonb_build_object('last', v_last, 'lines', v_lines, 'failures', to_jsonb(v_failures));
end
$function$;
CREATE OR REPLACE FUNCTION hera.insert_closing_lines(p_journal public.universal_transactions, p_branch_id text, p_until timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_earnings uuid := hera.ledger_account(p_journal.organization_id, 'retained_earnings');
begin
  insert into public.universal_transaction_lines (organization_id, transaction_id, line_number, line_type, description, entity_id,
    debit_amount, credit_amount, currency_code, base_amount, smart_code)
  with e as materialized (
    select e.* from hera.earnings_before(p_journal.organization_id, p_until) e where e.branch_id is not distinct from p_branch_id
  ), c as (
    select e.account_id, e.currency_code, e.is_converted, -e.net as net, -e.base as base, 1 as place from e
    union all
    select v_earnings, e.currency_code, e.is_converted, sum(e.net), sum(e.base), 2 from e group by e.currency_code, e.is_converted
  )
  select p_journal.organization_id, p_journal.id,
    row_number() over (order by c.currency_code, c.is_converted desc, c.place, c.account_id), 'GL', 'Year-end closing', c.account_id,
    case when s.is_debit then c.net end, case when not s.is_debit then -c.net end, c.currency_code,
    case when c.is_converted then c.base end, 'HERA.FIN.GL.LINE.CLOSING.V1'
  from c, lateral (select c.net > 0 or c.net = 0 and c.base > 0) s (is_debit)
  where c.net <> 0 or c.base <> 0;
end
$function$;
CREATE OR REPLACE FUNCTION hera.insert_entity(p_organization_id uuid, p_id uuid, p_entity jsonb, p_fields hera.field[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  insert into public.core_entities
    (organization_id, id, entity_type, entity_name, entity_code, entity_description, smart_code, parent_entity_id,
     status, metadata, business_rules, ai_insights, dynamic_snapshot)
  values
    (p_organization_id, p_id, upper(p_entity ->> 'entity_type'), p_entity ->> 'entity_name', p_entity ->> 'entity_code',
     p_entity ->> 'entity_description', p_entity ->> 'smart_code', (p_entity ->> 'parent_entity_id')::uuid,
     coalesce(p_entity ->> 'status', 'active'), coalesce(nullif(p_entity -> 'metadata', 'null'), '{}'),
     coalesce(nullif(p_entity -> 'business_rules', 'null'), '{}'), coalesce(nullif(p_entity -> 'ai_insights', 'null'), '{}'),
     hera.render_fields(p_fields));
  if p_fields <> '{}' then
    perform hera.insert_fields(p_organization_id, p_id, p_fields);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.insert_fields(p_organization_id uuid, p_entity_id uuid, p_fields hera.field[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  insert into public.core_dynamic_data
    (organization_id, entity_id, field_name, field_type, field_value_text, field_value_number, field_value_boolean,
     field_value_date, field_value_json, smart_code)
  select p_organization_id, p_entity_id, f.field_name, f.field_type, f.field_value_text, f.field_value_number,
    f.field_value_boolean, f.field_value_date, f.field_value_json, f.smart_code
  from unnest(p_fields) f;
end
$function$;
CREATE OR REPLACE FUNCTION hera.insert_lines(p_organization_id uuid, p_transaction_id uuid, p_lines jsonb[], p_currency text, p_smart_code text, p_base text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  perform hera.refuse_incomplete_lines(p_lines, p_smart_code);
  insert into public.universal_transaction_lines
    (organization_id, transaction_id, line_number, line_type, description, entity_id, quantity, unit_amount, line_amount,
     discount_amount, tax_amount, debit_amount, credit_amount, currency_code, base_amount, smart_code, line_data, metadata)
  select p_organization_id, p_transaction_id, coalesce((l.value ->> 'line_number')::integer, l.position),
    upper(l.value ->> 'line_type'), l.value ->> 'description', (l.value ->> 'entity_id')::uuid,
    (l.value ->> 'quantity')::numeric, (l.value ->> 'unit_amount')::numeric, (l.value ->> 'line_amount')::numeric,
    (l.value ->> 'discount_amount')::numeric, (l.value ->> 'tax_amount')::numeric,
    l.debit, l.credit, l.currency,
    case when num_nonnulls(l.debit, l.credit) > 0 and l.currency = p_base then coalesce(l.debit, 0) - coalesce(l.credit, 0) end,
    coalesce(l.value ->> 'smart_code', p_smart_code), coalesce(nullif(l.value -> 'line_data', 'null'), '{}'),
    coalesce(nullif(l.value -> 'metadata', 'null'), '{}')
  from (
    select n.value, n.position::integer,
      coalesce((n.value ->> 'debit_amount')::numeric, case when s.side in ('DR', 'DEBIT') then (n.value ->> 'line_amount')::numeric end) as debit,
      coalesce((n.value ->> 'credit_amount')::numeric, case when s.side in ('CR', 'CREDIT') then (n.value ->> 'line_amount')::numeric end) as credit,
      coalesce(n.value ->> 'currency_code', case
        when s.side is not null or n.value ? 'debit_amount' or n.value ? 'credit_amount' then p_currency end) as currency
    from unnest(p_lines) with ordinality n (value, position),
      lateral (select upper(n.value -> 'line_data' ->> 'side')) s (side)
  ) l;
end
$function$;
CREATE OR REPLACE FUNCTION hera.insert_relationships(p_organization_id uuid, p_entity_id uuid, p_relationships jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_written integer;
begin
  if jsonb_array_length(p_relationships) > 1 then
    p_relationships := hera.distinct_relationships(p_relationships);
  end if;
  insert into public.core_relationships as r
    (organization_id, from_entity_id, to_entity_id, relationship_type, smart_code, relationship_data, effective_date,
     expiration_date)
  select p_organization_id, p_entity_id, t.id, upper(n.value ->> 'relationship_type'), n.value ->> 'smart_code',
    coalesce(nullif(n.value -> 'relationship_data', 'null'), '{}'),
    coalesce((n.value ->> 'effective_date')::timestamptz, now()), (n.value ->> 'expiration_date')::timestamptz
  from jsonb_array_elements(p_relationships) n
  -- With a limit it cannot become a join, for which all entities of the organization would be gathered first.
  cross join lateral (
    select e.id from public.core_entities e
    where e.organization_id = p_organization_id and e.id = (n.value ->> 'to_entity_id')::uuid and e.deleted_at is null
    limit 1
  ) t
  on conflict (organization_id, from_entity_id, relationship_type, to_entity_id) where from_entity_id is not null
  do update set smart_code = excluded.smart_code, relationship_data = excluded.relationship_data,
    effective_date = case when excluded.effective_date = now() and (r.expiration_date is null or r.expiration_date > now())
      then r.effective_date else excluded.effective_date end,
    expiration_date = excluded.expiration_date, updated_at = now(), updated_by = excluded.created_by
  where (r.smart_code::text, r.relationship_data::text, r.expiration_date) is distinct from
      (excluded.smart_code::text, excluded.relationship_data::text, excluded.expiration_date)
    or excluded.effective_date not in (now(), r.effective_date);
  get diagnostics v_written = row_count;
  if v_written < jsonb_array_length(p_relationships) then
    perform hera.refuse_missing_references(p_organization_id, null, p_relationships);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.insert_reversal(p_original public.universal_transactions, p_id uuid, p_number text, p_reason text, p_options jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_new public.universal_transactions := p_original;
begin
  insert into public.universal_transactions
    (organization_id, id, transaction_type, transaction_code, transaction_number, smart_code, transaction_date,
     source_entity_id, target_entity_id, total_amount, currency_code, transaction_status, reference_number,
     external_reference, business_context, metadata, posting_status, is_gl, reversal_of_id)
  values
    (v_new.organization_id, p_id, v_new.transaction_type, v_new.transaction_code, p_number,
     coalesce(p_options ->> 'reversal_smart_code', v_new.smart_code),
     coalesce(hera.instant_of(p_options ->> 'reversal_date', 0), now()), v_new.source_entity_id, v_new.target_entity_id,
     case when v_new.transaction_type ~ '^(JOURNAL_ENTRY$|GL_)' then v_new.total_amount else -v_new.total_amount end, v_new.currency_code, v_new.transaction_status, v_new.reference_number, v_new.external_reference,
     v_new.business_context,
     v_new.metadata || jsonb_strip_nulls(jsonb_build_object('reversal_reason', p_reason)), 'posted', v_new.is_gl, v_new.id);

  insert into public.universal_transaction_lines
    (organization_id, transaction_id, line_number, line_type, description, entity_id, quantity, unit_amount, line_amount,
     discount_amount, tax_amount, debit_amount, credit_amount, currency_code, base_amount, smart_code, line_data, metadata)
  select l.organization_id, p_id, l.line_number, l.line_type, l.description, l.entity_id,
    case when g.is_gl then l.quantity else -l.quantity end, l.unit_amount,
    case when g.is_gl then l.line_amount else -l.line_amount end, -l.discount_amount, -l.tax_amount,
    l.credit_amount, l.debit_amount, l.currency_code, -l.base_amount, l.smart_code, case
      when l.line_data ? 'side' then l.line_data || jsonb_build_object('side', case
        when upper(l.line_data ->> 'side') in ('DR', 'DEBIT') then 'CR' else 'DR' end)
      else l.line_data end, l.metadata
  from public.universal_transaction_lines l,
    lateral (select num_nonnulls(l.debit_amount, l.credit_amount) > 0 as is_gl) g
  where l.organization_id = v_new.organization_id and l.transaction_id = v_new.id;
end
$function$;
CREATE OR REPLACE FUNCTION hera.instant_of(p_written text, p_days integer)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
begin
  if p_written !~ '^\d{4}-\d{2}-\d{2}$' then
    return p_written::timestamptz;
  end if;
  return (p_written::date + p_days)::timestamp at time zone coalesce((
    select o.settings ->> 'time_zone' from public.core_organizations o
    where o.id = nullif(current_setting('hera.organization_id', true), '')::uuid), 'UTC');
end
$function$;
CREATE OR REPLACE FUNCTION hera.is_appointment_policy(p_value jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if jsonb_typeof(p_value) <> 'object' then
    return false;
  end if;
  return not exists (
    select from jsonb_each(p_value) p
    where p.key not in ('notice_hours', 'late_cancellation_fee_percent', 'late_reschedule_fee_percent', 'no_show_fee_percent')
      or jsonb_typeof(p.value) <> 'number'
      or p.value::numeric not between 0 and case p.key when 'notice_hours' then 2160 else 100 end);
end
$function$;
CREATE OR REPLACE FUNCTION hera.is_cart_open(p_status text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return upper(p_status) not in ('CHECKED_OUT', 'COMPLETED', 'CLOSED', 'CANCELLED', 'VOID', 'VOIDED', 'EXPIRED');
end
$function$;
CREATE OR REPLACE FUNCTION hera.is_field_of(p_field text, p_entity_type text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  c_looks constant integer := 1000;
  v_type text;
  v_looked text;
  v_looks integer;
  v_found boolean;
  v_sure boolean := true;
begin
  foreach v_type in array hera.field_types(p_field) loop
    v_looked := format('select %1$s.organization_id, %1$s.entity_id from %2$s where %3$s limit %4$s', hera.field_alias(p_field),
      hera.field_source(p_field), hera.field_row_condition(p_field, hera.field_alias(p_field) || case v_type
        when 'number' then '.field_value_float' when 'date' then '.field_value_date'
        when 'boolean' then '.field_value_boolean' else '.field_value_key' end || ' is not null'), c_looks);
    -- Mostly the first row tells.
    execute format('select exists (select from (%s) d where (
        select e.entity_type = %L from public.core_entities e where e.organization_id = d.organization_id and e.id = d.entity_id))',
      v_looked, p_entity_type) into v_found;
    if v_found then
      return true;
    end if;
    execute format('select count(*) from (%s) d', v_looked) into v_looks;
    v_sure := v_sure and v_looks < c_looks;
  end loop;
  return case when v_sure then false end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.is_gl_code(p_smart_code text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return strpos(p_smart_code, '.GL.') > 0;
end
$function$;
CREATE OR REPLACE FUNCTION hera.is_only_noted(p_old public.universal_transactions, p_new public.universal_transactions)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  p_old.metadata := p_new.metadata;
  p_old.version := p_new.version;
  p_old.updated_at := p_new.updated_at;
  p_old.updated_by := p_new.updated_by;
  -- A generated column has no value yet while a trigger runs before the change.
  p_old.is_system := p_new.is_system;
  if p_new.posting_status = 'reversed' and p_old.posting_status in ('posted', 'auto_posted') and exists (
      select from public.universal_transactions r
      where r.organization_id = p_old.organization_id and r.id = p_new.reversed_by_id and r.reversal_of_id = p_old.id
        and r.withdrawn_of_id is null) then
    p_old.posting_status := 'reversed';
    p_old.reversed_by_id := p_new.reversed_by_id;
  elsif p_old.posting_status = 'reversed' and p_new.posting_status = 'posted' and p_new.reversed_by_id is null then
    p_old.posting_status := 'posted';
    p_old.reversed_by_id := null;
  elsif p_old.withdrawn_of_id is null and p_new.posting_status in ('posted', 'auto_posted') then
    p_old.withdrawn_of_id := p_new.withdrawn_of_id;
  end if;
  return p_old is not distinct from p_new;
end
$function$;
CREATE OR REPLACE FUNCTION hera.is_system()
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
begin
  return current_user = 'hera_system';
end
$function$;
CREATE OR REPLACE FUNCTION hera.keep_answer(p_request text, p_action text, p_answer jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform set_config('hera.request', p_request, true);
  perform hera.idempotent_store(p_action, p_answer);
  return p_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.keep_balances(p_organization_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_from xid8;
  v_to xid8;
begin
  if current_setting('transaction_read_only') = 'on'
     or not pg_try_advisory_xact_lock(hashtextextended(p_organization_id || ' balances', 0)) then
    return;
  end if;
  v_from := hera.balances_horizon(p_organization_id);
  -- Taken before the sum: what is below has ended, so the sum sees it.
  v_to := pg_snapshot_xmin(pg_current_snapshot());
  if v_from = '0' then
    delete from reporting.balances b where b.organization_id = p_organization_id;
  end if;
  insert into reporting.balances as b (organization_id, fiscal_period, account_id, branch_id, currency_code, is_closing,
    is_converted, debit, credit, base_debit, base_credit)
  select p_organization_id, s.* from hera.posted_sums(p_organization_id, v_from, v_to) s
  on conflict on constraint balances_key do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit,
    base_debit = b.base_debit + excluded.base_debit, base_credit = b.base_credit + excluded.base_credit;
  insert into reporting.balances_until (organization_id, horizon, cluster)
  values (p_organization_id, v_to, nullif(current_setting('hera.cluster_id', true), '')::bigint)
  on conflict (organization_id) do update set horizon = excluded.horizon, cluster = excluded.cluster, kept_at = now();
end
$function$;
CREATE OR REPLACE FUNCTION hera.keyset_condition(p_order hera.sort_key[], p_after jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_condition text := 'false';
  v_key hera.sort_key;
  v_value text;
  v_sign text;
begin
  if p_after is null then
    return 'true';
  end if;
  if (select count(distinct k.descending) = 1 and not bool_or(k.nullable) from unnest(p_order) k) then
    return case when cardinality(p_order) > 2 then format('%s %s= %L::%s and ', p_order[1].expression,
        case when p_order[1].descending then '<' else '>' end, p_after ->> 0, p_order[1].type_name) else '' end || (
      select format('(%s) %s (%s)', string_agg(k.expression, ', ' order by k.place),
        case when bool_and(k.descending) then '<' else '>' end,
        string_agg(format('%L::%s', p_after ->> (k.place - 1)::integer, k.type_name), ', ' order by k.place))
      from unnest(p_order) with ordinality k (expression, type_name, descending, field, nullable, place));
  end if;
  for v_place in reverse cardinality(p_order)..1 loop
    v_key := p_order[v_place];
    v_sign := case when v_key.descending then '<' else '>' end;
    if p_after ->> (v_place - 1) is null then
      v_condition := format('(%s is null and %s)', v_key.expression, v_condition);
    else
      v_value := format('%L::%s', p_after ->> (v_place - 1), v_key.type_name);
      v_condition := format('(%1$s %2$s %3$s%4$s or %1$s = %3$s and %5$s)', v_key.expression, v_sign, v_value,
        case when v_key.nullable then format(' or %s is null', v_key.expression) else '' end, v_condition);
    end if;
  end loop;
  if not p_order[1].nullable then
    v_condition := format('%s %s= %L::%s and %s', p_order[1].expression,
      case when p_order[1].descending then '<' else '>' end, p_after ->> 0, p_order[1].type_name, v_condition);
  end if;
  return v_condition;
end
$function$;
CREATE OR REPLACE FUNCTION hera.kinds_of_callers()
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN 'e.entity_type not in (''USER'', ''ORGANIZATION'', ''FISCAL_PERIOD'', ''PROCEDURE'', ''ORCHESTRATION'', ''AI_MODEL'', ''ORCH_POD'')'::text;
CREATE OR REPLACE FUNCTION hera.leading_walk(p_listing hera.listing_phase, OUT keys hera.sort_key[], OUT after text)
 RETURNS record
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_lead hera.sort_key := p_listing.sort[1];
  v_id hera.sort_key := p_listing.sort[cardinality(p_listing.sort)];
  v_alone boolean := cardinality(p_listing.sort) <= 2;
begin
  v_id.expression := p_listing.leading_id;
  v_id.descending := case when v_alone then v_id.descending else v_lead.descending end;
  keys := case when v_lead.expression = 'e.id' then array[v_id] else array[v_lead, v_id] end;
  after := case
    when v_alone then hera.keyset_condition(keys, p_listing.after)
    when p_listing.after is null then 'true'
    else format('%s %s= %L::%s', v_lead.expression, case when v_lead.descending then '<' else '>' end, p_listing.after ->> 0,
      v_lead.type_name)
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.leave_unchanged(p_organization_id uuid, p_subject_id uuid, p_kind text, p_smart_code text, p_version integer, p_answer jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- Said, because a write that says nothing may have changed anything.
  perform set_config('hera.touched', hera.touched_with(current_setting('hera.touched', true), p_subject_id, true), true);
  if nullif(current_setting('hera.request', true), '')::jsonb ->> 'idempotency_key' is not null then
    perform hera.log_change(p_organization_id, p_subject_id, 'UNCHANGED', p_kind, p_smart_code, p_version, null, '{}', p_answer);
  end if;
  return p_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.ledger_account(p_organization_id uuid, p_role text)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_codes text[] := case p_role when 'rounding' then array['HERA.FIN.GL.ACCOUNT.ROUNDING.V1', '7900', 'Currency rounding', 'expense']
    else array['HERA.FIN.GL.ACCOUNT.RETAINED_EARNINGS.V1', '3900', 'Retained earnings', 'equity'] end;
  v_id uuid;
begin
  for v_attempt in 1 .. 2 loop
    select e.id into v_id from public.core_entities e
    where e.organization_id = p_organization_id and e.smart_code::text in (v_codes[1], replace(v_codes[1], '.V1', '.v1'))
      and e.entity_type = 'GL_ACCOUNT' and e.deleted_at is null
    order by e.id limit 1;
    if found then
      return v_id;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(p_organization_id || ' account ' || p_role, 0));
  end loop;
  v_id := uuidv7();
  perform hera.found_entity(p_organization_id, v_id, jsonb_build_object('entity_type', 'GL_ACCOUNT', 'entity_name', v_codes[3],
      'smart_code', v_codes[1], 'entity_code', v_codes[2] || case when exists (
        select from public.core_entities e
        where e.organization_id = p_organization_id and e.entity_code = v_codes[2] and e.entity_type = 'GL_ACCOUNT'
          and e.deleted_at is null) then '-' || upper(right(v_id::text, 6)) else '' end),
    jsonb_build_object('account_type', v_codes[4], 'normal_balance', case v_codes[4] when 'expense' then 'debit' else 'credit' end),
    'needed by the books');
  return v_id;
end
$function$;
CREATE OR REPLACE FUNCTION hera.ledger_entries(p_query jsonb, p_after jsonb, p_limit integer)
 RETURNS TABLE(transaction_date timestamp with time zone, transaction_id uuid, line_number integer, account_id uuid, branch_id text, currency_code text, debit numeric, credit numeric, base_amount numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'on'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_in_base boolean := coalesce(p_query ->> 'presentation' = 'base', false);
  v_base text := hera.base_currency(v_organization_id);
  v_bounds record;
  v_date timestamptz := (p_after ->> 0)::timestamptz;
  v_transaction uuid := (p_after ->> 1)::uuid;
  v_line integer := (p_after ->> 2)::integer;
  v_account uuid := (p_query ->> 'account_id')::uuid;
  v_pairs uuid[];
begin
  select * into v_bounds from hera.report_bounds(p_query);
  if not coalesce((p_query ->> 'include_reversed')::boolean, false) then
    v_pairs := array(select p.transaction_id from hera.migration_pairs(v_organization_id) p);
  end if;
  return query
  select e.transaction_date, e.transaction_id, e.line_number, e.account_id, e.branch_id,
    p.currency, round(p.debit, hera.minor_units(p.currency)), round(p.credit, hera.minor_units(p.currency)),
    case when e.is_converted then round(e.base_debit - e.base_credit, hera.minor_units(v_base)) end
  from reporting.book_entries e
  cross join lateral (
    select case when v_in_base and e.is_converted then v_base else e.currency_code end,
      case when v_in_base and e.is_converted then e.base_debit else e.debit end,
      case when v_in_base and e.is_converted then e.base_credit else e.credit end
  ) p (currency, debit, credit)
  where e.organization_id = v_organization_id
    and e.transaction_date >= coalesce(v_date, v_bounds.from_at, '-infinity') and e.transaction_date < v_bounds.until
    and (v_date is null or (e.transaction_date, e.transaction_id, e.line_number) > (v_date, v_transaction, v_line))
    and (v_bounds.recorded is null or e.posted_at < v_bounds.recorded)
    and (v_account is null or e.account_id = v_account)
    and (p_query ->> 'branch_id' is null or e.branch_id = p_query ->> 'branch_id')
    and (p_query ->> 'currency' is null or p.currency = p_query ->> 'currency')
    and (coalesce((p_query ->> 'include_closing')::boolean, true) or not e.is_closing)
    and (v_pairs is null or e.transaction_id <> all (v_pairs))
  order by 1, 2, 3
  limit p_limit;
end
$function$;
CREATE OR REPLACE FUNCTION hera.ledger_entry(p_purpose text, p_amount numeric, p_currency text, p_description text, p_data jsonb DEFAULT '{}'::jsonb)
 RETURNS jsonb[]
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if coalesce(p_amount, 0) = 0 then
    return '{}';
  end if;
  return array[jsonb_build_object('line_type', 'GL', 'smart_code', 'HERA.FIN.GL.LINE.ENTRY.V1',
    'entity_id', hera.trading_account(nullif(current_setting('hera.organization_id', true), '')::uuid, p_purpose),
    'description', p_description, case when p_amount > 0 then 'debit_amount' else 'credit_amount' end, abs(p_amount),
    'currency_code', p_currency, 'line_data', p_data)];
end
$function$;
CREATE OR REPLACE FUNCTION hera.ledger_item(p_transaction_id uuid, p_line_number integer, p_zone text, p_amounts jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return (
    select jsonb_build_object('transaction_id', t.id, 'transaction_number', t.transaction_number,
      'transaction_type', t.transaction_type, 'smart_code', t.smart_code, 'transaction_date', hera.utc(t.transaction_date),
      'posting_date', to_char(t.transaction_date at time zone p_zone, 'YYYY-MM-DD'), 'fiscal_period', t.fiscal_period,
      'reversal_of_id', t.reversal_of_id, 'line_number', l.line_number, 'description', l.description,
      'account_code', a.entity_code, 'account_name', a.entity_name, 'account_type', hera.account_type(l.entity_id))
      || p_amounts
    from public.universal_transactions t
    join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
    left join public.core_entities a on a.organization_id = l.organization_id and a.id = l.entity_id
    where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
      and t.id = p_transaction_id and l.line_number = p_line_number)::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.ledger_kind(p_type text, p_smart_code text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when p_type ~ '^(AUDIT$|SEAL$|ORCH_|MIGRATION_OPERATION$|SECURITY_VALIDATION$)' then 'system'
    when p_type = 'JOURNAL_ENTRY' or starts_with(p_type, 'GL_') or p_smart_code ~ '\.GL\.' then 'gl'
    when p_type in ('SALE', 'POS_SALE', 'INVOICE', 'PAYMENT', 'REFUND', 'EXPENSE', 'PURCHASE')
      or p_smart_code ~ '\.(FIN|ACCOUNTING|AR|AP)\.' then 'financial'
    else 'none'
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.ledger_opening(p_query jsonb, p_after jsonb)
 RETURNS TABLE(account_id uuid, currency_code text, balance numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_in_base boolean := coalesce(p_query ->> 'presentation' = 'base', false);
  v_base text := hera.base_currency(v_organization_id);
  v_at timestamptz := (p_after ->> 0)::timestamptz;
  v_bounds record;
begin
  select * into v_bounds from hera.report_bounds(p_query);
  v_at := coalesce(v_at, v_bounds.from_at);
  if v_at is null then
    return;
  end if;
  return query
  select n.account_id, n.currency, round(sum(n.amount), hera.minor_units(n.currency))
  from (
    select s.account_id, case when v_in_base and s.is_converted then v_base else s.currency_code end as currency,
      case when v_in_base and s.is_converted then s.base_debit - s.base_credit else s.debit - s.credit end as amount
    from hera.book_sums(v_organization_id, v_at, v_bounds.recorded) s
    where (p_query ->> 'account_id' is null or s.account_id = (p_query ->> 'account_id')::uuid)
      and (p_query ->> 'branch_id' is null or s.branch_id = p_query ->> 'branch_id')
      and (coalesce((p_query ->> 'include_closing')::boolean, true) or not s.is_closing)
    union all
    -- Of the instant itself, what earlier pages have told.
    select e.account_id, e.currency_code, e.debit - e.credit
    from hera.ledger_entries((p_query - 'period') || jsonb_build_object('from', v_at, 'to', v_at), null, null) e
    where p_after is not null and (e.transaction_id, e.line_number) <= ((p_after ->> 1)::uuid, (p_after ->> 2)::integer)
  ) n
  where p_query ->> 'currency' is null or n.currency = p_query ->> 'currency'
  group by n.account_id, n.currency;
end
$function$;
CREATE OR REPLACE FUNCTION hera.left_of_sale(p_sale public.universal_transactions)
 RETURNS TABLE(line_number integer, line_type text, entity_id uuid, description text, quantity numeric, net numeric, tax numeric, unit_cost numeric, done numeric, done_net numeric, done_tax numeric)
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return query
  select l.line_number, l.line_type::text, e.id, l.description::text, l.quantity::numeric, l.line_amount::numeric, l.tax_amount::numeric,
    (l.line_data ->> 'unit_cost')::numeric, coalesce(d.done, 0), coalesce(d.done_net, 0), coalesce(d.done_tax, 0)
  from public.universal_transaction_lines l
  left join public.core_entities e on e.organization_id = l.organization_id and e.id = l.entity_id and e.deleted_at is null
  left join lateral (
    select sum(r.quantity) as done, sum(r.line_amount) as done_net, sum(r.tax_amount) as done_tax
    from public.universal_transactions t
    join public.universal_transaction_lines r on r.organization_id = t.organization_id and r.transaction_id = t.id
    where t.organization_id = p_sale.organization_id and t.origin_id = p_sale.id and t.transaction_type = 'REFUND'
      and t.posting_status <> 'reversed' and t.withdrawn_of_id is null
      and (r.line_data ->> 'sale_line_number')::integer = l.line_number
  ) d on true
  where l.organization_id = p_sale.organization_id and l.transaction_id = p_sale.id and l.line_type <> 'GL'
  order by l.line_number;
end
$function$;
CREATE OR REPLACE FUNCTION hera.line_item(l public.universal_transaction_lines)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN concat('{"id":"', (l).id, '","line_number":', (l).line_number, ',"line_type":', to_json(((l).line_type)::text), ',"description":', COALESCE((to_json(((l).description)::text))::text, 'null'::text), ',"entity_id":', COALESCE((('"'::text || (l).entity_id) || '"'::text), 'null'::text), ',"quantity":', COALESCE(((l).quantity)::text, 'null'::text), ',"unit_amount":', COALESCE(((l).unit_amount)::text, 'null'::text), ',"line_amount":', COALESCE(((l).line_amount)::text, 'null'::text), ',"discount_amount":', COALESCE(((l).discount_amount)::text, 'null'::text), ',"tax_amount":', COALESCE(((l).tax_amount)::text, 'null'::text), ',"debit_amount":', COALESCE(((l).debit_amount)::text, 'null'::text), ',"credit_amount":', COALESCE(((l).credit_amount)::text, 'null'::text), ',"currency_code":', COALESCE((('"'::text || ((l).currency_code)::text) || '"'::text), 'null'::text), ',"base_amount":', COALESCE(((l).base_amount)::text, 'null'::text), ',"smart_code":"', (l).smart_code, '","line_data":', (l).line_data, ',"metadata":', (l).metadata, '}');
CREATE OR REPLACE FUNCTION hera.line_of_cart(p_cart public.universal_transactions, p_line_id uuid)
 RETURNS public.universal_transaction_lines
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_line public.universal_transaction_lines;
begin
  select * into v_line from public.universal_transaction_lines l
  where l.organization_id = p_cart.organization_id and l.transaction_id = p_cart.id and l.id = p_line_id;
  if not found then
    perform hera.fail_procedure('LINE_NOT_FOUND', 'the cart has no line ' || p_line_id, jsonb_build_object('field', 'line_id', 'line_id', p_line_id));
  end if;
  return v_line;
end
$function$;
CREATE OR REPLACE FUNCTION hera.lines_by_number(p_organization_id uuid, p_transaction_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return coalesce((
    select jsonb_object_agg(l.line_number, jsonb_strip_nulls(to_jsonb(l) - array['organization_id', 'id', 'transaction_id',
      'line_number', 'base_amount', 'created_at', 'updated_at', 'created_by', 'updated_by']))
    from public.universal_transaction_lines l
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id), '{}');
end
$function$;
CREATE OR REPLACE FUNCTION hera.lines_of(p_organization_id uuid, p_transaction_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return coalesce((
    select '[' || string_agg(hera.line_item(l), ',' order by l.line_number) || ']'
    from public.universal_transaction_lines l
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.list_entities(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_sort TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  c_no_filter constant text[] := array['entity_type', 'status', 'include_dynamic', 'include_audit_fields', 'limit',
    'include_relationships'];
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_dynamic boolean := coalesce((p_query ->> 'include_dynamic')::boolean, true);
  v_relationships boolean := coalesce((p_query ->> 'include_relationships')::boolean, false);
  v_audit boolean := coalesce((p_query ->> 'include_audit_fields')::boolean, false);
  v_type text := p_query ->> 'entity_type';
  v_status text := p_query ->> 'status';
  v_items text;
  v_rows integer;
  v_next uuid;
begin
  if v_type is null or v_status <> 'active' or p_query - c_no_filter <> '{}' then
    return hera.search_entities(p_query);
  end if;

  -- What most callers ask: one type, newest first. Static, so that its plan is kept; items are joined as they come.
  select p.items, p.rows, case when exists (
      select from public.core_entities e
      where e.organization_id = v_organization_id and e.entity_type = v_type and e.deleted_at is null
        and (v_status is null or e.status = v_status) and e.id < p.last_id) then p.last_id end
  into v_items, v_rows, v_next
  from (
    select string_agg(i.item, ',') as items, count(*) as rows, (array_agg(i.id))[v_limit] as last_id
    from (
      select e.id, hera.entity_item(e, v_dynamic, v_relationships, v_audit) as item
      from public.core_entities e
      where e.organization_id = v_organization_id and e.entity_type = v_type and e.deleted_at is null
        and (v_status is null or e.status = v_status)
      order by e.id desc
      limit v_limit
    ) i
  ) p;
  return hera.page_text(p_query, v_items, v_rows, case when v_next is not null then jsonb_build_array(v_next) end, null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.list_events(p_asked jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_limit integer := coalesce((p_asked ->> 'limit')::integer, 100);
  v_after uuid := (hera.open_cursor(p_asked) ->> 0)::uuid;
  v_items text[];
  v_ids uuid[];
begin
  select array_agg(r.item), array_agg(r.id) into v_items, v_ids
  from (
    select t.id, hera.event_item(t)::text as item
    from public.universal_transactions t
    where t.organization_id = v_here and t.is_system and t.transaction_type = 'ORCH_EVENT' and (v_after is null or t.id < v_after)
      and (p_asked ->> 'status' is null or t.transaction_status = p_asked ->> 'status')
      and (p_asked ->> 'name' is null or t.transaction_code = p_asked ->> 'name')
    order by t.id desc
    limit v_limit + 1
  ) r;
  return hera.page_members(p_asked, v_items, v_limit, jsonb_build_array(v_ids[v_limit]), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.list_fiscal_periods(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_after text := hera.open_cursor(p_query) ->> 0;
  v_items text[];
  v_codes text[];
begin
  select array_agg(p.item), array_agg(p.entity_code) into v_items, v_codes
  from (
    select e.entity_code, json_build_object('id', e.id, 'period_code', e.entity_code, 'period_name', e.entity_name,
      'start_date', left(f.fields ->> 'start_date', 10), 'end_date', left(f.fields ->> 'end_date', 10),
      'period_status', f.fields -> 'period_status', 'fiscal_year', f.fields -> 'fiscal_year',
      'closed_at', f.fields -> 'closed_at', 'books_hash', f.fields -> 'books_hash', 'version', e.version)::text as item
    from public.core_entities e, lateral (select ('{' || e.dynamic_snapshot || '}')::jsonb) f (fields)
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
      and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null and (v_after is null or e.entity_code > v_after)
      and (p_query ->> 'fiscal_year' is null or f.fields ->> 'fiscal_year' = p_query ->> 'fiscal_year')
      and (p_query ->> 'period_status' is null or f.fields ->> 'period_status' = p_query ->> 'period_status')
    order by e.entity_code
    limit v_limit + 1
  ) p;
  return hera.page_members(p_query, v_items, v_limit, jsonb_build_array(v_codes[v_limit]), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.list_members(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_role text := hera.enter_organization('admin');
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_after jsonb := hera.open_cursor(p_query);
  v_items text[];
  v_keys jsonb[];
begin
  select array_agg(p.item), array_agg(p.place) into v_items, v_keys
  from (
    select json_build_object('user_id', e.id, 'organization_id', v_here, 'role', r.relationship_data ->> 'role',
        'name', e.entity_name, 'email', ('{' || e.dynamic_snapshot || '}')::jsonb ->> 'email', 'version', e.version,
        'joined_at', hera.utc(r.created_at))::text as item,
      jsonb_build_array(e.entity_name, e.id) as place
    from public.core_relationships r
    join public.core_entities e on e.organization_id = r.organization_id and e.id = r.from_entity_id
    where r.organization_id = v_here and r.to_entity_id = v_here and r.relationship_type = 'MEMBER_OF'
      and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())
      and (p_query ->> 'role' is null or r.relationship_data ->> 'role' = p_query ->> 'role')
      and (v_after is null or (e.entity_name::text, e.id) > (v_after ->> 0, (v_after ->> 1)::uuid))
    order by e.entity_name::text, e.id
    limit v_limit + 1
  ) p;
  return hera.page_members(p_query, v_items, v_limit, v_keys[v_limit], null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.list_organizations(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_after text := hera.open_cursor(p_query) ->> 0;
  v_items text[];
  v_codes text[];
begin
  select array_agg(p.item::text), array_agg(p.item ->> 'organization_code') into v_items, v_codes
  from (
    select o.item
    from jsonb_array_elements(hera.organizations_of(nullif(current_setting('hera.actor_user_id', true), '')::uuid,
      (p_query ->> 'organization_id')::uuid, null, 0)) o (item)
    where (v_after is null or o.item ->> 'organization_code' > v_after)
      and (p_query ->> 'organization_type' is null or o.item ->> 'organization_type' = p_query ->> 'organization_type')
      and (p_query ->> 'parent_organization_id' is null
        or o.item ->> 'parent_organization_id' = lower(p_query ->> 'parent_organization_id'))
    order by o.item ->> 'organization_code'
    limit v_limit + 1
  ) p;
  return hera.page_members(p_query, v_items, v_limit, jsonb_build_array(v_codes[v_limit]), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.list_runs(p_asked jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_limit integer := coalesce((p_asked ->> 'limit')::integer, 100);
  v_after uuid := (hera.open_cursor(p_asked) ->> 0)::uuid;
  v_items text[];
  v_ids uuid[];
begin
  select array_agg(r.item), array_agg(r.id) into v_items, v_ids
  from (
    select t.id, json_build_object('run_id', t.id, 'smart_code', t.smart_code, 'event', t.metadata -> 'event',
        'status', t.transaction_status, 'subject', t.metadata -> 'subject', 'key', t.transaction_code,
        'error', t.metadata -> 'error', 'suspension', t.metadata -> 'suspension', 'actor_user_id', t.created_by,
        'started_at', hera.utc(t.created_at), 'updated_at', hera.utc(t.updated_at),
        'folded_at', t.metadata -> 'folded' -> 'at')::text as item
    from public.universal_transactions t
    where t.organization_id = v_here and t.is_system and t.transaction_type = 'ORCH_RUN' and (v_after is null or t.id < v_after)
      and (p_asked ->> 'smart_code' is null or upper(t.smart_code) = upper(p_asked ->> 'smart_code'))
      and (p_asked ->> 'status' is null or t.transaction_status = p_asked ->> 'status')
      and (p_asked ->> 'event' is null or t.metadata ->> 'event' = p_asked ->> 'event')
      and (p_asked ->> 'subject' is null or t.metadata ->> 'subject' = p_asked ->> 'subject')
      and (p_asked ->> 'from' is null or t.created_at >= hera.instant_of(p_asked ->> 'from', 0))
      and (p_asked ->> 'to' is null or t.created_at < hera.instant_of(p_asked ->> 'to', 1))
      -- A step that has begun never goes away: wherever it stands, also in what an earlier time left in lines, it says so.
      and (p_asked ->> 'node' is null
        or coalesce(t.metadata -> 'steps', t.metadata -> 'folded' -> 'steps') @> jsonb_build_array(jsonb_build_object('node', p_asked ->> 'node'))
        or exists (
          select from public.universal_transaction_lines l
          where l.organization_id = t.organization_id and l.transaction_id = t.id and l.line_type = 'ORCH_STEP'
            and l.description = p_asked ->> 'node'))
      and (p_asked ->> 'q' is null or strpos(lower(concat_ws(' ', t.transaction_code, t.metadata ->> 'subject',
        t.metadata ->> 'error')), lower(p_asked ->> 'q')) > 0)
    order by t.id desc
    limit v_limit + 1
  ) r;
  return hera.page_members(p_asked, v_items, v_limit, jsonb_build_array(v_ids[v_limit]), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.list_transactions(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_where text := hera.transaction_conditions(p_query);
  v_order hera.sort_key[] := hera.transaction_order(p_query -> 'order');
  v_items text;
  v_rows integer;
  v_next jsonb;
  v_total bigint;
begin
  execute format(
    'select string_agg(p.item, '','') filter (where p.place <= %1$s), least(count(*), %1$s),
       case when count(*) > %1$s then (array_agg(p.keys) filter (where p.place = %1$s))[1] end
     from (
       select i.item, i.keys, row_number() over () as place
       from (
         select hera.transaction_item(t, %2$L, %3$L, %4$L, %5$L) as item, jsonb_build_array(%6$s) as keys
         from public.universal_transactions t
         where %7$s and %8$s
         order by %9$s
         limit %1$s + 1 offset %10$s
       ) i
     ) p',
    v_limit, coalesce((p_query ->> 'include_lines')::boolean, true),
    coalesce((p_query ->> 'include_dynamic')::boolean, false),
    coalesce((p_query ->> 'include_relationships')::boolean, false),
    coalesce((p_query ->> 'include_audit_fields')::boolean, false),
    (select string_agg(k.expression, ', ') from unnest(v_order) k), v_where,
    hera.keyset_condition(v_order, hera.open_cursor(p_query)),
    (select string_agg(k.expression || case when k.descending then ' desc' else '' end, ', ') from unnest(v_order) k),
    coalesce((p_query ->> 'offset')::integer, 0))
  into v_items, v_rows, v_next;
  if (p_query ->> 'include_total')::boolean then
    execute format('select count(*) from public.universal_transactions t where %s', v_where) into v_total;
  end if;
  return hera.page_text(p_query, v_items, v_rows, v_next, v_total);
end
$function$;
CREATE OR REPLACE FUNCTION hera.listened_to(p_organization_id uuid, p_triggers text[])
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return array(
    select distinct l.name
    from public.core_entities e, jsonb_array_elements_text(e.ai_insights -> 'listens') l (name)
    where e.organization_id in (p_organization_id, '00000000-0000-0000-0000-000000000000')
      and e.entity_type = 'ORCHESTRATION' and e.ai_insights ? 'listens' and e.deleted_at is null
      and l.name = any (p_triggers)
    order by l.name);
end
$function$;
CREATE OR REPLACE FUNCTION hera.listing_by_id(p_query jsonb, p_fields jsonb, p_core text, p_conditions text, p_order hera.sort_key[], p_after jsonb, p_phase text, p_limit integer, p_ids uuid[], OUT items text[], OUT keys jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  c_next constant integer := 2000;
  v_listing hera.listing_phase := hera.listing_phase(p_query, p_fields, p_core || ' and e.id = any ($1)', p_conditions, p_order, p_after,
    p_phase, true);
  v_after uuid;
  v_next uuid[];
  v_page record;
begin
  if v_listing.sort[1].expression <> 'e.id' then
    return;
  end if;
  v_after := v_listing.after ->> 0;
  if v_listing.sort[1].descending then
    v_next := array(select i from unnest(p_ids) i where v_after is null or i < v_after order by i desc limit c_next);
  else
    v_next := array(select i from unnest(p_ids) i where v_after is null or i > v_after order by i limit c_next);
  end if;
  v_page := hera.render_row_by_row(hera.listing_statement(v_listing, 'true'), p_query, v_next, p_limit, 0);
  if cardinality(v_page.items) = p_limit or cardinality(v_next) < c_next then
    items := v_page.items;
    keys := v_page.keys;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.listing_of_ids(p_query jsonb, p_fields jsonb, p_core text, p_conditions text, p_order hera.sort_key[], p_after jsonb, p_phase text)
 RETURNS hera.listing_phase
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_field text := case p_phase when 'given' then p_order[1].field end;
  v_listing hera.listing_phase;
begin
  if v_field is null or cardinality(p_order) > 2 then
    return hera.listing_phase(p_query, p_fields, p_core || ' and e.id = any ($1)', p_conditions, p_order, p_after, p_phase, false);
  end if;
  v_listing := hera.listing_phase(p_query, p_fields, p_core, p_conditions, p_order, p_after, p_phase, true);
  v_listing.source := format('(select %1$s.* from unnest($1) i (id) cross join lateral (select %1$s.* from %2$s where %3$s and %4$s = i.id'
      || ' offset 0) %1$s order by %5$s) %1$s', hera.field_alias(v_field), v_listing.leading_source, v_listing.leading_conditions,
      v_listing.leading_id, hera.sort_clause(v_listing.sort))
    || substr(v_listing.source, length(v_listing.leading_source) + 1);
  return v_listing;
end
$function$;
CREATE OR REPLACE FUNCTION hera.listing_page(p_query jsonb, p_fields jsonb, p_core text, p_conditions text, p_order hera.sort_key[], p_after jsonb, p_phase text, p_walk boolean, p_limit integer, INOUT ids uuid[], INOUT rest jsonb, INOUT skipped integer, OUT items text[], OUT keys jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  c_few constant integer := 1000;
  c_row_by_row constant integer := 20000;
  -- More of them might not be put into a hash as a subselect's rows, which as an array's elements they are; those the planner weighs one by one.
  c_hashed constant integer := 100000;
  v_lead text := case p_phase when 'given' then p_order[1].field end;
  v_listing hera.listing_phase;
  v_row_by_row boolean := true;
  v_statement text;
  v_page record;
  v_rare boolean;
  v_shares jsonb;
begin
  if p_walk and skipped = 0 and ids is null then
    v_page := hera.walk_listing(hera.listing_phase(p_query, p_fields, p_core, p_conditions, p_order, p_after, p_phase, true),
      p_query, p_fields, p_limit);
    items := v_page.items;
    keys := v_page.keys;
    v_rare := coalesce(v_page.rare, false);
    v_shares := v_page.shares;
    if items is not null then
      return;
    end if;
  end if;
  if p_walk and ids is null and p_fields <> '{}' then
    if v_shares is null then
      select n.ids, n.rest into ids, rest from hera.narrow_entities(p_fields, true) n;
    else
      select n.ids, n.rest into ids, rest from hera.narrow_by_shares(p_fields, v_shares, v_rare) n;
    end if;
  end if;
  if ids = '{}' then
    items := '{}';
    keys := '[]';
    return;
  end if;
  if cardinality(ids) > c_few and skipped = 0 then
    v_page := hera.listing_by_id(p_query, rest, p_core, p_conditions, p_order, p_after, p_phase, p_limit, ids);
    items := v_page.items;
    keys := v_page.keys;
    if items is not null then
      return;
    end if;
  end if;
  if cardinality(ids) > c_few then
    -- The leading field's own condition stays: it is where the walk begins.
    v_listing := hera.listing_phase(p_query, case when p_fields ? v_lead then rest || jsonb_build_object(v_lead, p_fields -> v_lead)
      else rest end, p_core, p_conditions, p_order, p_after, p_phase, true);
    -- As a truth that is asked for, no index takes it: each row of the walk is looked up in a hash of the ids.
    v_listing.conditions := v_listing.conditions || format(case when cardinality(ids) <= c_hashed
      then ' and (%s in (select unnest($1))) is true' else ' and (%s = any ($1)) is true' end, v_listing.leading_id);
  end if;
  if v_listing.leading_source is null then
    if ids is null then
      v_listing := hera.listing_phase(p_query, rest, p_core, p_conditions, p_order, p_after, p_phase, false);
      v_row_by_row := rest <> '{}';
    else
      v_listing := hera.listing_of_ids(p_query, rest, p_core, p_conditions, p_order, p_after, p_phase);
      v_row_by_row := cardinality(ids) <= c_row_by_row;
    end if;
  end if;
  v_statement := hera.listing_statement(v_listing, 'true');
  v_page := case when v_row_by_row then hera.render_row_by_row(v_statement, p_query, ids, p_limit, skipped)
    else hera.render_listing(v_statement, p_query, ids, p_limit, skipped) end;
  items := v_page.items;
  keys := v_page.keys;
  if items <> '{}' then
    skipped := 0;
  elsif skipped > 0 and p_phase = 'given' then
    execute 'select greatest($2 - count(*), 0) from (' || v_statement || ') s' using ids, skipped into skipped;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.listing_phase(p_query jsonb, p_fields jsonb, p_core text, p_conditions text, p_order hera.sort_key[], p_after jsonb, p_phase text, p_walk boolean)
 RETURNS hera.listing_phase
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_lead hera.sort_key := p_order[1];
  v_listing hera.listing_phase;
begin
  v_listing.source := hera.listing_source(p_fields, p_order, p_phase, p_walk);
  v_listing.keys := (select string_agg(k.expression, ', ') from unnest(p_order) k);
  v_listing.conditions := p_core || ' and ' || p_conditions;
  v_listing.sort := p_order;
  v_listing.after := p_after;
  v_listing.leading_source := 'public.core_entities e';
  v_listing.leading_conditions := p_core;
  v_listing.leading_id := 'e.id';
  if p_phase = 'given' then
    v_listing.conditions := v_listing.conditions || format(' and %s is not null', v_lead.expression);
    v_listing.sort[1].nullable := false;
    if v_lead.field is not null then
      v_listing.leading_id := hera.field_alias(v_lead.field) || '.entity_id';
      -- The id where the index has it, so that a page begins where the one before ended.
      v_listing.sort[cardinality(p_order)].expression := v_listing.leading_id;
      v_listing.leading_source := 'public.core_dynamic_data ' || hera.field_alias(v_lead.field);
      v_listing.leading_conditions := format('%1$s.organization_id = %5$s'
        || ' and %1$s.field_name = %2$L and %3$s is not null and %1$s.entity_id is not null and %4$s', hera.field_alias(v_lead.field),
        v_lead.field, v_lead.expression, coalesce(p_fields ->> v_lead.field, 'true'), hera.own_organization());
    else
      v_listing.leading_conditions := p_core || format(' and %s is not null', v_lead.expression);
    end if;
  elsif p_phase = 'missing' then
    v_listing.conditions := v_listing.conditions || format(' and %s is null', v_lead.expression);
    v_listing.sort := p_order[2:];
    v_listing.after := case when p_after ->> 0 is null then p_after - 0 end;
  end if;
  v_lead := v_listing.sort[1];
  if v_lead.nullable or v_lead.field is null and v_lead.expression not in ('e.id', 'e.smart_code', 'e.entity_code')
      and not (v_lead.expression = 'e.entity_name' and p_query ? 'entity_type') then
    v_listing.leading_source := null;
  end if;
  return v_listing;
end
$function$;
CREATE OR REPLACE FUNCTION hera.listing_source(p_fields jsonb, p_order hera.sort_key[], p_phase text, p_walk boolean)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  c_row constant text := '%1$s.organization_id = e.organization_id and %1$s.entity_id = e.id and %1$s.field_name = %2$L and %3$s';
  v_leading text := case p_phase when 'given' then p_order[1].field end;
  v_lead text := hera.field_alias(v_leading);
  v_leads text := format(c_row, v_lead, v_leading, p_order[1].expression || ' is not null and ' || coalesce(p_fields ->> v_leading, 'true'));
  v_walk boolean := p_walk and v_leading is not null;
  v_source text := case when v_walk then hera.field_source(v_leading) else 'public.core_entities e' end;
  v_field record;
begin
  if v_leading is not null and not v_walk then
    v_source := v_source || format(' join %s on ', hera.field_source(v_leading)) || v_leads;
  end if;
  for v_field in select f.key as name, f.value as condition from jsonb_each_text(p_fields) f where f.key is distinct from v_leading loop
    v_source := v_source || case when p_walk
      -- A look-up that cannot be turned round: it must be the walk that goes on, row by row.
      then format(' cross join lateral (select %1$s.* from %2$s where %1$s.organization_id = %3$s.organization_id'
        || ' and %1$s.entity_id = %4$s and %1$s.field_name = %5$L and %6$s offset 0) %1$s', hera.field_alias(v_field.name),
        hera.field_source(v_field.name), coalesce(v_lead, 'e'), coalesce(v_lead || '.entity_id', 'e.id'), v_field.name, v_field.condition)
      else format(' join %s on ', hera.field_source(v_field.name)) || format(c_row, hera.field_alias(v_field.name), v_field.name,
        v_field.condition) end;
  end loop;
  if v_walk then
    v_source := v_source || ' join public.core_entities e on ' || v_leads;
  end if;
  for v_field in
    select o.field as name, min(o.expression) as expression from unnest(p_order) o
    where o.field is distinct from v_leading and not p_fields ? o.field group by o.field
  loop
    v_source := v_source || format(' left join public.core_dynamic_data %1$s on ' || c_row, hera.field_alias(v_field.name),
      v_field.name, v_field.expression || ' is not null');
  end loop;
  return v_source;
end
$function$;
CREATE OR REPLACE FUNCTION hera.listing_statement(p_listing hera.listing_phase, p_window text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return format('select e.id, jsonb_build_array(%s) as keys from %s where %s and %s and %s order by %s', p_listing.keys, p_listing.source,
    p_listing.conditions, hera.keyset_condition(p_listing.sort, p_listing.after), p_window, hera.sort_clause(p_listing.sort));
end
$function$;
CREATE OR REPLACE FUNCTION hera.listing_warnings(p_query jsonb, p_types jsonb, p_empty boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_type text := p_query ->> 'entity_type';
  v_warnings jsonb := '[]';
  v_name text;
begin
  for v_name in
    select o.name from hera.order_terms(p_query -> 'order') o
    where starts_with(o.name, 'dynamic.') and p_types ->> substr(o.name, 9) is null
  loop
    v_warnings := v_warnings || jsonb_build_object('code', 'ORDER-FIELD-UNKNOWN', 'message', format(
      'No entity has a value of the dynamic field %s to sort by', to_json(substr(v_name, 9))), 'severity', 'WARNING',
      'context', jsonb_build_object('field', v_name));
  end loop;
  for v_name in
    select k from jsonb_object_keys(p_query) k
    where p_empty and not p_query ?| array['cursor', 'offset'] and starts_with(k, 'dynamic.') and p_query -> k <> '"is.null"'
    order by k
  loop
    if not (case when v_type is null then hera.field_types(substr(v_name, 9)) <> '{}'
        else coalesce(hera.is_field_of(substr(v_name, 9), v_type), true) end) then
      v_warnings := v_warnings || jsonb_build_object('code', 'FILTER-FIELD-UNKNOWN', 'message', format(
        'No %s has a value of the dynamic field %s to compare: this filter lets nothing through', coalesce(v_type, 'entity'),
        to_json(substr(v_name, 9))), 'severity', 'WARNING', 'context', jsonb_build_object('field', v_name));
    end if;
  end loop;
  for v_name in
    select w from unnest(tsvector_to_array(hera.search_words(p_query ->> 'q'))) w
    where p_empty and not p_query ?| array['cursor', 'offset'] and length(w) < 3
    order by w
  loop
    v_warnings := v_warnings || jsonb_build_object('code', 'SEARCH-WORD-SHORT', 'message', format(
      'Nothing has the whole word %s: words are beginnings of others from three letters on', to_json(v_name)), 'severity', 'WARNING',
      'context', jsonb_build_object('field', 'q', 'word', v_name));
  end loop;
  return v_warnings;
end
$function$;
CREATE OR REPLACE FUNCTION hera.listing_window(p_listing hera.listing_phase, p_rows integer, OUT condition text, OUT bound jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_lead hera.sort_key := p_listing.sort[1];
  v_alone boolean := cardinality(p_listing.sort) <= 2;
  v_walk record;
  v_id hera.sort_key;
  v_bound jsonb;
begin
  if p_listing.leading_source is null then
    return;
  end if;
  v_walk := hera.leading_walk(p_listing);
  v_id := v_walk.keys[cardinality(v_walk.keys)];
  execute format('select jsonb_build_array(w.key, w.id) from (select %s as key, %s as id from %s where %s and %s order by %s'
    || ' limit 1 offset %s) w', v_lead.expression,
    p_listing.leading_id, p_listing.leading_source, p_listing.leading_conditions, v_walk.after, hera.sort_clause(v_walk.keys), p_rows - 1)
  into v_bound;
  condition := case
    when v_bound is null then 'true'
    when v_lead.expression = 'e.id' then format('e.id %s= %L::uuid', case when v_id.descending then '>' else '<' end, v_bound ->> 1)
    when v_alone and v_id.descending = v_lead.descending then format('(%s, %s) %s= (%L::%s, %L::uuid)', v_lead.expression,
      p_listing.leading_id, case when v_lead.descending then '>' else '<' end, v_bound ->> 0, v_lead.type_name, v_bound ->> 1)
    else format('%s %s %L::%s', v_lead.expression, case when v_lead.descending then '>' else '<' end, v_bound ->> 0, v_lead.type_name)
  end;
  if v_alone and (v_lead.expression = 'e.id' or v_id.descending = v_lead.descending) then
    bound := v_bound;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.lock_calendar(p_organization_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_organization_id || ' calendar', 0));
end
$function$;
CREATE OR REPLACE FUNCTION hera.lock_entities(p_organization_id uuid, p_role text, p_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_locked integer;
begin
  if (select count(distinct i) from unnest(p_ids) i) < cardinality(p_ids) then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: the same entity is changed twice at once';
  end if;
  select count(hera.refuse_reserved(p_role, l.entity_type, null, null)) filter (where l.deleted_at is null) into v_locked
  from (
    select e.entity_type, e.deleted_at from public.core_entities e
    where e.organization_id = p_organization_id and e.id = any (p_ids)
    order by e.id
    for no key update
  ) l;
  if v_locked < cardinality(p_ids) then
    raise exception using errcode = 'ZH005', message = 'HERA_ENTITY_NOT_FOUND: there is no such entity';
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.lock_entity(p_organization_id uuid, p_role text, p_entity_id uuid, p_expected_version integer, p_deleted_too boolean)
 RETURNS public.core_entities
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_entity public.core_entities;
begin
  select * into v_entity from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_entity_id
  for no key update;
  if not found then
    raise exception using errcode = 'ZH005', message = 'HERA_ENTITY_NOT_FOUND: there is no such entity';
  end if;
  if v_entity.deleted_at is not null and not p_deleted_too then
    raise exception using errcode = 'ZH005', message = 'HERA_ENTITY_NOT_FOUND: there is no such entity',
      hint = 'It was deleted softly; "restore": true brings it back, in PUT /api/v2.1/entities or in p_options of an UPDATE';
  end if;
  perform hera.refuse_reserved(p_role, v_entity.entity_type, null, null);
  if p_expected_version <> v_entity.version then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: the entity was changed by someone else',
      detail = json_build_object('expected_version', p_expected_version, 'current_version', v_entity.version)::text;
  end if;
  return v_entity;
end
$function$;
CREATE OR REPLACE FUNCTION hera.lock_member(p_organization_id uuid, p_user_id uuid, p_new boolean, p_expected bigint)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_version integer;
begin
  perform 1 from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_organization_id for no key update;
  select e.version into v_version
  from public.core_relationships r
  join public.core_entities e on e.organization_id = r.organization_id and e.id = r.from_entity_id
  where r.organization_id = p_organization_id and r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF'
    and r.to_entity_id = p_organization_id;
  if p_new and found then
    raise exception using errcode = 'ZH013', message = 'HERA_WRONG_STATE: the user is a member of this organization already',
      detail = '{"kind": "already_member"}';
  elsif not p_new and not found then
    raise exception using errcode = 'ZH005', message = 'HERA_MEMBER_NOT_FOUND: the user is not a member of this organization';
  elsif not p_new and p_expected <> v_version then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: the membership was changed by someone else',
      detail = json_build_object('expected_version', p_expected, 'current_version', v_version)::text;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.lock_product(p_product_id uuid, p_deleted_too boolean)
 RETURNS public.core_entities
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_product public.core_entities;
begin
  select * into v_product from public.core_entities e
  where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_product_id
    and e.entity_type = 'PRODUCT' and (e.deleted_at is null or p_deleted_too)
  for no key update;
  if not found then
    perform hera.fail_procedure('UNKNOWN_ITEM', format('no product has the id %s', p_product_id),
      jsonb_build_object('field', 'lines', 'entity_id', p_product_id));
  end if;
  return v_product;
end
$function$;
CREATE OR REPLACE FUNCTION hera.lock_run(p_run_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  perform from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_run_id
    and t.transaction_type || '' = 'ORCH_RUN'
  for no key update;
  if not found then
    return null;
  end if;
  return json_build_object('now', hera.utc(clock_timestamp()), 'run', hera.run_text(p_run_id)::json)::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.lock_transaction(p_organization_id uuid, p_transaction_id uuid, p_expected_version integer, p_deleted_too boolean)
 RETURNS public.universal_transactions
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_transaction public.universal_transactions;
begin
  select * into v_transaction from public.universal_transactions t
  where t.organization_id = p_organization_id and t.id = p_transaction_id
  for no key update;
  if not found or v_transaction.deleted_at is not null and not p_deleted_too then
    raise exception using errcode = 'ZH005', message = 'HERA_TRANSACTION_NOT_FOUND: there is no such transaction';
  end if;
  perform hera.refuse_system_kind(v_transaction.transaction_type);
  if p_expected_version <> v_transaction.version then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: the transaction was changed by someone else',
      detail = json_build_object('expected_version', p_expected_version, 'current_version', v_transaction.version)::text;
  end if;
  return v_transaction;
end
$function$;
CREATE OR REPLACE FUNCTION hera.log_change(p_organization_id uuid, p_subject_id uuid, p_action text, p_kind text, p_smart_code text, p_version integer, p_reason text, p_change jsonb, p_answer jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_request jsonb := nullif(current_setting('hera.request', true), '')::jsonb;
  v_key text := case when p_answer is not null then v_request ->> 'idempotency_key' end;
  v_millis numeric;
begin
  perform set_config('hera.touched',
    hera.touched_with(current_setting('hera.touched', true), p_subject_id, p_action in ('CREATE', 'UNCHANGED')), true);
  p_change := p_change || jsonb_build_object('action', p_action, 'kind', p_kind, 'smart_code', p_smart_code,
    'version', p_version, 'reason', p_reason, 'request_id', v_request -> 'request_id');
  if v_key is not null then
    v_millis := round((v_request ->> 'elapsed_ms')::numeric
      + extract(epoch from clock_timestamp() - statement_timestamp()) * 1000, 3);
    p_change := p_change || jsonb_build_object('fingerprint', v_request ->> 'fingerprint', 'answer', p_answer,
      'answer_ms', v_millis);
    perform set_config('hera.outcome', 'stored ' || v_millis, true);
  end if;
  insert into public.universal_transactions
    (organization_id, transaction_type, smart_code, transaction_status, subject_id, metadata, log_cluster, log_xid,
     idempotency_key)
  values
    (p_organization_id, 'AUDIT', 'HERA.CORE.AUDIT.CHANGE.RECORDED.V1', 'RECORDED', p_subject_id, p_change,
     nullif(current_setting('hera.cluster_id', true), '')::bigint,
     hera.log_place(), v_key);
end
$function$;
CREATE OR REPLACE FUNCTION hera.log_place()
 RETURNS xid8
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return greatest(pg_current_xact_id(), (pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1)::text::xid8);
end
$function$;
CREATE OR REPLACE FUNCTION hera.loyalty_earn(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return hera.move_points((p_inputs ->> 'customer_id')::uuid, coalesce((p_inputs ->> 'points')::numeric, 0),
    jsonb_build_object('sale_id', p_inputs -> 'sale_id'), p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.loyalty_open(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_customer_id uuid := (p_inputs ->> 'customer_id')::uuid;
  v_number text := 'LOY-' || upper(right(v_customer_id::text, 12));
  v_account uuid;
  v_id jsonb;
begin
  perform from public.core_entities e
  where e.organization_id = v_here and e.id = v_customer_id and e.entity_type = 'CUSTOMER' and e.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('UNKNOWN_CUSTOMER', 'no customer has the id ' || v_customer_id, jsonb_build_object('field', 'customer_id', 'customer_id', v_customer_id));
  end if;
  select e.id into v_account from public.core_entities e
  where e.organization_id = v_here and e.parent_entity_id = v_customer_id and e.entity_type = 'LOYALTY_ACCOUNT' and e.deleted_at is null;
  if found then
    perform hera.fail_procedure('LOYALTY_OPEN', 'the customer has a loyalty account', jsonb_build_object('loyalty_account_id', v_account));
  end if;
  v_id := hera.create_entity(v_here, 'staff', jsonb_build_object('entity_type', 'LOYALTY_ACCOUNT', 'entity_name', 'Loyalty account',
      'entity_code', v_number, 'smart_code', 'HERA.SALON.CRM.LOYALTY.ACCOUNT.V1', 'parent_entity_id', v_customer_id),
    '{}', '[]') -> 'entity_id';
  return jsonb_build_object('entity_id', v_id, 'loyalty_account_id', v_id, 'loyalty_number', v_number);
end
$function$;
CREATE OR REPLACE FUNCTION hera.loyalty_points(p_customer_id uuid, p_amount numeric)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case when p_customer_id is null then 0 else trunc(greatest(p_amount, 0) * coalesce((
    select (o.settings ->> 'loyalty_points_per_unit')::numeric from public.core_organizations o
    where o.id = nullif(current_setting('hera.organization_id', true), '')::uuid), 1)) end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.loyalty_revert(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_move public.universal_transactions;
  v_customer public.core_entities;
  v_points numeric;
  v_balance numeric;
begin
  select * into v_move from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
    and t.id = (p_inputs ->> 'movement_id')::uuid and t.transaction_type = 'LOYALTY_MOVEMENT'
  for no key update;
  if v_move.id is null or v_move.transaction_status = 'REVERTED' then
    return '{"mode": "NOTHING"}';
  end if;
  select * into v_customer from public.core_entities e
  where e.organization_id = v_move.organization_id and e.id = v_move.source_entity_id
  for no key update;
  select sum(l.quantity) into v_points from public.universal_transaction_lines l
  where l.organization_id = v_move.organization_id and l.transaction_id = v_move.id;
  select coalesce(max(d.field_value_number), 0) into v_balance from public.core_dynamic_data d
  where d.organization_id = v_move.organization_id and d.entity_id = v_customer.id and d.field_name = 'loyalty_points';
  perform hera.store_points(v_customer, v_balance, greatest(v_balance - v_points, 0), p_context);
  v_move.transaction_status := 'REVERTED';
  perform hera.store_transaction(v_move);
  perform hera.log_change(v_move.organization_id, v_move.id, 'UPDATE', v_move.transaction_type, v_move.smart_code, v_move.version + 1,
    'undone by run ' || (p_context ->> 'run_id'), jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'transaction_status', 'from', 'DONE', 'to', 'REVERTED'))), null);
  return jsonb_build_object('movement_id', v_move.id, 'mode', 'REVERTED');
end
$function$;
CREATE OR REPLACE FUNCTION hera.loyalty_take_back(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return hera.move_points((p_inputs ->> 'customer_id')::uuid, -coalesce((p_inputs ->> 'points')::numeric, 0),
    jsonb_build_object('sale_id', p_inputs -> 'sale_id'), p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.mark_withdrawn(p_transaction public.universal_transactions, p_original_id uuid, p_reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  update public.universal_transactions t
  set withdrawn_of_id = p_original_id, metadata = t.metadata || '{"migration_withdrawn": true}', version = t.version + 1,
    updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where t.organization_id = p_transaction.organization_id and t.id = p_transaction.id;
  perform hera.log_change(p_transaction.organization_id, p_transaction.id, 'UPDATE', p_transaction.transaction_type,
    p_transaction.smart_code, p_transaction.version + 1, p_reason, jsonb_build_object('subject', 'transaction', 'changes',
      jsonb_build_array(jsonb_build_object('path', 'metadata.migration_withdrawn', 'from', null, 'to', true))), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.merge_fields(p_organization_id uuid, p_entity_id uuid, p_dynamic jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_new hera.field[] := hera.read_fields(p_dynamic);
  v_old hera.field[] := array(
    select row(d.field_name, d.field_type, d.field_value_text, d.field_value_number, d.field_value_boolean,
        d.field_value_date, d.field_value_json, d.smart_code)::hera.field
    from public.core_dynamic_data d
    where d.organization_id = p_organization_id and d.entity_id = p_entity_id and p_dynamic ? d.field_name::text);
begin
  insert into public.core_dynamic_data as d
    (organization_id, entity_id, field_name, field_type, field_value_text, field_value_number, field_value_boolean,
     field_value_date, field_value_json, smart_code)
  select p_organization_id, p_entity_id, f.field_name, f.field_type, f.field_value_text, f.field_value_number,
    f.field_value_boolean, f.field_value_date, f.field_value_json, coalesce(f.smart_code, o.smart_code)
  from unnest(v_new) f left join unnest(v_old) o on o.field_name = f.field_name
  on conflict (organization_id, entity_id, field_name) where entity_id is not null
  do update set field_type = excluded.field_type, field_value_text = excluded.field_value_text,
    field_value_number = excluded.field_value_number, field_value_boolean = excluded.field_value_boolean,
    field_value_date = excluded.field_value_date, field_value_json = excluded.field_value_json,
    smart_code = excluded.smart_code, updated_at = now(), updated_by = excluded.created_by
  where (d.field_type, d.field_value_text, d.field_value_number::text, d.field_value_boolean, d.field_value_date,
      d.field_value_json::text, d.smart_code::text) is distinct from (excluded.field_type, excluded.field_value_text,
      excluded.field_value_number::text, excluded.field_value_boolean, excluded.field_value_date,
      excluded.field_value_json::text, excluded.smart_code::text);

  delete from public.core_dynamic_data d
  where d.organization_id = p_organization_id and d.entity_id = p_entity_id
    and p_dynamic -> d.field_name::text = 'null';

  return hera.changed_fields(v_old, v_new);
end
$function$;
CREATE OR REPLACE FUNCTION hera.merge_fields_of_many(p_organization_id uuid, p_ids uuid[], p_operations jsonb[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'on'
 SET enable_nestloop TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
  v_changes jsonb;
begin
  with given as materialized (
    select g.id as entity_id, f.field_name, f as field, false as removed
    from unnest(p_ids, p_operations) g (id, operation),
      unnest(hera.read_fields(nullif(g.operation -> 'dynamic', 'null'))) f
    union all
    select g.id, d.key, null, true
    from unnest(p_ids, p_operations) g (id, operation), jsonb_each(nullif(g.operation -> 'dynamic', 'null')) d
    where d.value = 'null'
  ), stored as materialized (
    select d.id, i.id as entity_id, d.field_name, d.field
    from unnest(p_ids) i (id) cross join lateral (
      select d.id, d.field_name::text as field_name, row(d.field_name, d.field_type, d.field_value_text, d.field_value_number,
        d.field_value_boolean, d.field_value_date, d.field_value_json, d.smart_code)::hera.field as field
      from public.core_dynamic_data d
      where d.organization_id = p_organization_id and d.entity_id = i.id
      offset 0
    ) d
  ), changed as materialized (
    select n.entity_id, n.field_name, n.removed, s.id, s.field as old, n.field as new,
      coalesce((n.field).smart_code, (s.field).smart_code) as smart_code
    from given n left join stored s on s.entity_id = n.entity_id and s.field_name = n.field_name
    where case when n.removed or s.id is null then n.removed <> (s.id is null)
      -- As texts: those of numbers and JSON tell 25.0 from 25.00, which are equal and still not the same (D10).
      else s.field::text <> hera.coded(n.field, (s.field).smart_code)::text end
  ), gone as (
    delete from public.core_dynamic_data d
    where d.organization_id = p_organization_id and d.id = any (array(select c.id from changed c where c.removed))
  ), revised as (
    update public.core_dynamic_data d
    set field_type = (c.new).field_type, field_value_text = (c.new).field_value_text,
      field_value_number = (c.new).field_value_number, field_value_boolean = (c.new).field_value_boolean,
      field_value_date = (c.new).field_value_date, field_value_json = (c.new).field_value_json,
      smart_code = c.smart_code, updated_at = now(), updated_by = v_actor
    from changed c
    where d.organization_id = p_organization_id and d.id = any (array(select c.id from changed c where not c.removed)) and d.id = c.id
      and not c.removed
  ), added as (
    insert into public.core_dynamic_data
      (organization_id, entity_id, field_name, field_type, field_value_text, field_value_number, field_value_boolean,
       field_value_date, field_value_json, smart_code)
    select p_organization_id, c.entity_id, c.field_name, (c.new).field_type, (c.new).field_value_text, (c.new).field_value_number,
      (c.new).field_value_boolean, (c.new).field_value_date, (c.new).field_value_json, c.smart_code
    from changed c where c.id is null
  )
  select jsonb_object_agg(e.entity_id, e.changes) into v_changes
  from (
    select c.entity_id, hera.changed_fields(array_agg(c.old) filter (where c.id is not null),
      array_agg(c.new) filter (where not c.removed)) as changes
    from changed c group by c.entity_id
  ) e;
  return v_changes;
end
$function$;
CREATE OR REPLACE FUNCTION hera.merge_transaction_fields(p_organization_id uuid, p_transaction_id uuid, p_dynamic jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
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
$function$;
CREATE OR REPLACE FUNCTION hera.migration_pairs(p_organization_id uuid)
 RETURNS TABLE(transaction_id uuid)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return query
  with pair as materialized (
    select r.id as reversal_id, r.reversal_of_id as original_id
    from public.universal_transactions r
    join public.universal_transactions o on o.organization_id = r.organization_id and o.id = r.reversal_of_id
    where r.organization_id = p_organization_id and r.reversal_of_id is not null and r.withdrawn_of_id is null
      and r.metadata ? 'migration_batch_id' and o.reversed_by_id = r.id and o.transaction_date = r.transaction_date
  )
  select p.reversal_id from pair p
  union all
  select p.original_id from pair p
  union all
  select w.id from public.universal_transactions w
  where w.organization_id = p_organization_id and w.withdrawn_of_id is not null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.minor_units(p_currency text)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when p_currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
    when p_currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV',
      'XAF', 'XOF', 'XPF') then 0
    when p_currency in ('CLF', 'UYW') then 4
    else 2
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.month_end_accrue(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_days record;
  v_accrual jsonb;
  v_done jsonb := '[]';
begin
  select * into v_days from hera.month_end_facts(p_inputs ->> 'period_code', true);
  for v_accrual in select a.value from jsonb_array_elements(p_inputs -> 'accruals') with ordinality a (value, place) order by a.place loop
    v_done := v_done || hera.accrue(v_accrual, v_days.last_day, v_days.next_day);
  end loop;
  return jsonb_build_object('period_code', p_inputs -> 'period_code', 'accruals', v_done);
end
$function$;
CREATE OR REPLACE FUNCTION hera.month_end_check(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_code text := p_inputs ->> 'period_code';
  v_days record;
  v_found jsonb;
  v_count bigint;
begin
  select * into v_days from hera.month_end_facts(v_code, coalesce(jsonb_array_length(p_inputs -> 'accruals'), 0) > 0);
  v_found := to_jsonb(hera.other_periods(v_here, v_code, true, true));
  if v_found <> '[]' then
    perform hera.fail_procedure('EARLIER_PERIODS_OPEN', 'earlier fiscal periods are open, the first is ' || (v_found ->> 0), jsonb_build_object('periods', v_found));
  end if;
  v_found := hera.financial_drafts(v_here, v_code);
  if v_found <> '[]' then
    perform hera.fail_procedure('DRAFTS_LEFT', format('%s financial drafts are dated into it, the first is %s', jsonb_array_length(v_found),
      v_found -> 0 ->> 'transaction_number'), jsonb_build_object('drafts', v_found));
  end if;
  select count(*), jsonb_agg(t.id) into v_count, v_found from public.universal_transactions t
  where t.organization_id = v_here and t.transaction_type = 'POS_CART' and not t.is_system and t.deleted_at is null
    and t.transaction_date >= hera.instant_of(v_code || '-01', 0) and t.transaction_date < hera.instant_of(v_days.next_day::text, 0)
    and hera.is_cart_open(t.transaction_status) and exists (
      select from public.universal_transaction_lines l where l.organization_id = t.organization_id and l.transaction_id = t.id);
  if v_count > 0 then
    perform hera.fail_procedure('CARTS_OPEN', format('%s carts are neither rung up nor cancelled, the first is %s', v_count, v_found ->> 0),
      jsonb_build_object('carts', v_found));
  end if;
  select count(distinct t.id), coalesce(sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) <> 0, false)::text::jsonb
  into v_count, v_found
  from public.universal_transactions t
  join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
  where t.organization_id = v_here and t.fiscal_period = v_code and t.is_gl and t.posting_status <> 'draft' and t.deleted_at is null;
  if v_found::boolean then
    perform hera.fail_procedure('BOOKS_UNBALANCED', 'debits and credits of the month differ: verify the seals', null);
  end if;
  return jsonb_build_object('period_code', v_code, 'last_day', v_days.last_day, 'next_day', v_days.next_day, 'transactions', v_count);
end
$function$;
CREATE OR REPLACE FUNCTION hera.month_end_close(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_code text := p_inputs ->> 'period_code';
  v_undoing boolean := coalesce((p_context ->> 'undoing')::boolean, false);
  v_period record;
begin
  if v_undoing then
    select * into v_period from hera.period(nullif(current_setting('hera.organization_id', true), '')::uuid, v_code);
    if v_period.period_status is distinct from 'CLOSED' then
      return '{}';
    end if;
  end if;
  return hera.change_fiscal_period(v_code, case when v_undoing then 'OPEN' else 'CLOSE' end, jsonb_build_object('reason',
      case when v_undoing then 'undone by run ' || (p_context ->> 'run_id') else coalesce(p_inputs ->> 'reason', 'month-end close') end))
    - array['success', 'message', 'version', 'previous_status']
    || jsonb_build_object('accruals', coalesce(p_inputs -> 'posted', '[]'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.month_end_facts(p_code text, p_next boolean, OUT last_day date, OUT next_day date)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_period record;
begin
  select * into v_period from hera.period(v_here, p_code);
  if v_period.id is null then
    perform hera.fail_procedure('PERIOD_NOT_FOUND', 'there is no fiscal period ' || p_code, jsonb_build_object('field', 'period_code', 'period_code', p_code));
  elsif v_period.period_status <> 'OPEN' then
    perform hera.fail_procedure('PERIOD_NOT_OPEN', format('fiscal period %s is %s', p_code, lower(v_period.period_status)),
      jsonb_build_object('period_code', p_code, 'period_status', v_period.period_status));
  end if;
  next_day := ((p_code || '-01')::date + interval '1 month')::date;
  last_day := next_day - 1;
  select * into v_period from hera.period(v_here, to_char(next_day, 'YYYY-MM'));
  if p_next and v_period.period_status is distinct from 'OPEN' then
    perform hera.fail_procedure('NEXT_PERIOD_CLOSED', format('accruals are taken back on %s, and that fiscal period is %s', next_day,
      coalesce(lower(v_period.period_status), 'missing')), jsonb_build_object('period_code', v_period.period_code));
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.month_end_unaccrue(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_was public.universal_transactions;
  v_sides uuid[];
  v_accruals uuid[];
  v_undone jsonb := '[]';
begin
  if jsonb_typeof(p_inputs -> 'accruals') is distinct from 'array' then
    return '{}';
  end if;
  -- Gathered before: the ids of a join would have all transactions of the organization read.
  v_accruals := array(
    select i.id::uuid from jsonb_array_elements(p_inputs -> 'accruals') a,
      lateral unnest(array[a.value ->> 'transaction_id', a.value ->> 'reversal_transaction_id']) i (id)
    where i.id is not null);
  for v_was in
    select t.* from public.universal_transactions t
    where t.organization_id = v_here and t.id = any (v_accruals)
    order by t.id for no key update
  loop
    continue when exists (
      select from public.universal_transactions u
      where u.organization_id = v_here and u.smart_code = 'HERA.FIN.GL.JOURNAL.ACCRUAL_UNDONE.V1' and not u.is_system
        and u.reference_number = v_was.transaction_number);
    select array_agg(l.entity_id order by l.debit_amount nulls last) into v_sides from public.universal_transaction_lines l
    where l.organization_id = v_here and l.transaction_id = v_was.id;
    v_undone := v_undone || (hera.post_two_sides(jsonb_build_object('transaction_type', 'JOURNAL_ENTRY',
        'smart_code', 'HERA.FIN.GL.JOURNAL.ACCRUAL_UNDONE.V1', 'transaction_date', hera.utc(v_was.transaction_date),
        'currency_code', v_was.currency_code, 'reference_number', v_was.transaction_number,
        'metadata', jsonb_build_object('description', 'undone by run ' || (p_context ->> 'run_id'))),
      abs(v_was.total_amount), v_sides[2], v_sides[1]) -> 'transaction_id');
  end loop;
  return jsonb_build_object('undone', v_undone);
end
$function$;
CREATE OR REPLACE FUNCTION hera.move_item(p_move jsonb, p_smart_code text, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_quantity numeric := (p_move ->> 'quantity')::numeric;
  v_unit_cost numeric := (p_move ->> 'unit_cost')::numeric;
  v_units integer := hera.minor_units(hera.base_currency(nullif(current_setting('hera.organization_id', true), '')::uuid));
  v_product public.core_entities := hera.lock_product((p_move ->> 'entity_id')::uuid, v_quantity < 0);
  v_place uuid;
  v_now record;
  v_cost numeric;
begin
  v_place := case
    when p_move ? 'place' then (p_move ->> 'place')::uuid
    when (p_move ->> 'settle')::boolean then hera.settle_place(v_product, (p_move ->> 'branch_id')::uuid)
    else hera.stock_place(v_product.id, (p_move ->> 'branch_id')::uuid) end;
  select * into v_now from hera.stock_at(v_product.id, v_place);
  if -v_quantity > v_now.free then
    perform hera.fail_procedure('INSUFFICIENT_STOCK', format('%s are asked for and %s are left', -v_quantity, greatest(v_now.free, 0)),
      jsonb_build_object('field', 'lines', 'entity_id', v_product.id, 'requested', -v_quantity, 'available', greatest(v_now.free, 0)));
  end if;
  v_cost := v_now.cost;
  if v_quantity > 0 and v_unit_cost is not null then
    v_cost := hera.average_cost(v_now.on_hand + v_now.in_transit, v_now.cost, v_quantity, v_unit_cost, v_units);
  end if;
  perform hera.move_stock(v_product, v_place, v_quantity, coalesce((p_move ->> 'in_transit')::numeric, 0),
    case when v_cost is distinct from v_now.cost then hera.number_field(v_product.id, 'cost', v_cost) else '{}' end, p_context);
  return jsonb_build_object('line_type', 'STOCK', 'smart_code', p_smart_code, 'entity_id', v_product.id,
    'description', v_product.entity_name, 'quantity', v_quantity, 'unit_amount', coalesce(v_unit_cost, v_now.cost, 0),
    'line_amount', round(v_quantity * coalesce(v_unit_cost, v_now.cost, 0), v_units),
    'line_data', jsonb_build_object('place', v_place, 'in_transit', p_move -> 'in_transit', 'reserved', p_move -> 'reserved',
      'unit_cost', v_unit_cost, 'cost_before', v_now.cost, 'cost_after', v_cost));
end
$function$;
CREATE OR REPLACE FUNCTION hera.move_items(p_kind text, p_moves jsonb, p_about jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_lines jsonb[];
  v_moved jsonb;
begin
  if p_moves = '[]' then
    return '{"items": [], "value": 0}';
  end if;
  for v_moved in
    select m.value from jsonb_array_elements(p_moves) with ordinality m (value, position)
    order by (m.value ->> 'entity_id')::uuid, m.position
  loop
    v_lines := v_lines || hera.move_item(v_moved, format('HERA.RETAIL.INV.STOCK.%s.V1', p_kind), p_context);
  end loop;
  return jsonb_build_object(
    'movement_id', hera.create_transaction(v_here, 'owner', jsonb_build_object('transaction_type', 'STOCK_MOVEMENT',
      'smart_code', format('HERA.RETAIL.INV.STOCK.%s.V1', p_kind), 'transaction_status', 'DONE',
      'transaction_date', hera.utc(now()), 'business_context', jsonb_strip_nulls(p_about || jsonb_build_object('run_id', p_context -> 'run_id'))),
      v_lines, '{}', '[]', '{}') -> 'transaction_id',
    'items', (
      select jsonb_agg(jsonb_build_object('entity_id', l.value -> 'entity_id', 'quantity', l.value -> 'quantity',
        'unit_cost', l.value -> 'unit_amount', 'value', l.value -> 'line_amount'))
      from unnest(v_lines) l (value)),
    'value', (select sum((l.value ->> 'line_amount')::numeric) from unnest(v_lines) l (value)));
end
$function$;
CREATE OR REPLACE FUNCTION hera.move_points(p_customer_id uuid, p_points numeric, p_about jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_customer public.core_entities;
  v_balance numeric;
  v_points numeric;
begin
  select * into v_customer from public.core_entities e
  where e.organization_id = v_here and e.id = p_customer_id and e.deleted_at is null
  for no key update;
  select coalesce(max(d.field_value_number), 0) into v_balance from public.core_dynamic_data d
  where d.organization_id = v_here and d.entity_id = p_customer_id and d.field_name = 'loyalty_points';
  v_points := greatest(p_points, -v_balance);
  if v_customer.id is null or v_points = 0 then
    return '{"points": 0}';
  end if;
  perform hera.store_points(v_customer, v_balance, v_balance + v_points, p_context);
  return jsonb_build_object('points', v_points, 'balance', v_balance + v_points, 'movement_id',
    hera.create_transaction(v_here, 'owner', jsonb_build_object('transaction_type', 'LOYALTY_MOVEMENT',
      'smart_code', 'HERA.SALON.CRM.LOYALTY.MOVEMENT.V1', 'transaction_status', 'DONE', 'transaction_date', hera.utc(now()),
      'source_entity_id', p_customer_id,
      'business_context', p_about || jsonb_build_object('run_id', p_context -> 'run_id')),
      array[jsonb_build_object('line_type', 'POINTS', 'smart_code', 'HERA.SALON.CRM.LOYALTY.POINTS.V1', 'entity_id', p_customer_id,
        'quantity', v_points)], '{}', '[]', '{}') -> 'transaction_id');
end
$function$;
CREATE OR REPLACE FUNCTION hera.move_stock(p_product public.core_entities, p_place uuid, p_quantity numeric, p_in_transit numeric, p_fields jsonb, p_context jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_now record;
  v_changes jsonb;
  v_version integer;
begin
  select * into v_now from hera.stock_at(p_product.id, p_place);
  if least(v_now.on_hand, v_now.quantity) + p_quantity < 0 or v_now.in_transit + p_in_transit < 0 then
    perform hera.fail_procedure('INSUFFICIENT_STOCK', format('%s are asked for and %s are there', abs(p_quantity),
      greatest(least(v_now.on_hand, v_now.quantity), 0)), jsonb_build_object('entity_id', p_product.id));
  end if;
  v_changes := hera.merge_fields(p_product.organization_id, p_product.id, p_fields
    || case when p_quantity <> 0 then hera.number_field(p_product.id, 'stock_level', v_now.on_hand + p_quantity) else '{}' end
    || case when p_in_transit <> 0 then hera.number_field(p_product.id, 'stock_in_transit', v_now.in_transit + p_in_transit)
      else '{}' end);
  if p_place is not null then
    update public.core_relationships r
    set relationship_data = r.relationship_data || jsonb_build_object('quantity', v_now.quantity + p_quantity), updated_at = now(),
      updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where r.organization_id = p_product.organization_id and r.from_entity_id = p_product.id
      and r.relationship_type = 'STOCKED_AT' and r.to_entity_id = p_place;
    v_changes := v_changes || jsonb_build_object('path', 'relationships.STOCKED_AT.' || p_place, 'from', v_now.quantity,
      'to', v_now.quantity + p_quantity);
  end if;
  update public.core_entities e
  set dynamic_snapshot = hera.render_fields(hera.stored_fields(e.organization_id, e.id)), version = e.version + 1,
    updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_product.organization_id and e.id = p_product.id
  returning e.version into v_version;
  perform hera.log_change(p_product.organization_id, p_product.id, 'UPDATE', 'PRODUCT', p_product.smart_code, v_version,
    'run ' || (p_context ->> 'run_id'), jsonb_build_object('changes', v_changes), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.narrow_by_shares(p_fields jsonb, p_shares jsonb, p_rare boolean, OUT ids uuid[], OUT rest jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  c_few constant integer := 3000;
  c_read constant integer := 30000;
  -- To look an entity's field up costs as much as to read so many rows of an index in turn.
  c_times constant integer := 15;
  v_order text[] := array(select s.key from jsonb_each_text(p_shares) s order by s.value::integer, s.key);
  v_least integer := greatest((p_shares ->> v_order[1])::integer, 1);
  v_sets jsonb;
begin
  if not p_rare then
    select r.ids, p_fields - r.field into ids, rest from hera.read_a_field(p_fields, v_order, c_read) r;
    return;
  end if;
  select jsonb_object_agg(f.key, f.value) into v_sets
  from jsonb_each(p_fields) f where (p_shares ->> f.key)::integer <= c_times * v_least;
  rest := p_fields - array(select jsonb_object_keys(v_sets));
  ids := hera.entities_by_sets(v_sets, v_order[1]);
  if rest <> '{}' and cardinality(ids) <= c_few then
    ids := hera.entities_among(ids, rest);
    rest := '{}';
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.narrow_entities(p_fields jsonb, p_wider boolean, OUT ids uuid[], OUT rest jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  c_narrow constant integer := 10000;
  c_few constant integer := 3000;
  v_sizes jsonb := hera.filter_sizes(p_fields, c_narrow);
  v_narrow jsonb;
  v_first text;
  v_least integer;
begin
  select s.key, s.value::integer into v_first, v_least from jsonb_each_text(v_sizes) s order by s.value::integer limit 1;
  rest := p_fields;
  if v_least > c_narrow then
    if p_wider then
      select r.ids, p_fields - r.field into ids, rest
      from hera.read_a_field(p_fields, array(select jsonb_object_keys(p_fields)), 3 * c_narrow) r;
    end if;
    return;
  end if;
  select jsonb_object_agg(f.key, f.value) into v_narrow
  from jsonb_each(p_fields) f where (v_sizes ->> f.key)::integer <= c_narrow;
  rest := p_fields - array(select jsonb_object_keys(v_narrow));
  ids := hera.entities_by_sets(v_narrow, v_first);
  if rest <> '{}' and cardinality(ids) <= c_few and not p_wider then
    ids := hera.entities_among(ids, rest);
    rest := '{}';
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.new_seal(p_organization_id uuid, p_last public.universal_transactions, p_until hera.feed_place, p_count integer, p_entries bytea)
 RETURNS public.universal_transactions
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_number bigint := coalesce((p_last.metadata ->> 'number')::bigint, 0) + 1;
  v_after hera.feed_place := hera.seal_end(p_last);
  v_now timestamptz := clock_timestamp();
  v_actor uuid := '00000000-0000-0000-0000-000000000000';
begin
  return jsonb_populate_record(null::public.universal_transactions, jsonb_build_object(
    'organization_id', p_organization_id, 'id', uuidv7(), 'transaction_type', 'SEAL',
    'transaction_code', lpad(v_number::text, 15, '0'), 'smart_code', 'HERA.CORE.AUDIT.LOG.SEALED.V1',
    'transaction_date', v_now, 'transaction_status', 'SEALED', 'created_at', v_now, 'updated_at', v_now, 'created_by', v_actor,
    'updated_by', v_actor, 'posting_status', 'draft', 'version', 1, 'business_context', '{}'::jsonb, 'is_financial', false,
    'is_gl', false,
    'metadata', jsonb_build_object('number', v_number, 'form', 2, 'previous', p_last.metadata ->> 'hash', 'count', p_count,
      'after', jsonb_build_array(v_after.cluster, v_after.xid::text, v_after.id),
      'until', jsonb_build_array(p_until.cluster, p_until.xid::text, p_until.id), 'entries', encode(p_entries, 'hex'))));
end
$function$;
CREATE OR REPLACE FUNCTION hera.new_transaction_number(p_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return to_char(now(), '"TXN-"YYYYMMDD-') || upper(right(p_id::text, 12));
end
$function$;
CREATE OR REPLACE FUNCTION hera.normal_phone(p_written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_digits text := regexp_replace(p_written, '\D', '', 'g');
begin
  return case
    when coalesce(v_digits, '') = '' then null
    when btrim(p_written) like '+%' then '+' || v_digits
    when v_digits like '00%' then '+' || substr(v_digits, 3)
    else v_digits end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.note_rehearsed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_noted text := coalesce(current_setting('hera.rehearsed', true), '');
  v_hidden constant text[] := '{organization_id, dynamic_snapshot, search_document, field_value_float, field_value_long_float,
    field_value_key, is_system, log_cluster, log_xid, posted_xid, run_due, run_owner, run_subject}';
  v_before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
begin
  if 'true' in (v_before ->> 'is_system', v_after ->> 'is_system') then
    return null;
  end if;
  if length(v_noted) > 1000000 then
    perform set_config('hera.rehearsed_cut', 'on', true);
  else
    perform set_config('hera.rehearsed', v_noted || jsonb_build_object('table', tg_table_name, 'before', v_before - v_hidden,
      'after', v_after - v_hidden)::text || E'\n', true);
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.note_run(p_run_id uuid, p_action text, p_reason text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  perform hera.log_change(t.organization_id, t.id, p_action, t.transaction_type, t.smart_code, t.version, p_reason,
    jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(jsonb_build_object('path', 'transaction_status',
      'from', null, 'to', t.transaction_status))), null)
  from public.universal_transactions t
  where t.organization_id = v_here and t.id = p_run_id;
end
$function$;
CREATE OR REPLACE FUNCTION hera.number_condition(p_alias text, p_field text, p_term hera.field_term)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_numbers numeric[];
  v_shadows float8[];
  v_exact boolean;
begin
  if p_term.operator not in ('eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in') or exists (
      select from unnest(p_term.operands) o
      where length(o) > 1000 or o !~ '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$') then
    return null;
  end if;
  v_numbers := p_term.operands::numeric[];
  v_shadows := array(select hera.as_float8(n) from unnest(v_numbers) with ordinality v (n, place) order by place);
  v_exact := exists (select from unnest(v_numbers) n where hera.as_float8(n)::numeric <> n) or exists (
    select from public.core_dynamic_data d
    where d.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and d.field_name = p_field
      and d.field_value_long_float = any (v_shadows));
  if p_term.operator = 'in' then
    return format('%s.field_value_float = any (%L::float8[])', p_alias, v_shadows)
      || case when v_exact then format(' and %s.field_value_number = any (%L::numeric[])', p_alias, v_numbers) else '' end;
  end if;
  if not v_exact then
    return format('%s.field_value_float %s %L::float8', p_alias, hera.sql_operator(p_term.operator), v_shadows[1]);
  end if;
  return format('%1$s.field_value_float %2$s and %1$s.field_value_number %3$s %4$L::numeric', p_alias, case p_term.operator
      when 'neq' then 'is not null'
      else format('%s %L::float8', case p_term.operator when 'eq' then '=' else left(hera.sql_operator(p_term.operator), 1) || '=' end,
        v_shadows[1]) end,
    hera.sql_operator(p_term.operator), v_numbers[1]);
end
$function$;
CREATE OR REPLACE FUNCTION hera.number_field(p_entity_id uuid, p_name text, p_value numeric)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return jsonb_build_object(p_name, case when p_value is not null then jsonb_build_object('field_type', 'number',
    'field_value_number', p_value, 'smart_code', coalesce((
      select d.smart_code from public.core_dynamic_data d
      where d.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and d.entity_id = p_entity_id
        and d.field_name = p_name), format('HERA.SALON.INV.DYN.%s.V1', upper(p_name)))) end);
end
$function$;
CREATE OR REPLACE FUNCTION hera.open_cursor(p_query jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_cursor text := p_query ->> 'cursor';
  v_keys jsonb;
begin
  if v_cursor is null then
    return null;
  end if;
  begin
    v_keys := convert_from(decode(split_part(v_cursor, '.', 2), 'hex'), 'UTF8')::jsonb;
  exception
    when data_exception then null;
  end;
  if v_cursor = hera.seal_cursor(p_query, v_keys) then
    return v_keys;
  end if;
  raise exception using errcode = 'ZH015',
    message = 'HERA_CURSOR_INVALID: this cursor was not given out for this organization and filter',
    detail = '{"field": "cursor"}';
end
$function$;
CREATE OR REPLACE FUNCTION hera.open_import()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET client_min_messages TO 'warning'
AS $function$
begin
  drop table if exists pg_temp.hera_import;
  create temporary table hera_import (
    line integer primary key,
    ref uuid,
    entity_id uuid,
    known boolean,
    operation jsonb not null,
    later jsonb
  );
  create index on pg_temp.hera_import (ref) where ref is not null;
  grant insert (line, ref, operation) on pg_temp.hera_import to hera_app;
end
$function$;
CREATE OR REPLACE FUNCTION hera.open_last_period(p_organization_id uuid, p_code text, p_options jsonb)
 RETURNS text[]
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_period record;
begin
  perform pg_advisory_xact_lock(hera.period_key(p_organization_id, p_code));
  select * into v_period from hera.period(p_organization_id, p_code);
  if v_period.period_status = 'OPEN' then
    perform hera.refuse_period_change(p_organization_id, p_code, 'OPEN', 'CLOSE', coalesce((p_options ->> 'force')::boolean, false));
    return array[p_code];
  end if;
  perform hera.store_period_status(p_organization_id, v_period.id, 'OPEN', 'OPEN',
    coalesce(p_options ->> 'reason', 'year-end closing entries'));
  return '{}';
end
$function$;
CREATE OR REPLACE FUNCTION hera.open_place(p_cursor text, p_key bytea, OUT o_cluster bigint, OUT o_xid xid8, OUT o_id uuid)
 RETURNS record
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if p_cursor is null then
    o_cluster := 0;
    o_xid := '0';
    o_id := '00000000-0000-0000-0000-000000000000';
    return;
  end if;
  if p_cursor ~ '^[0-7][0-9a-f]{15}[0-7][0-9a-f]{63}$' then
    o_cluster := ('x' || substr(p_cursor, 1, 16))::bit(64)::bigint;
    o_xid := ('x' || substr(p_cursor, 17, 16))::bit(64)::bigint::text::xid8;
    o_id := substr(p_cursor, 33, 32)::uuid;
    if p_key is null or hera.seal_place(o_cluster, o_xid, o_id, p_key) = p_cursor then
      return;
    end if;
  end if;
  raise exception using errcode = 'ZH015',
    message = 'HERA_CURSOR_INVALID: this cursor was not given out for the changes of this organization',
    detail = '{"field": "cursor"}';
end
$function$;
CREATE OR REPLACE FUNCTION hera.opening_entries(p_organization_id uuid, p_from timestamp with time zone, p_until timestamp with time zone, p_recorded timestamp with time zone, p_pairs boolean)
 RETURNS SETOF reporting.book_entries
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return query
  select e.*
  from public.universal_transactions t
  join reporting.book_entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
  where t.organization_id = p_organization_id and t.transaction_type = 'GL_OPENING' and not t.is_system
    and t.transaction_date >= p_from and t.transaction_date < p_until and t.reversal_of_id is null
    and (p_recorded is null or e.posted_at < p_recorded)
    and (p_pairs or t.id not in (select p.transaction_id from hera.migration_pairs(p_organization_id) p));
end
$function$;
CREATE OR REPLACE FUNCTION hera.opening_hours(p_branch_id uuid, p_day date)
 RETURNS tstzrange
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_zone text := hera.time_zone(v_here);
  v_fields jsonb;
  v_opens time;
  v_closes time;
begin
  select coalesce(jsonb_object_agg(d.field_name, coalesce(d.field_value_json, to_jsonb(d.field_value_text))), '{}') into v_fields
  from public.core_dynamic_data d
  where d.organization_id = v_here and d.entity_id = p_branch_id and d.field_name in ('opening_hours', 'opens_at', 'closes_at');
  if v_fields ? 'opening_hours' then
    v_fields := v_fields -> 'opening_hours' -> (array['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[extract(isodow from p_day)::integer];
    if coalesce(jsonb_array_length(nullif(v_fields, 'null')), 0) <> 2 then
      return 'empty';
    end if;
    v_opens := v_fields ->> 0;
    v_closes := v_fields ->> 1;
  else
    v_opens := v_fields ->> 'opens_at';
    v_closes := v_fields ->> 'closes_at';
  end if;
  if v_opens is null or v_closes is null then
    return null;
  end if;
  return tstzrange((p_day + v_opens) at time zone v_zone,
    (p_day + case when v_closes > v_opens then 0 else 1 end + v_closes) at time zone v_zone);
end
$function$;
CREATE OR REPLACE FUNCTION hera.option_filters(p_filters jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_filter record;
begin
  if p_filters is null or p_filters = 'null' then
    return '{}';
  elsif jsonb_typeof(p_filters) <> 'object' then
    perform hera.refuse_parameter('p_options.filters', 'must be an object of filters by the names of fields');
  end if;
  for v_filter in select f.key as name, f.value as terms from jsonb_each(p_filters) f loop
    if not starts_with(v_filter.name, 'dynamic.') then
      perform hera.refuse_parameter('p_options.filters', format('cannot filter by %s; it takes dynamic.<field>, p_entity the core columns',
        to_json(left(v_filter.name, 50))));
    elsif jsonb_typeof(v_filter.terms) <> 'string' and (jsonb_typeof(v_filter.terms) <> 'array' or v_filter.terms = '[]'
        or exists (select from jsonb_array_elements(v_filter.terms) t where jsonb_typeof(t) <> 'string')) then
      perform hera.refuse_parameter(v_filter.name, 'must be a filter such as "gte.10", or an array of them');
    end if;
  end loop;
  return p_filters;
end
$function$;
CREATE OR REPLACE FUNCTION hera.order_terms(p_order jsonb)
 RETURNS TABLE(name text, descending boolean)
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_terms jsonb := case jsonb_typeof(p_order)
    when 'string' then (
      select jsonb_agg(jsonb_build_array(regexp_replace(trim(t), '\.(asc|desc)$', ''),
        case when trim(t) ~ '\.desc$' then 'desc' else 'asc' end))
      from regexp_split_to_table(p_order #>> '{}', ',') t)
    when 'array' then p_order
    else '[]'
  end;
  v_term jsonb;
  v_names text[] := '{}';
begin
  if jsonb_typeof(p_order) not in ('string', 'array', 'null') then
    perform hera.refuse_parameter('order', 'must be text such as dynamic.price.desc,entity_name.asc');
  end if;
  for v_term in select t.value from jsonb_array_elements(v_terms) t loop
    name := v_term ->> 0;
    if name is null or name not in ('entity_name', 'entity_code', 'entity_type', 'status', 'smart_code', 'created_at', 'updated_at',
        'version', 'id') and name !~ '^dynamic\..{1,255}$' then
      perform hera.refuse_parameter('order', format('cannot sort by %s', to_json(left(coalesce(name, ''), 50))));
    elsif name = any (v_names) then
      perform hera.refuse_parameter('order', format('names %s twice', left(name, 50)));
    elsif coalesce(v_term ->> 1, 'asc') not in ('asc', 'desc') then
      perform hera.refuse_parameter('order', 'goes asc or desc');
    elsif cardinality(v_names) = 10 then
      perform hera.refuse_parameter('order', 'takes at most 10 keys');
    end if;
    v_names := v_names || name;
    descending := coalesce(v_term ->> 1, 'asc') = 'desc';
    return next;
  end loop;
end
$function$;
CREATE OR REPLACE FUNCTION hera.order_types(p_order jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((
    select jsonb_object_agg(substr(o.name, 9), (hera.field_types(substr(o.name, 9)))[1])
    from hera.order_terms(p_order) o where starts_with(o.name, 'dynamic.')), '{}');
end
$function$;
CREATE OR REPLACE FUNCTION hera.organization_ids()
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return (select string_agg(o.id::text, ',' order by o.id) from public.core_organizations o);
end
$function$;
CREATE OR REPLACE FUNCTION hera.organization_item(p_organization public.core_organizations, p_whole boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object('id', p_organization.id, 'name', p_organization.organization_name,
      'organization_name', p_organization.organization_name, 'organization_code', p_organization.organization_code,
      'organization_type', p_organization.organization_type,
      'parent_organization_id', p_organization.parent_organization_id, 'status', p_organization.status,
      'version', p_organization.version, 'created_at', hera.utc(p_organization.created_at),
      'updated_at', hera.utc(p_organization.updated_at))
    || case when p_whole then jsonb_build_object('settings', p_organization.settings - 'cursor_secret') else '{}' end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.organizations_of(p_user_id uuid, p_only uuid, p_limit integer, p_offset integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_platform boolean := coalesce(hera.actor(p_user_id::text)::jsonb ->> 'platform_role', '') in ('owner', 'admin');
begin
  return coalesce((
    select jsonb_agg(p.item order by p.organization_code)
    from (
      select o.organization_code, hera.organization_item(o, r.id is not null) || jsonb_build_object(
        'role', r.relationship_data ->> 'role', 'last_accessed', r.relationship_data ->> 'last_accessed',
        'is_primary', r.id is not null and r.id is not distinct from (
          select f.id from public.core_relationships f
          where f.from_entity_id = p_user_id and f.relationship_type = 'MEMBER_OF'
            and f.organization_id <> '00000000-0000-0000-0000-000000000000'
            and f.effective_date <= now() and (f.expiration_date is null or f.expiration_date > now())
          order by f.relationship_data ->> 'last_accessed' desc nulls last, f.created_at, f.id limit 1)) as item
      from public.core_organizations o
      left join public.core_relationships r on r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF'
        and r.organization_id = o.id and o.deleted_at is null
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())
      where o.id <> '00000000-0000-0000-0000-000000000000' and (p_only is null or o.id = p_only)
        and (r.id is not null or v_platform)
      order by o.organization_code limit p_limit offset p_offset
    ) p), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.original_of_migration(p_organization_id uuid, p_reposted_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_metadata jsonb;
begin
  select t.metadata into v_metadata from public.universal_transactions t
  where t.organization_id = p_organization_id and t.id = p_reposted_id and t.deleted_at is null and not t.is_system;
  if not found then
    raise exception using errcode = 'ZH005', message = 'HERA_TRANSACTION_NOT_FOUND: there is no such transaction';
  elsif not pg_input_is_valid(coalesce(v_metadata ->> 'original_transaction_id', ''), 'uuid') then
    perform hera.refuse_state('not_migrated', 'no migration posted this transaction', null);
  end if;
  return (v_metadata ->> 'original_transaction_id')::uuid;
end
$function$;
CREATE OR REPLACE FUNCTION hera.orphaned_runs()
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
begin
  return (
    select coalesce(json_agg(json_build_object('organization_id', o.organization_id, 'run_id', o.id, 'smart_code', o.smart_code,
      'owner', o.run_owner, 'fence', o.metadata -> 'fence')), '[]')::text
    from (
      select t.organization_id, t.id, t.smart_code, t.run_owner, t.metadata from public.universal_transactions t
      where t.run_owner is not null and t.transaction_status in ('RUNNING', 'COMPENSATING', 'CANCELLING') and not exists (
        select from pg_catalog.pg_locks l
        where l.locktype = 'advisory' and l.classid = 77 and l.objsubid = 2 and l.granted and l.objid::bigint = t.run_owner
          and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database()))
      limit 100
    ) o);
end
$function$;
CREATE OR REPLACE FUNCTION hera.other_periods(p_organization_id uuid, p_code text, p_before boolean, p_open boolean)
 RETURNS text[]
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return array(
    select e.entity_code
    from public.core_entities e
    join public.core_dynamic_data s on s.organization_id = e.organization_id and s.entity_id = e.id
      and s.field_name = 'period_status'
    where e.organization_id = p_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null
      and case when p_before then e.entity_code < p_code else e.entity_code > p_code end
      and (s.field_value_text = 'OPEN') = p_open
    order by e.entity_code);
end
$function$;
CREATE OR REPLACE FUNCTION hera.own_organization()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return format('%L::uuid', nullif(current_setting('hera.organization_id', true), ''));
end
$function$;
CREATE OR REPLACE FUNCTION hera.page_members(p_query jsonb, p_items text[], p_limit integer, p_last jsonb, p_total bigint)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_rows integer := coalesce(cardinality(p_items), 0);
begin
  return hera.page_text(p_query, array_to_string(p_items[1:p_limit], ','), least(v_rows, p_limit),
    case when v_rows > p_limit then p_last end, p_total);
end
$function$;
CREATE OR REPLACE FUNCTION hera.page_text(p_query jsonb, p_items text, p_rows integer, p_next jsonb, p_total bigint)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return '"data":[' || coalesce(p_items, '') || '],"count":' || p_rows
    || case when p_next is null then '' else ',"next_cursor":"' || hera.seal_cursor(p_query, p_next) || '"' end
    || case when p_total is null then '' else ',"total":' || p_total end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.patched_entity(p_old public.core_entities, p_patch jsonb)
 RETURNS public.core_entities
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if p_patch ? 'entity_type' then p_old.entity_type := upper(p_patch ->> 'entity_type'); end if;
  if p_patch ? 'entity_name' then p_old.entity_name := p_patch ->> 'entity_name'; end if;
  if p_patch ? 'entity_code' then p_old.entity_code := p_patch ->> 'entity_code'; end if;
  if p_patch ? 'entity_description' then p_old.entity_description := p_patch ->> 'entity_description'; end if;
  if p_patch ? 'smart_code' then p_old.smart_code := p_patch ->> 'smart_code'; end if;
  if p_patch ? 'parent_entity_id' then p_old.parent_entity_id := (p_patch ->> 'parent_entity_id')::uuid; end if;
  if p_patch ? 'status' then p_old.status := p_patch ->> 'status'; end if;
  if p_patch ? 'metadata' then p_old.metadata := coalesce(nullif(p_patch -> 'metadata', 'null'), '{}'); end if;
  if p_patch ? 'business_rules' then
    p_old.business_rules := coalesce(nullif(p_patch -> 'business_rules', 'null'), '{}');
  end if;
  if p_patch ? 'ai_insights' then p_old.ai_insights := coalesce(nullif(p_patch -> 'ai_insights', 'null'), '{}'); end if;
  return p_old;
end
$function$;
CREATE OR REPLACE FUNCTION hera.patched_transaction(p_old public.universal_transactions, p_patch jsonb)
 RETURNS public.universal_transactions
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_new public.universal_transactions;
  v_given jsonb := p_patch - array['transaction_id', 'id', 'organization_id', 'transaction_date', 'fiscal_year', 'fiscal_period',
    'reversal_of_id', 'reversed_by_id', 'withdrawn_of_id', 'is_system', 'is_gl', 'is_financial', 'posted_xid', 'posted_at', 'subject_id', 'log_cluster',
    'log_xid', 'idempotency_key', 'version', 'created_at', 'updated_at', 'created_by', 'updated_by', 'deleted_at'];
begin
  if v_given ? 'posting_status' and coalesce(v_given ->> 'posting_status', '') not in ('draft', 'posted', p_old.posting_status) then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: posting_status is draft or posted',
      detail = '{"field": "posting_status"}';
  end if;
  if v_given ? 'transaction_type' then
    v_given := v_given || jsonb_build_object('transaction_type', upper(v_given ->> 'transaction_type'));
    perform hera.refuse_system_kind(v_given ->> 'transaction_type');
  end if;
  v_new := jsonb_populate_record(p_old, v_given);
  v_new.business_context := coalesce(nullif(v_new.business_context, 'null'), '{}');
  v_new.metadata := coalesce(nullif(v_new.metadata, 'null'), '{}');
  if p_patch ->> 'transaction_date' is not null then
    v_new.transaction_date := hera.instant_of(p_patch ->> 'transaction_date', 0);
  end if;
  return v_new;
end
$function$;
CREATE OR REPLACE FUNCTION hera.pattern_condition(p_alias text, p_field text, p_text text, p_fold boolean)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  c_few constant integer := 2000;
  v_pattern text := replace(replace(regexp_replace(replace(p_text, '\*', chr(1)), '([\\%_])', '\\\1', 'g'), '*', '%'),
    chr(1), '*');
  v_beginning text := substring(p_text from '^[^*\\]*');
  v_ids uuid[];
begin
  if p_text !~ '[*\\]' and not p_fold then
    return hera.text_field_condition(p_alias, p_field, row('eq', array[p_text])::hera.field_term);
  end if;
  if v_beginning <> '' and not p_fold then
    return format('starts_with(%s.field_value_key, %L)', p_alias, left(v_beginning, 200)) || case
      when p_text = v_beginning || '*' and length(v_beginning) <= 200 then ''
      else format(' and %s.field_value_text like %L', p_alias, v_pattern) end;
  end if;
  if v_pattern ~ '[^%_\\]{3}' and v_pattern ~ '[[:alnum:]]' then
    v_ids := array(select hera.probe_patterns(p_field, v_pattern, p_fold, c_few + 1));
    if cardinality(v_ids) <= c_few then
      return format('%s.entity_id = any (%L::uuid[])', p_alias, v_ids);
    end if;
  end if;
  return format('%s.field_value_text %s %L', p_alias, case when p_fold then 'ilike' else 'like' end, v_pattern);
end
$function$;
CREATE OR REPLACE FUNCTION hera.period(p_organization_id uuid, INOUT period_code text, OUT id uuid, OUT period_name text, OUT period_status text, OUT fiscal_year integer, OUT version integer)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  select e.id, e.entity_name, s.field_value_text, y.field_value_number::integer, e.version
  into id, period_name, period_status, fiscal_year, version
  from public.core_entities e
  left join public.core_dynamic_data s on s.organization_id = e.organization_id and s.entity_id = e.id
    and s.field_name = 'period_status'
  left join public.core_dynamic_data y on y.organization_id = e.organization_id and y.entity_id = e.id
    and y.field_name = 'fiscal_year'
  where e.organization_id = p_organization_id and e.entity_type || '' = 'FISCAL_PERIOD' and e.entity_code = period.period_code
    and e.deleted_at is null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.period_key(p_organization_id uuid, p_code text)
 RETURNS bigint
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return hashtextextended(p_organization_id || ' period ' || p_code, 0);
end
$function$;
CREATE OR REPLACE FUNCTION hera.periods_of_year(p_organization_id uuid, p_fiscal_year integer)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return array(
    select e.entity_code::text
    from public.core_entities e
    join public.core_dynamic_data y on y.organization_id = e.organization_id and y.entity_id = e.id
      and y.field_name = 'fiscal_year' and y.field_value_number = p_fiscal_year
    where e.organization_id = p_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null
    order by e.entity_code);
end
$function$;
CREATE OR REPLACE FUNCTION hera.platform_user(p_subject text, p_person jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_is_id boolean := p_subject ~ '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';
  v_id uuid := hera.actor(p_subject)::jsonb ->> 'user_id';
  v_before uuid;
begin
  if v_id is not null then
    return v_id;
  end if;
  if coalesce(p_subject, '') = '' or v_is_id and p_subject::uuid = c_platform then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: a user is required; the null UUID is none',
      detail = '{"field": "user_id"}';
  end if;
  v_id := case when v_is_id then p_subject::uuid else uuidv7() end;
  v_before := hera.act_in(c_platform);
  perform hera.found_entity(c_platform, v_id, jsonb_build_object('entity_type', 'USER',
      'entity_name', coalesce(nullif(p_person ->> 'name', ''), nullif(p_person ->> 'email', ''), p_subject),
      'entity_code', nullif(p_person ->> 'email', ''), 'smart_code', 'HERA.CORE.IDENTITY.USER.PERSON.V1'),
    jsonb_build_object('email', nullif(p_person ->> 'email', ''), 'auth_subject', case when not v_is_id then p_subject end),
    'Onboarded');
  perform hera.act_in(v_before);
  return v_id;
end
$function$;
CREATE OR REPLACE FUNCTION hera.post_closing_entries(p_organization_id uuid, p_fiscal_year integer, p_until timestamp with time zone, p_reason text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_branches text[] := array(
    select distinct e.branch_id from hera.earnings_before(p_organization_id, p_until) e order by e.branch_id);
  v_branch text;
  v_ids uuid[] := '{}';
  v_new public.universal_transactions;
begin
  foreach v_branch in array v_branches loop
    insert into public.universal_transactions (organization_id, id, transaction_type, transaction_number, smart_code,
      transaction_date, currency_code, transaction_status, business_context, metadata, posting_status, is_gl)
    select p_organization_id, n.id, 'GL_CLOSING', hera.new_transaction_number(n.id), 'HERA.FIN.GL.YEAR.CLOSED.V1',
      p_until - interval '1 microsecond', hera.base_currency(p_organization_id), 'POSTED',
      jsonb_strip_nulls(jsonb_build_object('branch_id', v_branch)),
      jsonb_strip_nulls(jsonb_build_object('closes_fiscal_year', p_fiscal_year, 'reason', p_reason)), 'posted', true
    from (select uuidv7() as id) n
    returning * into v_new;
    perform hera.insert_closing_lines(v_new, v_branch, p_until);
    perform hera.log_change(p_organization_id, v_new.id, 'CREATE', v_new.transaction_type, v_new.smart_code, 1, p_reason,
      jsonb_build_object('subject', 'transaction', 'created', jsonb_build_object('transaction', jsonb_build_object(
        'transaction_type', v_new.transaction_type, 'transaction_number', v_new.transaction_number, 'smart_code', v_new.smart_code,
        'transaction_date', hera.utc(v_new.transaction_date)), 'lines', (
          select coalesce(jsonb_agg(l.value || jsonb_build_object('line_number', l.key::integer) order by l.key::integer), '[]')
          from jsonb_each(hera.lines_by_number(p_organization_id, v_new.id)) l),
        'dynamic', '{}'::jsonb, 'relationships', '[]'::jsonb)), null);
    v_ids := v_ids || v_new.id;
  end loop;
  return v_ids;
end
$function$;
CREATE OR REPLACE FUNCTION hera.post_trade(p_transaction jsonb, p_lines jsonb[], p_origin_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_message text;
  v_detail text;
begin
  return hera.create_transaction(nullif(current_setting('hera.organization_id', true), '')::uuid, 'owner',
    jsonb_strip_nulls(p_transaction), p_lines, '{}', '[]', '{}', p_origin_id);
exception
  when sqlstate 'ZH017' then
    get stacked diagnostics v_message = message_text, v_detail = pg_exception_detail;
    perform hera.fail_procedure('PERIOD_CLOSED', regexp_replace(v_message, '^HERA_\w+: ', ''),
      v_detail::jsonb || jsonb_build_object('guardrail', v_detail::jsonb -> 'code'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.post_two_sides(p_header jsonb, p_amount numeric, p_debit uuid, p_credit uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return hera.create_transaction(nullif(current_setting('hera.organization_id', true), '')::uuid, 'owner',
    p_header || jsonb_build_object('total_amount', p_amount), array[
      jsonb_build_object('line_number', 1, 'line_type', 'GL', 'smart_code', 'HERA.FIN.GL.LINE.ENTRY.V1', 'entity_id', p_debit,
        'debit_amount', p_amount, 'description', p_header -> 'metadata' -> 'description'),
      jsonb_build_object('line_number', 2, 'line_type', 'GL', 'smart_code', 'HERA.FIN.GL.LINE.ENTRY.V1', 'entity_id', p_credit,
        'credit_amount', p_amount, 'description', p_header -> 'metadata' -> 'description')], '{}', '[]', '{}');
exception
  when sqlstate 'ZH017' then
    perform hera.fail_procedure('PERIOD_CLOSED', regexp_replace(sqlerrm, '^HERA_[A-Z_]+: ', ''), null);
    return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.posted_sums(p_organization_id uuid, p_from xid8, p_to xid8)
 RETURNS TABLE(fiscal_period text, account_id uuid, branch_id text, currency_code text, is_closing boolean, is_converted boolean, debit numeric, credit numeric, base_debit numeric, base_credit numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'on'
 SET plan_cache_mode TO 'force_custom_plan'
 SET work_mem TO '64MB'
 SET max_parallel_workers_per_gather TO '2'
AS $function$
begin
  return query
  select e.fiscal_period, e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted,
    sum(e.debit), sum(e.credit), sum(e.base_debit), sum(e.base_credit)
  from reporting.book_entries e
  -- Without the first condition a planner that knows nothing of the table takes a whole history for a few rows.
  where e.organization_id = p_organization_id and (p_from = '0' or e.posted_xid >= p_from) and e.posted_xid < p_to
  group by e.fiscal_period, e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted;
end
$function$;
CREATE OR REPLACE FUNCTION hera.posting_seal(p_organization_id uuid, p_transaction_id uuid, p_form integer)
 RETURNS bytea
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_header public.universal_transactions;
begin
  select * into v_header from public.universal_transactions t
  where t.organization_id = p_organization_id and t.id = p_transaction_id and t.is_gl and t.posting_status <> 'draft';
  if not found then
    return null;
  end if;
  return sha256(hera.row_seal(v_header, true, p_form) || coalesce((
    select string_agg(sha256(convert_to(case when p_form is null
        then jsonb_strip_nulls(to_jsonb(l) || jsonb_build_object('line_data', l.line_data::text, 'metadata', l.metadata::text))::text
        else rtrim(l::text, ',)') end, 'UTF8')), ''::bytea order by l.line_number, l.id)
    from public.universal_transaction_lines l
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id), ''::bytea));
end
$function$;
CREATE OR REPLACE FUNCTION hera.price_cart_lines(p_cart public.universal_transactions, p_units integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_tier text;
begin
  select lower(d.field_value_text) into v_tier from public.core_dynamic_data d
  where d.organization_id = p_cart.organization_id and d.entity_id = p_cart.source_entity_id and d.field_name = 'loyalty_tier';
  update public.universal_transaction_lines l
  set unit_amount = n.unit, discount_amount = n.discount, line_amount = round(l.quantity * n.unit, p_units) - n.discount,
    updated_at = now()
  from (
    select p.id, p.unit, least(round(p.quantity * p.unit, p_units),
      round(p.quantity * p.unit * coalesce((p.line_data ->> 'discount_percent')::numeric, 0) / 100, p_units)
      + coalesce((p.line_data ->> 'discount_amount')::numeric, 0)) as discount
    from (
      select c.id, c.quantity, c.line_data, coalesce((c.line_data ->> 'unit_amount')::numeric,
        (t.field_value_json ->> v_tier)::numeric, f.field_value_number, c.unit_amount) as unit
      from public.universal_transaction_lines c
      left join public.core_dynamic_data f on f.organization_id = c.organization_id and f.entity_id = c.entity_id
        and f.field_name = 'price'
      left join public.core_dynamic_data t on t.organization_id = c.organization_id and t.entity_id = c.entity_id
        and t.field_name = 'tier_prices'
      where c.organization_id = p_cart.organization_id and c.transaction_id = p_cart.id
    ) p
  ) n
  -- With the cart's id no plan can look through the lines of all carts.
  where l.organization_id = p_cart.organization_id and l.transaction_id = p_cart.id and l.id = n.id
    and (l.unit_amount, l.discount_amount, l.line_amount)
      is distinct from (n.unit, n.discount, round(l.quantity * n.unit, p_units) - n.discount);
end
$function$;
CREATE OR REPLACE FUNCTION hera.probe_patterns(p_field text, p_pattern text, p_fold boolean, p_most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  v_key text := nullif(current_setting('hera.organization_id', true), '')::uuid || ' ' || p_field;
begin
  if p_fold then
    return query select d.entity_id from public.core_dynamic_data d
      where d.organization_id::text || ' ' || d.field_name::text = v_key and d.field_value_text ilike p_pattern
        and d.field_value_text is not null and d.entity_id is not null
      limit p_most;
  else
    return query select d.entity_id from public.core_dynamic_data d
      where d.organization_id::text || ' ' || d.field_name::text = v_key and d.field_value_text like p_pattern
        and d.field_value_text is not null and d.entity_id is not null
      limit p_most;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.probe_similar_names(p_folded text, p_type text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  -- Not a SET of the function: before its library is loaded, only a superuser may write this name into one.
  perform set_config('pg_trgm.word_similarity_threshold', '0.5', true);
  return query select n.id
    from (
      select e.id, hera.word_similarity(p_folded, hera.folded(e.entity_name)) as alike
      from public.core_entities e
      where e.organization_id::text = nullif(current_setting('hera.organization_id', true), '')::uuid::text and e.deleted_at is null
        and p_folded operator(hera.<%) hera.folded(e.entity_name) and (p_type is null or e.entity_type = p_type)
      limit 2000
    ) n
    order by n.alike desc, n.id limit 200;
end
$function$;
CREATE OR REPLACE FUNCTION hera.probe_words(p_query tsquery, p_type text, p_most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  return query select e.id from public.core_entities e
    where e.organization_id::text = nullif(current_setting('hera.organization_id', true), '')::uuid::text
      and e.search_document @@ p_query and (p_type is null or e.entity_type = p_type)
    limit p_most;
end
$function$;
CREATE OR REPLACE FUNCTION hera.profit_and_loss(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_query jsonb := hera.with_span(p_query) || '{"include_closing": false}';
  v_data text;
  v_totals text;
begin
  with b as materialized (
    select a.*, a.debit_turnover - a.credit_turnover as net from hera.account_balances(v_query) a
    where a.account_type in ('revenue', 'expense') and a.debit_turnover <> a.credit_turnover
  ), t as (
    select b.currency_code, -sum(case b.account_type when 'revenue' then b.net else b.net * 0 end) as revenue,
      sum(case b.account_type when 'expense' then b.net else b.net * 0 end) as expense, -sum(b.net) as net_income
    from b group by b.currency_code
  )
  select (
    select string_agg(json_build_object('account_id', b.account_id, 'account_code', b.account_code, 'account_name', b.account_name,
      'account_type', b.account_type, 'currency_code', b.currency_code, 'debit_balance', hera.debit_side(b.net),
      'credit_balance', hera.debit_side(-b.net), 'amount', case b.account_type when 'revenue' then -b.net else b.net end)::text, ','
      order by b.account_type desc, b.account_code, b.account_id, b.currency_code)
    from b), (
    select string_agg(json_build_object('currency_code', t.currency_code, 'revenue', t.revenue, 'expense', t.expense,
      'net_income', t.net_income)::text, ',' order by t.currency_code)
    from t)
  into v_data, v_totals;
  return hera.statement_text(v_query, v_data, v_totals);
end
$function$;
CREATE OR REPLACE FUNCTION hera.purchase_post(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_currency text := hera.base_currency(v_here);
  v_net numeric := (p_inputs ->> 'value')::numeric;
  v_tax numeric := coalesce(hera.asked_number(p_inputs, 'tax_amount', 'INVALID_AMOUNT', hera.minor_units(v_currency)), 0);
  v_entries jsonb[];
  v_items jsonb[];
  v_receipt jsonb;
begin
  if v_tax < 0 then
    perform hera.fail_procedure('INVALID_AMOUNT', 'input tax is not negative', '{"field": "tax_amount"}');
  end if;
  perform hera.refuse_known_document((p_inputs ->> 'supplier_id')::uuid, p_inputs ->> 'reference');
  select array_agg(jsonb_build_object('line_type', 'RETAIL', 'smart_code', 'HERA.RETAIL.PURCHASE.RECEIPT.LINE.V1',
    'entity_id', i.value -> 'entity_id', 'quantity', i.value -> 'quantity', 'unit_amount', i.value -> 'unit_cost',
    'line_amount', i.value -> 'value') order by i.position) into v_items
  from jsonb_array_elements(p_inputs -> 'items') with ordinality i (value, position);
  v_entries := hera.ledger_entry('inventory', v_net, v_currency, 'Goods received')
    || hera.ledger_entry('tax', v_tax, v_currency, 'Input tax')
    || hera.ledger_entry('payables', -v_net - v_tax, v_currency, 'Goods received');
  v_receipt := hera.post_trade(jsonb_build_object('transaction_type', 'PURCHASE', 'smart_code', 'HERA.RETAIL.PURCHASE.GL.RECEIPT.V1',
    'transaction_date', hera.utc(hera.asked_instant(p_inputs, 'received_at')), 'source_entity_id', p_inputs ->> 'supplier_id',
    'total_amount', v_net + v_tax, 'currency_code', v_currency, 'transaction_status', 'RECEIVED',
    'reference_number', p_inputs ->> 'reference', 'business_context', jsonb_build_object('branch_id', p_inputs -> 'branch_id',
      'movement_id', p_inputs -> 'movement_id', 'tax_amount', v_tax)), v_items || v_entries, null);
  return jsonb_build_object('transaction_id', v_receipt -> 'transaction_id', 'receipt_number', v_receipt -> 'transaction_number',
    'net_amount', v_net, 'tax_amount', v_tax, 'total_amount', v_net + v_tax, 'items', p_inputs -> 'items',
    'debits', (select coalesce(sum((l.value ->> 'debit_amount')::numeric), 0) from unnest(v_entries) l (value)),
    'credits', (select coalesce(sum((l.value ->> 'credit_amount')::numeric), 0) from unnest(v_entries) l (value)));
end
$function$;
CREATE OR REPLACE FUNCTION hera.query_transactions_v1(p_payload jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_page jsonb := hera.read_transactions(p_payload - array['header', 'lines', 'reason'], null);
begin
  return v_page || jsonb_build_object('action', 'QUERY', 'transactions', v_page -> 'data');
end
$function$;
CREATE OR REPLACE FUNCTION hera.rates_of(p_organization_id uuid, p_currencies text[], p_at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_base text := hera.base_currency(p_organization_id);
  v_rates jsonb := jsonb_build_object(v_base, 1);
  v_currency text;
begin
  foreach v_currency in array p_currencies loop
    if v_currency <> v_base and not v_rates ? v_currency then
      v_rates := v_rates || jsonb_strip_nulls(jsonb_build_object(v_currency, hera.exchange_rate(p_organization_id, v_currency,
        v_base, (p_at at time zone hera.time_zone(p_organization_id))::date)));
    end if;
  end loop;
  return v_rates;
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_a_field(p_fields jsonb, p_order text[], p_most integer, OUT field text, OUT ids uuid[])
 RETURNS record
 LANGUAGE plpgsql
 STABLE STRICT
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  v_most bigint := p_most;
begin
  loop
    foreach field in array p_order loop
      execute hera.field_sets(jsonb_build_object(field, p_fields -> field), field, v_most + 1) into ids;
      if cardinality(ids) <= v_most then
        return;
      end if;
    end loop;
    exit when not found;
    v_most := v_most * 3;
  end loop;
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_bundles(p_organization_id uuid, p_entity jsonb, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_id uuid := coalesce(p_entity ->> 'entity_id', p_entity ->> 'id')::uuid;
  v_mode text := upper(coalesce(p_options ->> 'list_mode', 'FULL'));
  v_full boolean := v_mode = 'FULL' or v_id is not null;
  v_dynamic boolean := v_full and coalesce((p_options ->> 'include_dynamic')::boolean, true);
  v_relationships boolean := v_full and coalesce((p_options ->> 'include_relationships')::boolean, v_id is not null);
  v_deleted boolean := coalesce((p_options ->> 'include_deleted')::boolean, false);
  v_answer jsonb;
begin
  if v_mode not in ('HEADERS', 'FULL') then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: list_mode must be HEADERS or FULL',
      detail = '{"field": "p_options.list_mode"}';
  end if;
  if v_id is not null then
    -- One entity has no next page: whatever stands here was not given out for it.
    perform hera.open_cursor(jsonb_build_object('entity_id', v_id, 'cursor', p_options -> 'cursor'));
    v_answer := hera.entity_bundle(p_organization_id, v_id, v_dynamic, v_relationships, v_deleted);
    if v_answer is null then
      raise exception using errcode = 'ZH005', message = 'HERA_ENTITY_NOT_FOUND: there is no such entity';
    end if;
    return jsonb_build_object('success', true, 'action', 'READ', 'entity_id', v_id, 'data', v_answer) || v_answer;
  end if;

  v_answer := hera.read_entities(p_entity,
    coalesce(p_options, '{}') || jsonb_build_object('include_dynamic', v_dynamic, 'include_relationships', v_relationships));
  return (v_answer - 'data') || jsonb_build_object('action', 'READ', 'items', v_answer -> 'data', 'data',
    jsonb_build_object('list', coalesce((
      select jsonb_agg(hera.entity_bundle(p_organization_id, (i.value ->> 'id')::uuid, v_dynamic, v_relationships, true)
        order by i.position)
      from jsonb_array_elements(v_answer -> 'data') with ordinality i (value, position)), '[]')));
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_changes(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
 SET enable_sort TO 'off'
 SET enable_bitmapscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  c_looks constant integer := 20000;
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_cluster bigint := current_setting('hera.cluster_id')::bigint;
  v_xmin xid8 := pg_snapshot_xmin(pg_current_snapshot());
  v_key bytea := hera.feed_key();
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_bytes integer := coalesce((p_query ->> 'bytes')::integer, 1048576);
  v_after record;
  v_entry public.universal_transactions;
  v_subject text;
  v_items text[] := '{}';
  v_looks integer := 0;
  v_more boolean;
  v_cursor text;
begin
  select * into v_after from hera.open_place(p_query ->> 'cursor', v_key);
  for v_entry in
    select * from public.universal_transactions t
    where t.organization_id = v_organization_id and t.log_xid is not null
      and (t.log_cluster, t.log_xid, t.id) > (v_after.o_cluster, v_after.o_xid, v_after.o_id)
      and (t.log_cluster, t.log_xid) < (v_cluster, v_xmin)
    order by t.log_cluster, t.log_xid, t.id
    limit c_looks
  loop
    v_looks := v_looks + 1;
    v_subject := hera.wanted_subject(p_query, v_entry);
    if v_subject is not null then
      v_cursor := hera.seal_place(v_entry.log_cluster, v_entry.log_xid, v_entry.id, v_key);
      v_items := v_items || hera.change_item(v_cursor, v_entry, v_subject);
      v_bytes := v_bytes - octet_length(v_items[cardinality(v_items)]);
    end if;
    exit when cardinality(v_items) = v_limit or v_bytes <= 0;
  end loop;

  v_more := v_looks = c_looks or cardinality(v_items) = v_limit or v_bytes <= 0;
  v_cursor := case
    when v_more then hera.seal_place(v_entry.log_cluster, v_entry.log_xid, v_entry.id, v_key)
    when (v_after.o_cluster, v_after.o_xid) < (v_cluster, v_xmin) then
      hera.seal_place(v_cluster, v_xmin, '00000000-0000-0000-0000-000000000000', v_key)
    else hera.seal_place(v_after.o_cluster, v_after.o_xid, v_after.o_id, v_key) end;
  return v_cursor || ' ' || left(v_more::text, 1) || E'\n' || array_to_string(v_items, E'\n');
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_entities(p_entity jsonb, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_query jsonb := jsonb_strip_nulls(jsonb_build_object(
    'entity_id', coalesce(p_entity ->> 'entity_id', p_entity ->> 'id'), 'entity_type', upper(p_entity ->> 'entity_type'),
    'entity_code', p_entity ->> 'entity_code', 'status', p_entity ->> 'status', 'smart_code', p_entity ->> 'smart_code',
    'parent_entity_id', p_entity ->> 'parent_entity_id', 'q', coalesce(p_options ->> 'q', p_options ->> 'search_query')));
  v_name text;
begin
  foreach v_name in array array['include_dynamic', 'include_relationships', 'include_audit_fields', 'include_deleted',
      'include_total', 'limit', 'offset', 'cursor', 'order'] loop
    if p_options -> v_name <> 'null' then
      v_query := v_query || jsonb_build_object(v_name, p_options -> v_name);
    end if;
  end loop;
  v_query := v_query || hera.option_filters(p_options -> 'filters');
  if (v_query ->> 'limit')::integer not between 1 and 1000 then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: limit must be between 1 and 1000',
      detail = '{"field": "p_options.limit"}';
  end if;
  return ('{"success":true,' || hera.list_entities(v_query) || '}')::jsonb;
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_entity(p_entity_id uuid, p_options jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_relationships boolean := coalesce((p_options ->> 'include_relationships')::boolean, false);
begin
  return (
    select e.version || ' ' || lpad(current_setting('hera.cluster_id'), 19, '0')
      || lpad(pg_snapshot_xmin(pg_current_snapshot())::text, 20, '0')
      || ' ' || case when v_relationships then hera.relationships_stay(e.organization_id, e.id) else '-' end
      || ' ' || hera.entity_item(e, coalesce((p_options ->> 'include_dynamic')::boolean, true), v_relationships,
        coalesce((p_options ->> 'include_audit_fields')::boolean, false))
    from public.core_entities e
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_entity_id
      and (e.deleted_at is null or coalesce((p_options ->> 'include_deleted')::boolean, false)));
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_fields(p_dynamic jsonb)
 RETURNS hera.field[]
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
begin
  return array(
    select row(
        f.name, f.kind,
        case when f.kind = 'text' then coalesce(f.body ->> 'field_value_text', f.body ->> 'field_value', f.body ->> 'value')
          else f.body ->> 'field_value_text' end,
        case when f.kind = 'number' then coalesce(f.body ->> 'field_value_number', f.body ->> 'value')
          else f.body ->> 'field_value_number' end::numeric,
        case when f.kind = 'boolean' then coalesce(f.body ->> 'field_value_boolean', f.body ->> 'value')
          else f.body ->> 'field_value_boolean' end::boolean,
        case when f.kind = 'date' then coalesce(f.body ->> 'field_value_date', f.body ->> 'value')
          else f.body ->> 'field_value_date' end::timestamptz,
        nullif(case when f.kind = 'json' then coalesce(f.body -> 'field_value_json', f.body -> 'value')
          else f.body -> 'field_value_json' end, 'null'),
        f.body ->> 'smart_code')::hera.field
    from (
      select d.key as name, d.value as body, lower(coalesce(d.value ->> 'field_type', d.value ->> 'type',
        case
          when d.value ? 'field_value_number' then 'number'
          when d.value ? 'field_value_boolean' then 'boolean'
          when d.value ? 'field_value_date' then 'date'
          when d.value ? 'field_value_json' then 'json'
          else 'text'
        end)) as kind
      from jsonb_each(p_dynamic) d
      where jsonb_typeof(d.value) <> 'null'
      order by d.key collate "C"
    ) f);
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_organization(p_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return hera.read_organizations('GET', nullif(current_setting('hera.actor_user_id', true), '')::uuid, p_id, 1, 0)
    -> 'organization';
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_organizations(p_action text, p_user_id uuid, p_id uuid, p_limit integer, p_offset integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_items jsonb;
begin
  perform hera.refuse_limit(p_limit);
  v_items := hera.organizations_of(p_user_id, case p_action when 'GET' then p_id end, p_limit,
    case p_action when 'GET' then 0 else greatest(coalesce(p_offset, 0), 0) end);
  if p_action = 'LIST' then
    return jsonb_build_object('success', true, 'action', p_action, 'items', v_items, 'count', jsonb_array_length(v_items));
  end if;
  if v_items = '[]' then
    raise exception using errcode = 'ZH005', message = 'HERA_ORGANIZATION_NOT_FOUND: there is no such organization';
  end if;
  return jsonb_build_object('success', true, 'action', p_action, 'organization', v_items -> 0);
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_statement(p_kind text, p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform hera.freshen_balances();
  return case p_kind
    when 'trial_balance' then hera.trial_balance(p_query)
    when 'balance_sheet' then hera.balance_sheet(p_query)
    when 'profit_and_loss' then hera.profit_and_loss(p_query)
    when 'general_ledger' then hera.general_ledger(p_query)
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_term(p_parameter text, p_term text)
 RETURNS hera.field_term
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  c_operand constant text := '"(?:[^"\\]|\\.)*"|[^,"()]+';
  v_operator text := split_part(p_term, '.', 1);
  v_rest text := substr(p_term, length(v_operator) + 2);
  v_operands text[] := array[v_rest];
begin
  if v_operator not in ('eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'like', 'ilike', 'is') or strpos(p_term, '.') = 0 then
    perform hera.refuse_parameter(p_parameter, format(
      'must be an operator, a dot and a value; %s is none of eq neq gt gte lt lte in like ilike is', to_json(left(p_term, 50))));
  end if;
  if v_operator = 'in' then
    if v_rest !~ ('^\((?:' || c_operand || ')(?:,(?:' || c_operand || '))*\)$') then
      perform hera.refuse_parameter(p_parameter, 'must give in a list such as in.(a,"b,c")');
    end if;
    v_operands := array(select m[1] from regexp_matches(v_rest, '(' || c_operand || ')', 'g') m);
    if cardinality(v_operands) > 100 then
      perform hera.refuse_parameter(p_parameter, 'must give in at most 100 values');
    end if;
  elsif v_operator = 'is' and v_rest not in ('null', 'true', 'false') then
    perform hera.refuse_parameter(p_parameter, 'must say is.null, is.true or is.false');
  end if;
  v_operands := array(
    select case when o ~ '^"(?:[^"\\]|\\.)*"$' then regexp_replace(substr(o, 2, length(o) - 2), '\\(.)', '\1', 'g') else o end
    from unnest(v_operands) o);
  return row(v_operator, v_operands)::hera.field_term;
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_transaction(p_transaction_id uuid, p_options jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
begin
  return (
    select t.version || ' ' || hera.transaction_item(t, coalesce((p_options ->> 'include_lines')::boolean, true),
      coalesce((p_options ->> 'include_dynamic')::boolean, true),
      coalesce((p_options ->> 'include_relationships')::boolean, false),
      coalesce((p_options ->> 'include_audit_fields')::boolean, false))
    from public.universal_transactions t
    where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_transaction_id
      and not t.is_system
      and (t.deleted_at is null or coalesce((p_options ->> 'include_deleted')::boolean, false)));
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_transaction_v1(p_payload jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_id uuid := coalesce(p_payload ->> 'transaction_id', p_payload ->> 'id', p_payload -> 'header' ->> 'id')::uuid;
  v_item jsonb := hera.transaction_bundle(v_id, p_payload);
begin
  if v_item is null then
    raise exception using errcode = 'ZH005', message = 'HERA_TRANSACTION_NOT_FOUND: there is no such transaction';
  end if;
  return jsonb_build_object('success', true, 'action', 'READ', 'transaction_id', v_id, 'transaction', v_item, 'data', v_item);
end
$function$;
CREATE OR REPLACE FUNCTION hera.read_transactions(p_transaction jsonb, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_given jsonb := jsonb_strip_nulls(coalesce(p_options, '{}') || coalesce(p_transaction, '{}'));
  v_query jsonb := jsonb_strip_nulls(jsonb_build_object(
    'transaction_id', coalesce(v_given ->> 'transaction_id', v_given ->> 'id'),
    'transaction_type', upper(v_given ->> 'transaction_type'),
    'transaction_status', coalesce(v_given ->> 'transaction_status', v_given ->> 'status'),
    'q', coalesce(v_given ->> 'q', v_given ->> 'search_query')));
  v_name text;
begin
  foreach v_name in array array['transaction_number', 'transaction_code', 'source_entity_id', 'target_entity_id', 'smart_code',
      'posting_status', 'branch_id', 'reversal_of_id', 'date_from', 'date_to', 'include_lines', 'include_dynamic',
      'include_relationships', 'include_audit_fields', 'include_deleted', 'include_total', 'limit', 'offset', 'cursor', 'order'] loop
    if v_given ? v_name then
      v_query := v_query || jsonb_build_object(v_name, v_given -> v_name);
    end if;
  end loop;
  if (v_query ->> 'limit')::integer not between 1 and 1000 then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: limit must be between 1 and 1000',
      detail = '{"field": "p_options.limit"}';
  end if;
  return ('{"success":true,' || hera.list_transactions(v_query) || '}')::jsonb;
end
$function$;
CREATE OR REPLACE FUNCTION hera.record_run_lines(p_run_id uuid, p_actor jsonb, p_lines jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  -- An insert that may update is planned and set up for both, which costs every step that is only added a third more.
  if p_lines @? '$[*].again' then
    insert into public.universal_transaction_lines as l
      (organization_id, transaction_id, line_number, line_type, description, quantity, smart_code, line_data)
    select v_here, p_run_id, (n.value ->> 'number')::integer, n.value ->> 'type', n.value ->> 'node',
      (n.value ->> 'attempts')::numeric, 'HERA.CORE.ORCH.RUN.RECORD.V1', n.value -> 'data'
    from jsonb_array_elements(p_lines) n (value)
    on conflict (organization_id, transaction_id, line_number) do update
    set quantity = excluded.quantity, line_data = excluded.line_data, updated_at = now(), updated_by = excluded.updated_by;
  else
    insert into public.universal_transaction_lines
      (organization_id, transaction_id, line_number, line_type, description, quantity, smart_code, line_data)
    select v_here, p_run_id, (n.value ->> 'number')::integer, n.value ->> 'type', n.value ->> 'node',
      (n.value ->> 'attempts')::numeric, 'HERA.CORE.ORCH.RUN.RECORD.V1', n.value -> 'data'
    from jsonb_array_elements(p_lines) n (value);
  end if;
  if p_lines @? '$[*] ? (@.type == "ORCH_EVENT" || @.type == "ORCH_NESTED")' then
    insert into public.universal_transactions
      (organization_id, transaction_type, transaction_code, smart_code, transaction_status, business_context, metadata, run_due)
    select v_here, 'ORCH_EVENT', coalesce(e.data ->> 'order', e.data ->> 'name'), case when e.nested
        then 'HERA.CORE.ORCH.EVENT.NESTED.V1' else 'HERA.CORE.ORCH.EVENT.EMITTED.V1' end, 'PENDING',
      coalesce(e.data -> 'payload', '{}'), jsonb_build_object('run_id', p_run_id, 'node', n.value -> 'node', 'tries', 0,
        'actor', p_actor || jsonb_build_object('hops', coalesce((p_actor ->> 'hops')::integer, 0) + 1))
        || case when e.nested then jsonb_build_object('nested', e.data - 'payload' || jsonb_build_object('node', n.value -> 'node'))
          else '{}' end, clock_timestamp()
    from jsonb_array_elements(p_lines) n (value),
      lateral (select n.value -> 'data' as data, n.value ->> 'type' = 'ORCH_NESTED' as nested) e
    where n.value ->> 'type' in ('ORCH_EVENT', 'ORCH_NESTED');
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refund_entries(p_sale public.universal_transactions, p_items jsonb[], p_method text, p_returned numeric)
 RETURNS jsonb[]
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_base text := coalesce(hera.base_currency(p_sale.organization_id), p_sale.currency_code);
  v_currency text := p_sale.currency_code;
  v_sum record;
begin
  select coalesce(sum((i.value ->> 'line_amount')::numeric) filter (where i.value ->> 'line_type' = 'RETAIL'), 0) as products,
    coalesce(sum((i.value ->> 'line_amount')::numeric) filter (where i.value ->> 'line_type' <> 'RETAIL'), 0) as services,
    coalesce(sum((i.value ->> 'tax_amount')::numeric), 0) as tax
  into v_sum
  from unnest(p_items) i (value);
  return hera.ledger_entry('product_revenue', v_sum.products, v_currency, 'Refund')
    || hera.ledger_entry('service_revenue', v_sum.services, v_currency, 'Refund')
    || hera.ledger_entry('tax', v_sum.tax, v_currency, 'Tax on refunds')
    || hera.ledger_entry(lower(p_method), -v_sum.products - v_sum.services - v_sum.tax, v_currency, 'Refund',
      jsonb_build_object('method', p_method))
    || hera.ledger_entry('inventory', p_returned, v_base, 'Returned goods')
    || hera.ledger_entry('cost_of_goods', -p_returned, v_base, 'Returned goods');
end
$function$;
CREATE OR REPLACE FUNCTION hera.refund_post(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_sale public.universal_transactions := hera.sale_of((p_inputs ->> 'sale_id')::uuid);
  v_items jsonb[];
  v_entries jsonb[];
  v_refund jsonb;
begin
  select array_agg(jsonb_strip_nulls(jsonb_build_object('line_type', i.value -> 'line_type', 'entity_id', i.value -> 'entity_id',
    'smart_code', format('HERA.SALON.POS.REFUND.LINE.%s.V1', i.value ->> 'line_type'), 'description', i.value -> 'description',
    'quantity', i.value -> 'quantity', 'line_amount', i.value -> 'net', 'tax_amount', i.value -> 'tax',
    'line_data', jsonb_build_object('sale_line_number', i.value -> 'line_number'))) order by i.position) into v_items
  from jsonb_array_elements(p_inputs -> 'items') with ordinality i (value, position);
  v_entries := hera.refund_entries(v_sale, v_items, p_inputs ->> 'method', coalesce((p_inputs ->> 'returned_value')::numeric, 0));
  v_refund := hera.post_trade(jsonb_build_object('transaction_type', 'REFUND', 'smart_code', 'HERA.SALON.POS.GL.REFUND.V1',
    'transaction_date', p_inputs ->> 'refunded_at', 'source_entity_id', p_inputs ->> 'customer_id',
    'total_amount', p_inputs -> 'total_amount', 'currency_code', v_sale.currency_code, 'transaction_status', 'COMPLETED',
    'reference_number', v_sale.transaction_number, 'business_context', jsonb_build_object('sale_id', v_sale.id,
      'branch_id', v_sale.business_context -> 'branch_id', 'till', p_inputs -> 'till', 'reason', p_inputs -> 'reason',
      'net_amount', p_inputs -> 'net_amount', 'tax_amount', p_inputs -> 'tax_amount', 'method', p_inputs -> 'method')),
    v_items || v_entries, v_sale.id);
  return jsonb_build_object('transaction_id', v_refund -> 'transaction_id', 'refund_number', v_refund -> 'transaction_number',
    'sale_id', v_sale.id, 'total_amount', p_inputs -> 'total_amount', 'net_amount', p_inputs -> 'net_amount',
    'tax_amount', p_inputs -> 'tax_amount', 'method', p_inputs -> 'method',
    'debits', (select coalesce(sum((l.value ->> 'debit_amount')::numeric), 0) from unnest(v_entries) l (value)),
    'credits', (select coalesce(sum((l.value ->> 'credit_amount')::numeric), 0) from unnest(v_entries) l (value)));
end
$function$;
CREATE OR REPLACE FUNCTION hera.refund_prepare(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_sale public.universal_transactions := hera.sale_of((p_inputs ->> 'sale_id')::uuid);
  v_till text := hera.asked_till(p_inputs, v_sale.business_context ->> 'till');
  v_at timestamptz := hera.asked_instant(p_inputs, 'refunded_at');
  v_method text := upper(coalesce(p_inputs ->> 'method', 'CASH'));
  v_items jsonb := hera.asked_returns(v_sale, p_inputs -> 'lines');
  v_points numeric := coalesce((v_sale.business_context ->> 'loyalty_points')::numeric, 0);
  v_sold numeric := (v_sale.business_context ->> 'net_amount')::numeric;
  v_net numeric;
  v_tax numeric;
  v_before numeric;
begin
  if v_method not in ('CASH', 'CARD', 'BANK') then
    perform hera.fail_procedure('INVALID_PAYMENT', 'money goes back as CASH, CARD or BANK', '{"field": "method"}');
  elsif v_at < v_sale.transaction_date then
    perform hera.fail_procedure('INVALID_DATE', 'a refund is not older than its sale', '{"field": "refunded_at"}');
  end if;
  perform hera.hold_till(hera.branch_of(v_sale), v_till, v_sale.currency_code,
    (v_at at time zone hera.time_zone(v_sale.organization_id))::date, false);
  select sum((i.value ->> 'net')::numeric), sum((i.value ->> 'tax')::numeric) into v_net, v_tax from jsonb_array_elements(v_items) i;
  select sum(l.done_net) into v_before from hera.left_of_sale(v_sale) l;
  return jsonb_build_object('sale_id', v_sale.id, 'items', v_items, 'net_amount', v_net, 'tax_amount', v_tax,
    'total_amount', v_net + v_tax, 'customer_id', (
      select e.id from public.core_entities e
      where e.organization_id = v_sale.organization_id and e.id = v_sale.source_entity_id and e.deleted_at is null),
    'branch_id', hera.branch_of(v_sale), 'till', v_till, 'method', v_method, 'refunded_at', hera.utc(v_at), 'points',
    case when v_sold > 0 then floor(v_points * (v_before + v_net) / v_sold) - floor(v_points * v_before / v_sold) else 0 end);
end
$function$;
CREATE OR REPLACE FUNCTION hera.refusal_states()
 RETURNS TABLE(sqlstate_code text, message_code text)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  values ('ZH001', 'HERA_ORG_REQUIRED'), ('ZH002', 'HERA_ACTOR_NOT_MEMBER'), ('ZH003', 'HERA_FORBIDDEN'),
    ('ZH004', 'HERA_RESERVED_KIND'), ('ZH005', 'HERA_ENTITY_NOT_FOUND'), ('ZH006', 'HERA_VERSION_CONFLICT'),
    ('ZH007', 'HERA_IDEMPOTENCY_CONFLICT'), ('ZH008', 'HERA_FK_VIOLATION'), ('ZH009', 'HERA_PAYLOAD_INVALID'),
    ('ZH010', 'HERA_SMARTCODE_INVALID'), ('ZH011', 'HERA_HAS_DEPENDANTS'), ('ZH012', 'HERA_BATCH_TOO_LARGE'),
    ('ZH013', 'HERA_WRONG_STATE'), ('ZH014', 'HERA_APPEND_ONLY'), ('ZH015', 'HERA_CURSOR_INVALID'),
    ('ZH016', 'HERA_GL_UNBALANCED'), ('ZH017', 'HERA_PERIOD_CLOSED'), ('ZH018', 'HERA_GL_AMOUNT_INVALID'),
    ('ZH050', 'HERA_PROCEDURE_FAILED')
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_bad_organization(p_payload jsonb)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_field text := case
    when length(coalesce(p_payload ->> 'organization_name', '')) not between 1 and 255 then 'organization_name'
    when length(coalesce(p_payload ->> 'organization_code', '')) not between 1 and 255 then 'organization_code'
    when length(coalesce(p_payload ->> 'organization_type', 'X')) not between 1 and 255
      or upper(p_payload ->> 'organization_type') = 'PLATFORM' then 'organization_type'
    when coalesce(p_payload ->> 'template', 'salon') not in ('salon', 'retail', 'restaurant') then 'template'
  end;
begin
  if v_field is not null then
    raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: %s is missing or no value of its kind',
      v_field), detail = json_build_object('field', v_field)::text;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_cart_line(p_line_type text, p_quantity numeric, p_unit_amount numeric, p_percent numeric, p_amount numeric, p_stylist_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if p_quantity <= 0 or p_line_type = 'RETAIL' and p_quantity <> trunc(p_quantity) then
    perform hera.fail_procedure('INVALID_QUANTITY', 'a quantity is positive, and whole for a product',
      jsonb_build_object('field', 'quantity', 'quantity', p_quantity));
  elsif p_unit_amount < 0 or p_percent not between 0 and 100 or p_amount < 0
      or round(p_quantity * p_unit_amount * coalesce(p_percent, 0) / 100, 4) + coalesce(p_amount, 0) > p_quantity * p_unit_amount then
    perform hera.fail_procedure('INVALID_DISCOUNT', 'a discount is neither negative nor larger than what it reduces',
      jsonb_build_object('field', case when p_unit_amount < 0 then 'unit_amount' when p_percent not between 0 and 100 then 'discount_percent'
        when coalesce(p_amount, 0) = 0 then 'discount_percent' else 'discount_amount' end, 'discount_percent', p_percent, 'discount_amount', p_amount));
  elsif p_stylist_id is not null and not exists (
      select from public.core_entities e
      where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_stylist_id
        and e.deleted_at is null) then
    perform hera.fail_procedure('UNKNOWN_ITEM', 'nobody has the id ' || p_stylist_id, jsonb_build_object('field', 'stylist_id', 'stylist_id', p_stylist_id));
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_closed_hours(p_branch_id uuid, p_starts timestamp with time zone, p_ends timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_zone text := hera.time_zone(nullif(current_setting('hera.organization_id', true), '')::uuid);
  v_day date := (p_starts at time zone v_zone)::date;
  v_hours tstzrange := hera.opening_hours(p_branch_id, v_day);
begin
  -- What begins after midnight may belong to the evening before.
  if v_hours is null or v_hours @> tstzrange(p_starts, p_ends) or hera.opening_hours(p_branch_id, v_day - 1) @> tstzrange(p_starts, p_ends) then
    return;
  end if;
  perform hera.fail_procedure('OUTSIDE_HOURS', case when isempty(v_hours) then format('it is closed on %s', v_day)
    else format('%s to %s is not within the hours from %s to %s', to_char(p_starts at time zone v_zone, 'YYYY-MM-DD HH24:MI'),
      to_char(p_ends at time zone v_zone, 'HH24:MI'), to_char(lower(v_hours) at time zone v_zone, 'HH24:MI'),
      to_char(upper(v_hours) at time zone v_zone, 'HH24:MI')) end, jsonb_build_object('field', 'starts_at', 'branch_id', p_branch_id));
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_dependants(p_organization_id uuid, p_entity_id uuid, p_ids uuid[], p_cascade boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_children bigint := case when p_cascade then 0 else cardinality(p_ids) - 1 end;
  v_relationships bigint := 0;
  v_transactions bigint;
  v_lines bigint;
begin
  if not p_cascade then
    select count(*) into v_relationships from public.core_relationships r
    where r.organization_id = p_organization_id and r.to_entity_id = p_entity_id;
  end if;
  select count(*) into v_transactions from (
    select from public.universal_transactions t
    where t.organization_id = p_organization_id and t.source_entity_id = any (p_ids)
    union all
    select from public.universal_transactions t
    where t.organization_id = p_organization_id and t.target_entity_id = any (p_ids)) t;
  select count(*) into v_lines from public.universal_transaction_lines l
  where l.organization_id = p_organization_id and l.entity_id = any (p_ids);

  if v_children + v_relationships + v_transactions + v_lines > 0 then
    raise exception using errcode = 'ZH011', message = 'HERA_HAS_DEPENDANTS: other records depend on this entity',
      detail = json_build_object('children', v_children, 'relationships', v_relationships,
        'transactions', v_transactions, 'transaction_lines', v_lines)::text;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_gl_amount(p_organization_id uuid, p_transaction_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_line record;
begin
  select l.line_number, l.currency_code, a.field, a.amount into v_line
  from public.universal_transaction_lines l,
    lateral (values ('debit_amount', l.debit_amount::numeric), ('credit_amount', l.credit_amount::numeric)) a (field, amount)
  where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
    and a.amount is not null
    and (l.currency_code is null or a.amount <> round(a.amount, hera.minor_units(l.currency_code)))
  order by l.line_number limit 1;
  raise exception using errcode = 'ZH018',
    message = format('HERA_GL_AMOUNT_INVALID: line %s: %s', v_line.line_number, case
      when v_line.currency_code is null then 'a GL amount needs a currency'
      else format('%s has more decimals than %s has', v_line.amount, v_line.currency_code) end),
    detail = json_build_object('code', 'GL-AMOUNT-INVALID', 'line_number', v_line.line_number, 'field', v_line.field,
      'currency', v_line.currency_code, 'value', v_line.amount)::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_incomplete(p_entity jsonb)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_field text := case
    when coalesce(p_entity ->> 'entity_type', '') = '' then 'entity_type'
    when coalesce(p_entity ->> 'entity_name', '') = '' then 'entity_name'
  end;
begin
  if v_field is not null then
    raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: %s is required', v_field),
      detail = json_build_object('field', v_field)::text;
  end if;
  if coalesce(p_entity ->> 'smart_code', '') = '' then
    raise exception using errcode = 'ZH010', message = 'HERA_SMARTCODE_INVALID: smart_code is required for all HERA entities',
      detail = json_build_object('field', 'smart_code')::text;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_incomplete_lines(p_lines jsonb[], p_smart_code text)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_line record;
begin
  select l.position - 1 as index, l.value into v_line
  from unnest(p_lines) with ordinality l (value, position)
  where coalesce(l.value ->> 'line_type', '') = '' or coalesce(l.value ->> 'smart_code', p_smart_code, '') = ''
    or l.value -> 'line_data' ? 'side' and upper(l.value -> 'line_data' ->> 'side') not in ('DR', 'CR', 'DEBIT', 'CREDIT')
    or strpos(l.value ->> 'smart_code', '.GL.') > 0 and (l.value ->> 'line_amount')::numeric <> 0
      and l.value -> 'line_data' ->> 'side' is null and l.value ->> 'debit_amount' is null and l.value ->> 'credit_amount' is null
  limit 1;
  if not found then
    return;
  end if;
  if coalesce(v_line.value ->> 'line_type', '') <> '' and coalesce(v_line.value ->> 'smart_code', p_smart_code, '') = '' then
    raise exception using errcode = 'ZH010', message = format('HERA_SMARTCODE_INVALID: line %s needs a smart_code', v_line.index + 1),
      detail = json_build_object('field', format('lines.%s.smart_code', v_line.index))::text;
  elsif coalesce(v_line.value ->> 'line_type', '') = '' then
    raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: line %s needs a line_type', v_line.index + 1),
      detail = json_build_object('field', format('lines.%s.line_type', v_line.index))::text;
  end if;
  raise exception using errcode = 'ZH018',
    message = format('HERA_GL_AMOUNT_INVALID: line %s: a GL amount stands in debit_amount, in credit_amount, or has a side DR or CR',
      v_line.index + 1),
    detail = json_build_object('code', 'GL-AMOUNT-INVALID', 'line_number', v_line.index + 1, 'field', 'line_data.side')::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_incomplete_transaction(p_transaction jsonb)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_field text := case
    when coalesce(p_transaction ->> 'transaction_type', '') = '' then 'transaction_type'
    when coalesce(p_transaction ->> 'transaction_date', '') = '' then 'transaction_date'
  end;
begin
  if v_field is not null then
    raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: %s is required', v_field),
      detail = json_build_object('field', v_field)::text;
  end if;
  if coalesce(p_transaction ->> 'smart_code', '') = '' then
    raise exception using errcode = 'ZH010', message = 'HERA_SMARTCODE_INVALID: smart_code is required for all transactions',
      detail = '{"field": "smart_code"}';
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_known_customer(p_email text, p_phone text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_digits text := regexp_replace(p_phone, '\D', '', 'g');
  v_id uuid;
  v_field text;
begin
  perform pg_advisory_xact_lock(hashtextextended(v_here || ' customer ' || c.text, 0))
  from unnest(array[p_email, p_phone]) with ordinality c (text, place) where c.text is not null order by c.place;
  select e.id, d.field_name into v_id, v_field
  from (
    select 'email' as field, p.id from hera.probe_patterns('email',
      '%' || regexp_replace(p_email, '([\\%_])', '\\\1', 'g') || '%', true, 1000) p (id)
    union all
    select 'phone', p.id from hera.probe_patterns('phone', '%' || regexp_replace(v_digits, '(\d)', '\1%', 'g'), false, 1000) p (id)
  ) probed
  join public.core_dynamic_data d on d.organization_id = v_here and d.entity_id = probed.id and d.field_name = probed.field
  join public.core_entities e on e.organization_id = d.organization_id and e.id = d.entity_id
  where e.entity_type = 'CUSTOMER' and e.deleted_at is null and case probed.field
    when 'email' then lower(btrim(d.field_value_text)) = p_email
    else hera.normal_phone(d.field_value_text) = p_phone end
  order by e.id limit 1;
  if found then
    perform hera.fail_procedure('DUPLICATE_CUSTOMER', format('the customer %s has this %s', v_id, case v_field when 'email'
      then 'e-mail address' else 'telephone number' end), jsonb_build_object('customer_id', v_id, 'field', v_field));
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_known_document(p_supplier_id uuid, p_reference text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  if p_supplier_id is null then
    return;
  end if;
  perform from public.core_entities e
  where e.organization_id = v_here and e.id = p_supplier_id and e.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('UNKNOWN_SUPPLIER', format('nobody has the id %s', p_supplier_id),
      jsonb_build_object('field', 'supplier_id', 'supplier_id', p_supplier_id));
  end if;
  if exists (
      select from public.universal_transactions t
      where t.organization_id = v_here and t.source_entity_id = p_supplier_id and t.transaction_type = 'PURCHASE' and not t.is_system
        and t.reference_number = p_reference and t.deleted_at is null and t.posting_status <> 'reversed' and t.reversal_of_id is null) then
    perform hera.fail_procedure('DUPLICATE_RECEIPT', format('%s of this supplier is booked already', p_reference),
      jsonb_build_object('field', 'reference', 'supplier_id', p_supplier_id, 'reference', p_reference));
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_last_owner(p_organization_id uuid, p_user_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if not exists (
      select from public.core_relationships r
      where r.organization_id = p_organization_id and r.to_entity_id = p_organization_id
        and r.relationship_type = 'MEMBER_OF' and r.relationship_data ->> 'role' = 'owner'
        and r.from_entity_id <> p_user_id
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())) then
    raise exception using errcode = 'ZH013', message = 'HERA_WRONG_STATE: the last owner of an organization stays its owner',
      detail = '{"kind": "last_owner"}';
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_limit(p_limit integer)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if p_limit is null or p_limit not between 1 and 1000 then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: limit must be between 1 and 1000',
      detail = '{"field": "p_limit"}';
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_log_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception using errcode = 'ZH014', message = 'HERA_APPEND_ONLY: the change log is never changed';
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_missing_entities(p_organization_id uuid, p_source uuid, p_target uuid, p_lines jsonb[])
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  v_named uuid[];
  v_found uuid[];
  v_missing record;
begin
  select array_agg(distinct n.id) into v_named
  from (
    values (p_source), (p_target)
    union all
    select (l.value ->> 'entity_id')::uuid from unnest(p_lines) l (value)
  ) n (id)
  where n.id is not null;
  if v_named is null then
    return;
  end if;
  select array_agg(e.id) into v_found from public.core_entities e
  where e.organization_id = p_organization_id and e.id = any (v_named) and e.deleted_at is null;
  if cardinality(v_found) = cardinality(v_named) then
    return;
  end if;
  select n.field, n.id into v_missing
  from (
    values ('source_entity_id', p_source, -2), ('target_entity_id', p_target, -1)
    union all
    select format('lines.%s.entity_id', l.position - 1), (l.value ->> 'entity_id')::uuid, l.position
    from unnest(p_lines) with ordinality l (value, position)
  ) n (field, id, position)
  where n.id is not null and n.id <> all (coalesce(v_found, '{}'))
  order by n.position limit 1;
  raise exception using errcode = 'ZH008',
    message = format('HERA_FK_VIOLATION: %s names an entity that does not exist or is deleted', v_missing.field),
    detail = json_build_object('field', v_missing.field, 'id', v_missing.id)::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_missing_parent(p_parent_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_before uuid := hera.act_in(p_parent_id);
begin
  perform 1 from public.core_organizations o where o.id = p_parent_id and o.deleted_at is null;
  if not found then
    raise exception using errcode = 'ZH008',
      message = 'HERA_FK_VIOLATION: parent_organization_id names an organization that does not exist',
      detail = json_build_object('field', 'parent_organization_id', 'id', p_parent_id)::text;
  end if;
  perform hera.act_in(v_before);
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_missing_references(p_organization_id uuid, p_parent_entity_id uuid, p_relationships jsonb)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_field text;
  v_id uuid;
begin
  select n.field, n.id into v_field, v_id
  from (
    select 'relationships.' || (r.position - 1) || '.to_entity_id' as field, (r.value ->> 'to_entity_id')::uuid as id
    from jsonb_array_elements(p_relationships) with ordinality r (value, position)
    union all
    select 'parent_entity_id', p_parent_entity_id where p_parent_entity_id is not null
  ) n
  where not exists (
    select from public.core_entities e
    where e.organization_id = p_organization_id and e.id = n.id and e.deleted_at is null)
  limit 1;
  if found then
    raise exception using errcode = 'ZH008',
      message = format('HERA_FK_VIOLATION: %s names an entity that does not exist or is deleted', v_field),
      detail = json_build_object('field', v_field, 'id', v_id)::text;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_other_actor(p_user_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if p_user_id is null or p_user_id is distinct from nullif(current_setting('hera.actor_user_id', true), '')::uuid then
    raise exception using errcode = 'ZH003', message = 'HERA_FORBIDDEN: only the user himself may ask this',
      detail = '{"field": "p_user_id"}';
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_parameter(p_parameter text, p_rule text)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: %s %s', p_parameter, p_rule),
    detail = jsonb_build_object('field', p_parameter);
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_period(p_organization_id uuid, p_code text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_period record;
  v_code text;
begin
  select * into v_period from hera.period(p_organization_id, p_code);
  v_code := case v_period.period_status
    when 'CLOSED' then 'TXN-PERIOD-CLOSED'
    when 'LOCKED' then 'TXN-PERIOD-LOCKED'
    else 'TXN-PERIOD-NOT-FOUND'
  end;
  raise exception using errcode = 'ZH017',
    message = 'HERA_PERIOD_CLOSED: ' || case v_code
      when 'TXN-PERIOD-NOT-FOUND' then format('No fiscal period found for %s', p_code)
      else format('Cannot post to %s fiscal period %s (%s)', lower(v_period.period_status), p_code, v_period.period_name)
    end,
    detail = json_build_object('code', v_code, 'period_code', p_code, 'period_name', v_period.period_name,
      'period_status', v_period.period_status, 'fiscal_year', v_period.fiscal_year::text)::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_period_change(p_organization_id uuid, p_code text, p_status text, p_action text, p_force boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_periods text[];
  v_drafts jsonb;
  v_year integer;
begin
  if p_status = 'LOCKED' or p_action = 'CLOSE' and p_status <> 'OPEN' or p_action = 'OPEN' and p_status = 'OPEN' then
    perform hera.refuse_state(lower(p_status), format('fiscal period %s is %s', p_code, lower(p_status)), null);
  elsif p_action = 'LOCK' and p_status <> 'CLOSED' then
    perform hera.refuse_state('not_closed', format('fiscal period %s is not closed', p_code), null);
  end if;
  if p_action = 'OPEN' then
    v_year := (select p.fiscal_year from hera.period(p_organization_id, p_code) p);
    if hera.closing_entries(p_organization_id, v_year) <> '{}' then
      perform hera.refuse_state('year_closed', format('fiscal year %s is closed; reopen the year', v_year),
        jsonb_build_object('fiscal_year', v_year));
    end if;
    v_periods := hera.other_periods(p_organization_id, p_code, false, false);
    if v_periods <> '{}' then
      perform hera.refuse_state('later_periods_closed', 'reopen the latest closed period first',
        jsonb_build_object('periods', v_periods));
    end if;
    return;
  end if;
  v_periods := hera.other_periods(p_organization_id, p_code, true, true);
  if v_periods <> '{}' then
    perform hera.refuse_state('earlier_periods_open', 'earlier fiscal periods are open', jsonb_build_object('periods', v_periods));
  end if;
  if p_action = 'CLOSE' and not p_force then
    v_drafts := hera.financial_drafts(p_organization_id, p_code);
    if v_drafts <> '[]' then
      perform hera.refuse_state('financial_drafts', 'financial drafts are dated into this period', jsonb_build_object('drafts',
        v_drafts, 'count', jsonb_array_length(v_drafts)));
    end if;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_platform_options(p_actor_user_id uuid, p_options jsonb)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if (coalesce((p_options ->> 'allow_platform_identity')::boolean, false)
      or coalesce(p_options ->> 'system_actor_user_id', '') <> '')
     and coalesce(hera.actor(p_actor_user_id::text)::jsonb ->> 'platform_role', '') not in ('owner', 'admin') then
    raise exception using errcode = 'ZH003',
      message = 'HERA_FORBIDDEN: allow_platform_identity and system_actor_user_id are for platform administrators',
      detail = '{"field": "p_options"}';
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_reserved(p_role text, p_entity_type text, p_dynamic jsonb, p_relationships jsonb)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_kind text;
begin
  if p_entity_type in ('USER', 'ORGANIZATION', 'FISCAL_PERIOD', 'PROCEDURE', 'ORCHESTRATION', 'AI_MODEL', 'ORCH_POD')
     or p_entity_type in ('GL_ACCOUNT', 'POSTING_RULE', 'EXCHANGE_RATE') and not hera.role_includes(p_role, 'finance_admin') then
    v_kind := p_entity_type;
  elsif p_dynamic ? 'auth_subject' then
    v_kind := 'auth_subject';
  elsif jsonb_path_exists(p_relationships, '$[*].relationship_type ? (@ like_regex "^member_of$" flag "i")') then
    v_kind := 'MEMBER_OF';
  end if;
  if v_kind is not null then
    raise exception using errcode = 'ZH004',
      message = format('HERA_RESERVED_KIND: %s is written only by its own endpoint', v_kind),
      detail = json_build_object('kind', v_kind)::text;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_role(p_organization_id uuid, p_actor_role text, p_user_id uuid, p_given text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_had text;
begin
  if p_given is not null and not hera.role_includes('owner', p_given) then
    raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: role must be owner, admin, finance_admin, manager, staff or viewer',
      detail = '{"field": "role"}';
  end if;
  select r.relationship_data ->> 'role' into v_had from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF';
  if not hera.role_includes(p_actor_role, coalesce(p_given, 'viewer'))
     or not hera.role_includes(p_actor_role, coalesce(v_had, 'viewer')) then
    raise exception using errcode = 'ZH003',
      message = format('HERA_FORBIDDEN: as %s nobody gives or takes the role %s', p_actor_role,
        case when hera.role_includes(p_actor_role, coalesce(p_given, 'viewer')) then v_had else p_given end);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_state(p_state text, p_message text, p_more jsonb)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  raise exception using errcode = 'ZH013', message = 'HERA_WRONG_STATE: ' || p_message,
    detail = (jsonb_build_object('state', p_state) || coalesce(p_more, '{}'))::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_system_kind(p_type text)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if hera.ledger_kind(p_type, '') = 'system' or p_type = 'GL_CLOSING' then
    raise exception using errcode = 'ZH004',
      message = format('HERA_RESERVED_KIND: %s is written only by its own endpoint', p_type),
      detail = json_build_object('kind', p_type)::text;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_truncation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform hera.refuse_state('posted', 'transaction lines are never truncated', null);
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_unbalanced(p_organization_id uuid, p_transaction_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_wrong record;
begin
  for v_wrong in
    select l.currency_code,
      l.currency_code is null
        or max(greatest(min_scale(l.debit_amount), min_scale(l.credit_amount))) > hera.minor_units(l.currency_code) as is_invalid
    from public.universal_transaction_lines l
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
      and num_nonnulls(l.debit_amount, l.credit_amount) > 0
    group by l.currency_code
    having sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) <> 0
      or l.currency_code is null
      or max(greatest(min_scale(l.debit_amount), min_scale(l.credit_amount))) > hera.minor_units(l.currency_code)
  loop
    if v_wrong.is_invalid then
      perform hera.refuse_gl_amount(p_organization_id, p_transaction_id);
    end if;
    raise exception using errcode = 'ZH016', message = 'HERA_GL_UNBALANCED: debits and credits differ',
      detail = json_build_object('code', 'GL-UNBALANCED.V1', 'currencies',
        hera.gl_balances(p_organization_id, p_transaction_id, true))::text;
  end loop;
  if (
      select sum(l.base_amount) from public.universal_transaction_lines l
      where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id) <> 0 then
    raise exception using errcode = 'ZH016', message = 'HERA_GL_UNBALANCED: debits and credits differ in the base currency',
      detail = json_build_object('code', 'GL-UNBALANCED.V1', 'base_currency', hera.base_currency(p_organization_id))::text;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_uncoded_fields(p_organization_id uuid, p_entity_id uuid, p_transaction_id uuid, p_dynamic jsonb)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_field record;
  v_uncoded text[] := '{}';
begin
  for v_field in select d.key, d.value from jsonb_each(p_dynamic) d where jsonb_typeof(d.value) <> 'null' loop
    if jsonb_typeof(v_field.value) <> 'object' then
      raise exception using errcode = 'ZH009',
        message = format('HERA_PAYLOAD_INVALID: p_dynamic.%s must be {value, type, smart_code}', v_field.key),
        detail = json_build_object('field', 'p_dynamic.' || v_field.key)::text;
    end if;
    if coalesce(v_field.value ->> 'smart_code', '') = '' and not exists (
        select from public.core_dynamic_data s
        where s.organization_id = p_organization_id and s.entity_id = p_entity_id and s.field_name = v_field.key
        union all
        select from public.core_dynamic_data s
        where s.organization_id = p_organization_id and s.transaction_id = p_transaction_id and s.field_name = v_field.key) then
      v_uncoded := v_uncoded || v_field.key;
    end if;
  end loop;
  if v_uncoded <> '{}' then
    raise exception using errcode = 'ZH010',
      message = format('HERA_SMARTCODE_INVALID: the dynamic field %s needs a smart_code', v_uncoded[1]),
      detail = json_build_object('code', 'DYNAMIC-FIELD-SMARTCODE-REQUIRED', 'field', 'p_dynamic.' || v_uncoded[1] || '.smart_code',
        'field_names', v_uncoded)::text;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_unknown_branch(p_branch_id uuid, p_field text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if not exists (
      select from public.core_entities e
      where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_branch_id
        and e.entity_type = 'BRANCH' and e.deleted_at is null) then
    perform hera.fail_procedure('UNKNOWN_BRANCH', format('no branch has the id %s', p_branch_id),
      jsonb_build_object('field', p_field, 'branch_id', p_branch_id));
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_unsaleable(p_cart public.universal_transactions)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_lines record;
begin
  select count(*) as all_of_them, min(l.line_number) filter (where l.line_type not in ('RETAIL', 'SERVICE') or l.entity_id is null
    or coalesce(l.quantity, 0) <= 0 or coalesce(l.line_amount, -1) < 0) as wrong into v_lines
  from public.universal_transaction_lines l
  where l.organization_id = p_cart.organization_id and l.transaction_id = p_cart.id;
  if v_lines.all_of_them = 0 then
    perform hera.fail_procedure('EMPTY_CART', 'the cart has no lines', jsonb_build_object('cart_id', p_cart.id));
  elsif v_lines.wrong is not null then
    perform hera.fail_procedure('INVALID_LINES', format('line %s cannot be sold as it stands', v_lines.wrong),
      jsonb_build_object('line_number', v_lines.wrong));
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_wrong_opening(p_organization_id uuid, p_transaction_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_line record;
begin
  select l.line_number, a.entity_code, hera.account_type(l.entity_id) as account_type into v_line
  from public.universal_transaction_lines l
  left join public.core_entities a on a.organization_id = l.organization_id and a.id = l.entity_id
  where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
    -- What rounding leaves over has no amount of its own, and stands where it must (hera.add_rounding_line).
    and (l.debit_amount <> 0 or l.credit_amount <> 0)
    and coalesce(hera.account_type(l.entity_id), '') not in ('asset', 'liability', 'equity')
  order by l.line_number limit 1;
  if found then
    raise exception using errcode = 'ZH018',
      message = format('HERA_GL_AMOUNT_INVALID: line %s: an opening balance stands on an asset, liability or equity account',
        v_line.line_number),
      detail = json_strip_nulls(json_build_object('code', 'GL-OPENING-ACCOUNT', 'line_number', v_line.line_number,
        'field', 'entity_id', 'account_code', v_line.entity_code, 'account_type', v_line.account_type))::text;
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_wrong_reversal(p_organization_id uuid, p_original_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_original public.universal_transactions;
begin
  select * into v_original from public.universal_transactions t
  where t.organization_id = p_organization_id and t.id = p_original_id;
  if not found then
    raise exception using errcode = 'ZH008', message = 'HERA_FK_VIOLATION: reversal_of_id names a transaction that does not exist',
      detail = json_build_object('field', 'reversal_of_id', 'id', p_original_id)::text;
  elsif v_original.reversal_of_id is not null then
    perform hera.refuse_state('is_reversal', 'a reversal is not reversed',
      jsonb_build_object('reversal_of_id', v_original.reversal_of_id));
  elsif v_original.withdrawn_of_id is not null then
    perform hera.refuse_state('withdrawn', 'the transaction was withdrawn with its migration',
      jsonb_build_object('original_transaction_id', v_original.withdrawn_of_id));
  elsif v_original.posting_status = 'reversed' then
    perform hera.refuse_state('already_reversed', 'the transaction is reversed already',
      jsonb_build_object('reversal_transaction_id', v_original.reversed_by_id));
  elsif v_original.posting_status = 'draft' then
    perform hera.refuse_state('draft', 'a draft is not reversed but changed or deleted', null);
  elsif v_original.deleted_at is not null then
    perform hera.refuse_state('deleted', 'the transaction is deleted', null);
  elsif exists (
      select from public.universal_transactions t
      where t.organization_id = p_organization_id and t.origin_id = p_original_id and t.posting_status in ('posted', 'auto_posted')) then
    perform hera.refuse_state('followed', 'something posted follows from it, such as a refund: reverse that first', null);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.refuse_year_change(p_organization_id uuid, p_fiscal_year integer, p_last text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_periods text[];
begin
  if p_last is null then
    raise exception using errcode = 'ZH005',
      message = format('HERA_PERIOD_NOT_FOUND: there are no fiscal periods of the year %s', p_fiscal_year);
  end if;
  v_periods := hera.other_periods(p_organization_id, p_last, false, false);
  if v_periods <> '{}' then
    perform hera.refuse_state('later_periods_closed', 'later fiscal periods are closed', jsonb_build_object('periods', v_periods));
  end if;
  if (select p.period_status from hera.period(p_organization_id, p_last) p) = 'LOCKED' then
    perform hera.refuse_state('locked', format('fiscal period %s is locked', p_last), null);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.register_organization(p_payload jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_answer jsonb;
  v_request text;
begin
  perform hera.enter_platform(nullif(current_setting('hera.actor_user_id', true), '')::uuid);
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  return hera.keep_answer(v_request, 'CREATE', hera.create_organization(p_payload));
end
$function$;
CREATE OR REPLACE FUNCTION hera.register_spec(p_kind text, p_spec jsonb, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_code text := upper(p_spec ->> 'smart_code');
  v_known jsonb := jsonb_build_object('checksum', p_spec -> 'sha', 'plan_checksum', p_spec -> 'plan_sha');
  v_old public.core_entities;
  v_answer jsonb;
begin
  perform hera.enter_registry();
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(v_here || p_kind || v_code, 0));
  select * into v_old from public.core_entities e
  where e.organization_id = v_here and e.entity_code = v_code and e.entity_type = p_kind and e.deleted_at is null
  for no key update;

  if (p_options ->> 'expected_version')::integer is distinct from v_old.version and p_options ? 'expected_version' then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: it was registered anew by someone else',
      detail = json_build_object('expected_version', p_options -> 'expected_version', 'current_version', v_old.version)::text;
  end if;
  if v_old.id is not null and v_old.ai_insights @> jsonb_strip_nulls(v_known)
     and v_old.ai_insights ->> 'path' is not distinct from p_spec ->> 'path' then
    v_answer := hera.spec_answer('unchanged', v_old);
    perform hera.idempotent_store('REGISTER', v_answer);
    return v_answer;
  end if;
  return hera.store_spec(p_kind, v_code, p_spec, v_old, v_known);
end
$function$;
CREATE OR REPLACE FUNCTION hera.rehearsed_rows()
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  set constraints all immediate;
  return json_build_object('noted', current_setting('hera.rehearsed', true),
    'cut', coalesce(current_setting('hera.rehearsed_cut', true), '') = 'on')::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.relationship_list(p_relationships jsonb, p_entity_id text, p_entity_type text, p_smart_codes jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_list jsonb := case
    when jsonb_typeof(p_relationships) = 'array' then p_relationships
    when p_relationships ? 'relationships' then nullif(p_relationships -> 'relationships', 'null')
  end;
begin
  if p_relationships is null or p_relationships in ('null', '[]', '{}') then
    return null;
  end if;
  if v_list is null and jsonb_typeof(p_relationships) = 'object' and not p_relationships ? 'relationships' then
    select coalesce(jsonb_agg(jsonb_build_object('relationship_type', t.key, 'to_entity_id', i.value)), '[]') into v_list
    from jsonb_each(p_relationships - 'mode') t
    cross join lateral jsonb_array_elements(case when jsonb_typeof(t.value) = 'array' then t.value else '[{}]' end) i;
  end if;
  if v_list @? '$[*] ? (@.to_entity_id.type() <> "string" || !exists(@.to_entity_id) || !exists(@.relationship_type))'
     or jsonb_typeof(v_list) is distinct from 'array'
     or jsonb_path_exists(v_list, '$[*].from_entity_id ? (@ <> null && @ <> "" && @ <> $id)',
         jsonb_build_object('id', coalesce(p_entity_id, ''))) then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: p_relationships must be '
      '{mode, relationships: [{to_entity_id, relationship_type}]} or {TYPE: [id]}, starting at this entity',
      detail = '{"field": "p_relationships"}';
  end if;
  return (
    select coalesce(jsonb_agg(r.value || jsonb_build_object('smart_code', coalesce(nullif(r.value ->> 'smart_code', ''),
      p_smart_codes ->> (r.value ->> 'relationship_type'),
      format('HERA.GEN.%s.REL.%s.V1', upper(p_entity_type), upper(r.value ->> 'relationship_type')))) order by r.position), '[]')
    from jsonb_array_elements(v_list) with ordinality r (value, position));
end
$function$;
CREATE OR REPLACE FUNCTION hera.relationship_row(p_relationship public.core_relationships)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object('id', p_relationship.id, 'from_entity_id', p_relationship.from_entity_id,
    'to_entity_id', p_relationship.to_entity_id, 'relationship_type', p_relationship.relationship_type,
    'smart_code', p_relationship.smart_code, 'relationship_data', p_relationship.relationship_data,
    'effective_date', hera.utc(p_relationship.effective_date),
    'expiration_date', hera.utc(p_relationship.expiration_date), 'created_at', hera.utc(p_relationship.created_at),
    'updated_at', hera.utc(p_relationship.updated_at), 'created_by', p_relationship.created_by,
    'updated_by', p_relationship.updated_by);
end
$function$;
CREATE OR REPLACE FUNCTION hera.relationship_said(p_relationship public.core_relationships)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case when p_relationship.id is not null then jsonb_build_object('id', p_relationship.id,
    'smart_code', p_relationship.smart_code, 'relationship_data', p_relationship.relationship_data,
    'effective_date', hera.utc(p_relationship.effective_date), 'expiration_date', hera.utc(p_relationship.expiration_date)) end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.relationship_types(p_relationships jsonb)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return array(select distinct upper(r.value ->> 'relationship_type') from jsonb_array_elements(p_relationships) r);
end
$function$;
CREATE OR REPLACE FUNCTION hera.relationships_of(p_organization_id uuid, p_entity_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
begin
  return coalesce((
    select json_agg(json_build_object('id', r.id, 'relationship_type', r.relationship_type, 'to_entity_id', r.to_entity_id,
        'smart_code', r.smart_code, 'relationship_data', r.relationship_data, 'effective_date', hera.utc(r.effective_date),
        'expiration_date', hera.utc(r.expiration_date)) order by r.relationship_type, r.id)::text
    from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id
      and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.relationships_of_transaction(p_organization_id uuid, p_transaction_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
begin
  return coalesce((
    select json_agg(json_build_object('id', r.id, 'relationship_type', r.relationship_type, 'to_entity_id', r.to_entity_id,
        'smart_code', r.smart_code, 'relationship_data', r.relationship_data, 'effective_date', hera.utc(r.effective_date),
        'expiration_date', hera.utc(r.expiration_date)) order by r.relationship_type, r.id)::text
    from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_transaction_id = p_transaction_id
      and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.relationships_stay(p_organization_id uuid, p_entity_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((
    select floor(extract(epoch from min(case when r.effective_date > now() then r.effective_date else r.expiration_date end)
      - now()) * 1000)::bigint::text
    from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id
      and (r.effective_date > now() or r.expiration_date > now())), '-');
end
$function$;
CREATE OR REPLACE FUNCTION hera.remember_import(p_kept jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
AS $function$
begin
  update pg_temp.hera_import i
  set entity_id = (k.value ->> 1)::uuid, later = nullif(k.value -> 2, 'null')
  from jsonb_array_elements(coalesce(nullif(p_kept, 'null'), '[]')) k
  where i.line = (k.value ->> 0)::integer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.remove_entities(p_organization_id uuid, p_role text, p_entity_id uuid, p_cascade boolean, p_reason text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_ids uuid[];
  v_child public.core_entities;
  v_fields bigint;
  v_relationships bigint;
begin
  v_ids := hera.with_descendants(p_organization_id, p_entity_id);
  perform hera.refuse_dependants(p_organization_id, p_entity_id, v_ids, p_cascade);

  for v_child in
    select * from public.core_entities e
    where e.organization_id = p_organization_id and e.id = any (v_ids) and e.id <> p_entity_id
    order by e.id for no key update
  loop
    perform hera.refuse_reserved(p_role, v_child.entity_type, null, null);
    perform hera.log_change(p_organization_id, v_child.id, 'HARD_DELETE', v_child.entity_type, v_child.smart_code,
      v_child.version + 1, p_reason, hera.removed_entity(v_child), null);
  end loop;
  perform hera.detach_pointing(p_organization_id, v_ids, p_reason);

  delete from public.core_relationships r
  where r.organization_id = p_organization_id and (r.from_entity_id = any (v_ids) or r.to_entity_id = any (v_ids));
  get diagnostics v_relationships = row_count;
  delete from public.core_dynamic_data d where d.organization_id = p_organization_id and d.entity_id = any (v_ids);
  get diagnostics v_fields = row_count;
  delete from public.core_entities e where e.organization_id = p_organization_id and e.id = any (v_ids);
  return jsonb_build_object('dynamic_rows_deleted', v_fields, 'relationships_deleted', v_relationships);
end
$function$;
CREATE OR REPLACE FUNCTION hera.remove_events(p_days integer, p_limit integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_before timestamptz := clock_timestamp() - make_interval(days => p_days);
  v_bound uuid := (lpad(to_hex((extract(epoch from v_before) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;
  v_removed integer;
begin
  delete from public.universal_transactions t
  using (
    select e.id from public.universal_transactions e
    where e.organization_id = v_here and e.is_system and e.transaction_type = 'ORCH_EVENT' and e.id < v_bound and e.updated_at < v_before
      and e.transaction_status = 'DELIVERED'
      and not exists (select from public.core_organizations o where o.id = v_here and o.settings -> 'audit_hold' = 'true')
      -- With an offset it stays a look-up for each: as a join it could not use the key, under row-level security.
      and not exists (
        select from public.universal_transactions r
        where r.organization_id = v_here and r.id = (e.metadata ->> 'run_id')::uuid and not r.metadata ? 'folded'
        offset 0)
    order by e.id
    limit p_limit
    for update skip locked
  ) old
  where t.organization_id = v_here and t.id = old.id;
  get diagnostics v_removed = row_count;
  return v_removed::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.remove_member(p_organization_id uuid, p_user_id uuid, p_reason text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_role text;
begin
  perform 1 from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_organization_id for no key update;
  select r.relationship_data ->> 'role' into v_role from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF';
  if not found then
    raise exception using errcode = 'ZH005', message = 'HERA_MEMBER_NOT_FOUND: the user is not a member of this organization';
  end if;
  if v_role = 'owner' then
    perform hera.refuse_last_owner(p_organization_id, p_user_id);
  end if;
  perform hera.write_membership(p_organization_id, p_user_id, null, p_reason);
  return jsonb_build_object('user_id', p_user_id, 'organization_id', p_organization_id, 'role', v_role);
end
$function$;
CREATE OR REPLACE FUNCTION hera.remove_relationship(p_organization_id uuid, p_role text, p_relationship_id uuid, p_hard boolean, p_expected_version integer, p_reason text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
  v_relationship public.core_relationships;
  v_from public.core_entities;
  v_after public.core_relationships;
  v_others public.core_relationships[];
begin
  select * into v_relationship from public.core_relationships r
  where r.organization_id = p_organization_id and r.id = p_relationship_id and r.from_entity_id is not null
    and (p_hard or r.expiration_date is null or r.expiration_date > now());
  if not found then
    raise exception using errcode = 'ZH005', message = 'HERA_RELATIONSHIP_NOT_FOUND: there is no such relationship';
  end if;
  perform hera.refuse_reserved(p_role, null, null, jsonb_build_array(to_jsonb(v_relationship)));
  v_from := hera.lock_entity(p_organization_id, p_role, v_relationship.from_entity_id, p_expected_version, true);
  if p_hard then
    delete from public.core_relationships r where r.organization_id = p_organization_id and r.id = p_relationship_id;
  else
    update public.core_relationships r set expiration_date = now(), updated_at = now(), updated_by = v_actor
    where r.organization_id = p_organization_id and r.id = p_relationship_id returning r.* into v_after;
  end if;
  update public.core_entities e set version = e.version + 1, updated_at = now(), updated_by = v_actor
  where e.organization_id = p_organization_id and e.id = v_from.id;
  v_others := array(select r from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_entity_id = v_from.id
      and r.relationship_type = v_relationship.relationship_type and r.id <> p_relationship_id);
  perform hera.log_change(p_organization_id, v_from.id, 'UPDATE', v_from.entity_type, v_from.smart_code, v_from.version + 1,
    p_reason, jsonb_build_object('changes', hera.changed_relationships(v_others || v_relationship,
      case when v_after.id is null then v_others else v_others || v_after end)), null);
  return jsonb_build_object('success', true, 'action', 'DELETE', 'relationship_id', p_relationship_id,
    'entity_id', v_from.id, 'version', v_from.version + 1, 'mode', case when p_hard then 'HARD' else 'SOFT' end);
end
$function$;
CREATE OR REPLACE FUNCTION hera.remove_transaction(p_old public.universal_transactions)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_held jsonb := to_jsonb(p_old) - array['organization_id', 'id', 'version', 'created_at', 'updated_at', 'created_by', 'updated_by',
    'is_system', 'is_gl', 'is_financial', 'posted_xid', 'log_cluster', 'log_xid', 'subject_id', 'idempotency_key'];
begin
  if p_old.posting_status <> 'draft' then
    perform hera.refuse_state(p_old.posting_status, 'a posted transaction is never removed; reverse it', null);
  end if;
  v_held := v_held || jsonb_build_object('lines', hera.lines_by_number(p_old.organization_id, p_old.id),
    'dynamic', ('{' || hera.fields_of_transaction(p_old.organization_id, p_old.id) || '}')::jsonb,
    'relationships', hera.relationships_of_transaction(p_old.organization_id, p_old.id)::jsonb);
  delete from public.universal_transaction_lines l
  where l.organization_id = p_old.organization_id and l.transaction_id = p_old.id;
  delete from public.core_dynamic_data d where d.organization_id = p_old.organization_id and d.transaction_id = p_old.id;
  delete from public.core_relationships r
  where r.organization_id = p_old.organization_id and r.from_transaction_id = p_old.id;
  delete from public.universal_transactions t where t.organization_id = p_old.organization_id and t.id = p_old.id;
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', h.key, 'from', h.value, 'to', null) order by h.key)
    from jsonb_each(v_held) h where h.value not in ('null', '{}', '[]')), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.removed_entity(p_entity public.core_entities)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  c_generated constant text[] := array['field_value_float', 'field_value_long_float', 'field_value_key'];
  v_removed jsonb;
begin
  select jsonb_build_object('entity', to_jsonb(p_entity) - 'search_document', 'dynamic', coalesce((
      select jsonb_agg(to_jsonb(d) - c_generated order by d.field_name collate "C") from public.core_dynamic_data d
      where d.organization_id = p_entity.organization_id and d.entity_id = p_entity.id), '[]'),
    'relationships', coalesce((
      select jsonb_agg(r.whole order by r.whole ->> 'id') from (
        select to_jsonb(o) as whole from public.core_relationships o
        where o.organization_id = p_entity.organization_id and o.from_entity_id = p_entity.id
        union all
        select to_jsonb(i) from public.core_relationships i
        where i.organization_id = p_entity.organization_id and i.to_entity_id = p_entity.id) r), '[]'))
  into v_removed;
  return jsonb_build_object('removed', v_removed, 'changes', hera.changes_of_removal(v_removed));
end
$function$;
CREATE OR REPLACE FUNCTION hera.render_fields(p_fields hera.field[])
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  c_most constant integer := 1000;
  v_field hera.field;
  v_member text;
  v_plain text := '';
  v_shadowed text := '';
begin
  if cardinality(p_fields) > c_most then
    raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: an entity has at most %s dynamic fields', c_most),
      detail = '{"field": "dynamic"}';
  end if;
  foreach v_field in array p_fields loop
    v_member := to_json(v_field.field_name)::text || ':' || coalesce(case v_field.field_type
      when 'number' then v_field.field_value_number::text
      when 'boolean' then v_field.field_value_boolean::text
      when 'date' then left(to_json(v_field.field_value_date)::text, -7) || 'Z"'
      when 'json' then v_field.field_value_json::text
      else to_json(v_field.field_value_text)::text
    end, 'null');
    if v_field.field_name in ('id', 'entity_type', 'entity_name', 'entity_code', 'entity_description', 'smart_code',
        'parent_entity_id', 'status', 'metadata', 'business_rules', 'ai_insights', 'version', 'created_at', 'updated_at',
        'created_by', 'updated_by', 'deleted_at', 'organization_id', 'dynamic', 'relationships') then
      v_shadowed := v_shadowed || ',' || v_member;
    else
      v_plain := v_plain || ',' || v_member;
    end if;
  end loop;
  if v_shadowed <> '' then
    v_plain := v_plain || ',"dynamic":{' || substr(v_shadowed, 2) || '}';
  end if;
  return substr(v_plain, 2);
end
$function$;
CREATE OR REPLACE FUNCTION hera.render_listing(p_statement text, p_query jsonb, p_ids uuid[], p_limit integer, p_offset integer, OUT items text[], OUT keys jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
begin
  execute format(
    'select coalesce(array_agg(hera.entity_item(e, %L, %L, %L) order by p.place), ''{}''),
       coalesce(jsonb_agg(p.keys order by p.place), ''[]'')
     from (select s.id, s.keys, row_number() over () as place from (%s limit %s offset %s) s) p
     join public.core_entities e
       on e.organization_id = %s and e.id = p.id',
    coalesce((p_query ->> 'include_dynamic')::boolean, true), coalesce((p_query ->> 'include_relationships')::boolean, false),
    coalesce((p_query ->> 'include_audit_fields')::boolean, false), p_statement, p_limit, p_offset, hera.own_organization())
  into items, keys using p_ids;
end
$function$;
CREATE OR REPLACE FUNCTION hera.render_row_by_row(p_statement text, p_query jsonb, p_ids uuid[], p_limit integer, p_offset integer, OUT items text[], OUT keys jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
 SET enable_memoize TO 'off'
 SET join_collapse_limit TO '1'
AS $function$
declare
  v_page record := hera.render_listing(p_statement, p_query, p_ids, p_limit, p_offset);
begin
  items := v_page.items;
  keys := v_page.keys;
end
$function$;
CREATE OR REPLACE FUNCTION hera.reopen_fiscal_year(p_fiscal_year integer, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_codes text[];
  v_last record;
  v_entry public.universal_transactions;
  v_reversals jsonb := '[]';
  v_request text;
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  if coalesce(btrim(p_options ->> 'reason'), '') = '' then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: reopening a fiscal year needs a reason',
      detail = '{"field": "reason"}';
  end if;
  perform hera.lock_calendar(v_organization_id);
  v_codes := hera.periods_of_year(v_organization_id, p_fiscal_year);
  perform hera.refuse_year_change(v_organization_id, p_fiscal_year, v_codes[cardinality(v_codes)]);
  if hera.closing_entries(v_organization_id, p_fiscal_year) = '{}' then
    perform hera.refuse_state('not_closed', format('fiscal year %s is not closed', p_fiscal_year), null);
  end if;
  v_request := hera.set_key_aside();
  perform pg_advisory_xact_lock(hera.period_key(v_organization_id, v_codes[cardinality(v_codes)]));
  select * into v_last from hera.period(v_organization_id, v_codes[cardinality(v_codes)]);
  perform hera.store_period_status(v_organization_id, v_last.id, 'OPEN', 'OPEN', p_options ->> 'reason');
  for v_entry in
    select t.* from public.universal_transactions t
    where t.organization_id = v_organization_id and t.id = any (hera.closing_entries(v_organization_id, p_fiscal_year))
    order by t.id for no key update
  loop
    v_reversals := v_reversals || (hera.book_reversal(v_entry, jsonb_build_object('reason', p_options ->> 'reason',
      'reversal_date', v_entry.transaction_date)) -> 'reversal_transaction_id');
  end loop;
  v_answer := jsonb_build_object('success', true, 'fiscal_year', p_fiscal_year, 'reversal_transactions', v_reversals,
    'period_opened', v_last.period_code, 'message', format('Fiscal year %s is open', p_fiscal_year));
  return hera.keep_answer(v_request, 'FISCAL_YEAR_REOPEN', v_answer);
end
$function$;
CREATE OR REPLACE FUNCTION hera.replace_lines(p_old public.universal_transactions, p_new public.universal_transactions, p_lines jsonb[], p_smart_code text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_before jsonb := hera.lines_by_number(p_old.organization_id, p_old.id);
  v_changes jsonb;
begin
  if p_new.is_gl and not p_old.is_gl then
    update public.universal_transactions t set is_gl = true
    where t.organization_id = p_old.organization_id and t.id = p_old.id;
  end if;
  begin
    delete from public.universal_transaction_lines l
    where l.organization_id = p_old.organization_id and l.transaction_id = p_old.id;
    if cardinality(p_lines) > 0 then
      perform hera.insert_lines(p_old.organization_id, p_old.id, p_lines, p_new.currency_code, p_smart_code, null);
    end if;
    v_changes := hera.changed_lines(v_before, hera.lines_by_number(p_old.organization_id, p_old.id));
    if v_changes = '[]' then
      -- Only what is written as it would be can be compared; then it is taken back, and no line gets another id.
      raise no_data_found;
    end if;
  exception
    when no_data_found then
      if v_changes is distinct from '[]' then
        raise;
      end if;
  end;
  return v_changes;
end
$function$;
CREATE OR REPLACE FUNCTION hera.replaced_types(p_relationships jsonb, p_options jsonb)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_mode text := upper(coalesce(
    case when jsonb_typeof(p_relationships) = 'object' then p_relationships ->> 'mode' end,
    p_options ->> 'relationships_mode', 'UPSERT'));
begin
  if v_mode not in ('UPSERT', 'REPLACE') then
    raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: the mode of relationships must be UPSERT or REPLACE', detail = '{"field": "mode"}';
  end if;
  if v_mode = 'UPSERT' then
    return '{}';
  end if;
  if jsonb_typeof(p_relationships) = 'object' and not p_relationships ? 'relationships' then
    return array(select upper(k.name) from jsonb_object_keys(p_relationships - 'mode') k (name));
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.replay_event(p_event_id uuid, p_reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_event public.universal_transactions;
begin
  select * into v_event from public.universal_transactions e
  where e.organization_id = v_here and e.id = p_event_id and e.transaction_type = 'ORCH_EVENT'
  for no key update;
  if not found then
    return null;
  elsif v_event.transaction_status = 'PENDING' then
    perform hera.refuse_state('PENDING', 'the event is about to be delivered', null);
  end if;
  update public.universal_transactions e
  set transaction_status = 'PENDING', run_due = clock_timestamp(), updated_at = now(), version = e.version + 1,
    metadata = (e.metadata - 'problems') || jsonb_build_object('tries', 0,
      'actor', e.metadata -> 'actor' || '{"hops": 1}')
  where e.organization_id = v_here and e.id = p_event_id
  returning * into v_event;
  perform hera.note_run(p_event_id, 'REPLAY', p_reason);
  return hera.event_item(v_event)::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.report_bounds(p_query jsonb, OUT from_at timestamp with time zone, OUT until timestamp with time zone, OUT recorded timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_zone text := hera.time_zone(nullif(current_setting('hera.organization_id', true), '')::uuid);
  v_end text := coalesce(p_query ->> 'to', p_query ->> 'as_of', to_char(now() at time zone v_zone, 'YYYY-MM-DD'));
  v_month timestamp := to_date(p_query ->> 'period', 'YYYY-MM');
begin
  recorded := hera.end_of(p_query ->> 'recorded_as_of');
  if v_month is not null then
    from_at := v_month at time zone v_zone;
    until := (v_month + interval '1 month') at time zone v_zone;
  else
    from_at := hera.instant_of(p_query ->> 'from', 0);
    until := hera.end_of(v_end);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.reposted(p_old public.universal_transactions, p_new public.universal_transactions)
 RETURNS public.universal_transactions
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_posts boolean := p_new.posting_status <> 'draft';
begin
  if v_posts and not p_new.is_financial then
    perform hera.refuse_state('not_financial', 'only a financial transaction is posted', null);
  elsif v_posts and p_old.posting_status = 'draft' and p_new.transaction_status = 'VOID' then
    perform hera.refuse_state('void', 'a void draft is not posted', null);
  end if;
  if p_old.posting_status <> 'draft' then
    if p_new.is_gl then
      perform hera.refuse_state('posted', 'a posted transaction does not become a journal', null);
    end if;
    perform hera.hold_period(p_old.organization_id, p_old.transaction_date, false);
  end if;
  if p_new.is_financial and (v_posts or not p_old.is_financial or p_new.transaction_date <> p_old.transaction_date) then
    select p.period_code, p.fiscal_year into p_new.fiscal_period, p_new.fiscal_year
    from hera.hold_period(p_new.organization_id, p_new.transaction_date, p_new.is_gl) p;
  else
    p_new.fiscal_period := case when p_new.is_financial then p_old.fiscal_period end;
    p_new.fiscal_year := case when p_new.is_financial then p_old.fiscal_year end;
  end if;
  if v_posts and p_old.posting_status = 'draft' then
    p_new.posted_xid := pg_current_xact_id();
    p_new.posted_at := clock_timestamp();
    if p_new.is_gl then
      perform hera.value_lines(p_new.organization_id, p_new.id, p_new.transaction_date);
      perform hera.refuse_unbalanced(p_new.organization_id, p_new.id);
      if p_new.transaction_type = 'GL_OPENING' then
        perform hera.refuse_wrong_opening(p_new.organization_id, p_new.id);
      end if;
    end if;
  end if;
  return p_new;
end
$function$;
CREATE OR REPLACE FUNCTION hera.require_role(p_role text, p_required text, p_what text)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if not hera.role_includes(p_role, p_required) then
    raise exception using errcode = 'ZH003',
      message = format('HERA_FORBIDDEN: %s needs the role %s; the actor is %s', p_what, p_required, p_role);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.reserve_stock(p_cart public.universal_transactions, p_product_id uuid, p_delta numeric, p_context jsonb)
 RETURNS numeric
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_mine numeric;
  v_place uuid;
  v_free numeric;
begin
  perform hera.lock_product(p_product_id, p_delta < 0);
  select (r.relationship_data ->> 'quantity')::numeric, (r.relationship_data ->> 'branch_id')::uuid into v_mine, v_place
  from public.core_relationships r
  where r.organization_id = p_cart.organization_id and r.from_transaction_id = p_cart.id and r.relationship_type = 'RESERVES'
    and r.to_entity_id = p_product_id;
  if not found then
    v_mine := 0;
    v_place := hera.stock_place(p_product_id, hera.branch_of(p_cart));
  end if;
  select s.free into v_free from hera.stock_at(p_product_id, v_place) s;
  if p_delta > 0 and p_delta > v_free then
    perform hera.fail_procedure('INSUFFICIENT_STOCK', format('%s are asked for and %s are left', p_delta, greatest(v_free, 0)),
      jsonb_build_object('field', 'quantity', 'entity_id', p_product_id, 'requested', p_delta, 'available', greatest(v_free, 0)));
  end if;

  if v_mine + p_delta > 0 then
    insert into public.core_relationships as r
      (organization_id, from_transaction_id, to_entity_id, relationship_type, smart_code, relationship_data)
    values (p_cart.organization_id, p_cart.id, p_product_id, 'RESERVES', 'HERA.SALON.INV.REL.RESERVES.V1',
      jsonb_strip_nulls(jsonb_build_object('quantity', v_mine + p_delta, 'branch_id', v_place)))
    on conflict (organization_id, from_transaction_id, relationship_type, to_entity_id) where from_transaction_id is not null
    do update set relationship_data = excluded.relationship_data, updated_at = now(), updated_by = excluded.updated_by;
  else
    delete from public.core_relationships r
    where r.organization_id = p_cart.organization_id and r.from_transaction_id = p_cart.id and r.relationship_type = 'RESERVES'
      and r.to_entity_id = p_product_id;
  end if;
  perform hera.cart_touched(p_cart, 'relationships.RESERVES.' || p_product_id, to_jsonb(v_mine),
    to_jsonb(greatest(v_mine + p_delta, 0)), p_context);
  return v_free - greatest(p_delta, -v_mine);
end
$function$;
CREATE OR REPLACE FUNCTION hera.reverse_transaction(p_organization_id uuid, p_role text, p_transaction_id uuid, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_old public.universal_transactions;
begin
  perform hera.require_role(p_role, 'finance_admin', 'a reversal');
  v_old := hera.lock_transaction(p_organization_id, p_transaction_id, null, false);
  perform hera.refuse_wrong_reversal(p_organization_id, p_transaction_id);
  if (p_options ->> 'expected_version')::integer <> v_old.version then
    perform hera.lock_transaction(p_organization_id, p_transaction_id, (p_options ->> 'expected_version')::integer, false);
  end if;
  return hera.book_reversal(v_old, p_options);
end
$function$;
CREATE OR REPLACE FUNCTION hera.revert_item(p_line public.universal_transaction_lines, p_context jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_product public.core_entities := hera.lock_product(p_line.entity_id, true);
  v_place uuid := (p_line.line_data ->> 'place')::uuid;
  v_unit_cost numeric := (p_line.line_data ->> 'unit_cost')::numeric;
  v_now record;
  v_cost numeric;
begin
  select * into v_now from hera.stock_at(p_line.entity_id, v_place);
  if p_line.quantity > v_now.free then
    perform hera.fail_procedure('INSUFFICIENT_STOCK', format('%s came and %s are left', p_line.quantity, greatest(v_now.free, 0)),
      jsonb_build_object('entity_id', p_line.entity_id, 'available', greatest(v_now.free, 0)));
  end if;
  v_cost := case
    when v_unit_cost is null then v_now.cost
    when v_now.cost is not distinct from (p_line.line_data ->> 'cost_after')::numeric then (p_line.line_data ->> 'cost_before')::numeric
    else coalesce(hera.average_cost(v_now.on_hand + v_now.in_transit, v_now.cost, -p_line.quantity, v_unit_cost,
      hera.minor_units(hera.base_currency(p_line.organization_id))), v_now.cost) end;
  perform hera.move_stock(v_product, v_place, -p_line.quantity, -coalesce((p_line.line_data ->> 'in_transit')::numeric, 0),
    case when v_cost is distinct from v_now.cost then hera.number_field(p_line.entity_id, 'cost', v_cost) else '{}' end, p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.revise_organization(p_payload jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_answer jsonb;
  v_request text;
begin
  perform hera.enter_organization('admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  return hera.keep_answer(v_request, 'UPDATE', hera.change_organization(
    nullif(current_setting('hera.organization_id', true), '')::uuid, p_payload, false));
end
$function$;
CREATE OR REPLACE FUNCTION hera.role_for(p_action text, p_options jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  case p_action
    when 'READ' then return 'viewer';
    when 'CREATE' then return 'staff';
    when 'UPDATE' then return case when (p_options ->> 'restore')::boolean then 'manager' else 'staff' end;
    when 'DELETE' then return case when (p_options ->> 'hard_delete')::boolean then 'admin' else 'manager' end;
    else raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: p_action must be CREATE, READ, UPDATE or DELETE', detail = '{"field": "p_action"}';
  end case;
end
$function$;
CREATE OR REPLACE FUNCTION hera.role_includes(p_role text, p_required text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case p_required
    when 'viewer' then p_role in ('viewer', 'staff', 'manager', 'finance_admin', 'admin', 'owner')
    when 'staff' then p_role in ('staff', 'manager', 'finance_admin', 'admin', 'owner')
    when 'manager' then p_role in ('manager', 'finance_admin', 'admin', 'owner')
    when 'finance_admin' then p_role in ('finance_admin', 'owner')
    when 'admin' then p_role in ('admin', 'owner')
    when 'owner' then p_role = 'owner'
    else false
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.row_seal(p_row public.universal_transactions, p_posting boolean, p_form integer)
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
AS $function$
begin
  if p_form is null then
    return hera.row_seal_by_json(p_row, p_posting);
  end if;
  p_row.is_system := null;
  if p_posting then
    p_row.metadata := null;
    p_row.version := null;
    p_row.updated_at := null;
    p_row.updated_by := null;
    p_row.posting_status := null;
    p_row.reversed_by_id := null;
    p_row.withdrawn_of_id := null;
  end if;
  return sha256(convert_to(rtrim(p_row::text, ',)'), 'UTF8'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.row_seal_by_json(p_row public.universal_transactions, p_posting boolean)
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
begin
  -- The many empty columns go first: what is done with the rest costs by the column.
  return sha256(convert_to((case when p_posting
    then jsonb_strip_nulls(to_jsonb(p_row))
      - '{is_system,metadata,version,updated_at,updated_by,posting_status,reversed_by_id,withdrawn_of_id}'::text[]
      || jsonb_build_object('business_context', p_row.business_context::text)
    else jsonb_strip_nulls(to_jsonb(p_row)) - 'is_system'
      || jsonb_build_object('business_context', p_row.business_context::text, 'metadata', p_row.metadata::text) end)::text, 'UTF8'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.run_backlog(OUT claimable_ms bigint, OUT outbox_ms bigint, OUT orphans bigint)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  v_now timestamptz := clock_timestamp();
begin
  select coalesce(extract(epoch from v_now - case when t.run_due = '-infinity' then t.updated_at else t.run_due end) * 1000, 0)
  into claimable_ms
  from (select 1) one
  left join lateral (
    select r.run_due, r.updated_at from public.universal_transactions r
    where r.run_due <= v_now and r.transaction_type || '' = 'ORCH_RUN' and r.transaction_status in ('PENDING', 'WAITING')
    order by r.run_due
    limit 1) t on true;
  select coalesce(extract(epoch from v_now - t.created_at) * 1000, 0) into outbox_ms
  from (select 1) one
  left join lateral (
    select e.created_at from public.universal_transactions e
    where e.run_due <= v_now and e.transaction_type || '' = 'ORCH_EVENT' and e.transaction_status = 'PENDING'
    order by e.run_due
    limit 1) t on true;
  select count(*) into orphans
  from public.universal_transactions t
  where t.run_owner is not null and not exists (
    select from pg_catalog.pg_locks l
    where l.locktype = 'advisory' and l.classid = 77 and l.objsubid = 2 and l.granted and l.objid::bigint = t.run_owner
      and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database()));
end
$function$;
CREATE OR REPLACE FUNCTION hera.run_operation(p_operation jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_action text := upper(p_operation ->> 'action');
  v_entity jsonb := p_operation -> 'entity';
  v_dynamic jsonb := nullif(p_operation -> 'dynamic', 'null');
  v_relationships jsonb := nullif(p_operation -> 'relationships', 'null');
  v_options jsonb := p_operation -> 'options';
  v_role text;
begin
  v_role := hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id,
    case when p_operation ? 'transaction' then hera.transaction_role(v_action, v_options) else hera.role_for(v_action, v_options) end);
  if p_operation ? 'transaction' then
    return hera.change_transaction(v_action, v_organization_id, v_role, p_operation -> 'transaction',
      case when jsonb_typeof(p_operation -> 'lines') = 'array' then
        array(select l.value from jsonb_array_elements(p_operation -> 'lines') with ordinality l (value, position) order by l.position)
      end, v_dynamic, v_relationships, v_options);
  end if;
  return case v_action
    when 'CREATE' then hera.create_entity(v_organization_id, v_role, v_entity, coalesce(v_dynamic, '{}'),
      coalesce(v_relationships, '[]'))
    when 'UPDATE' then hera.update_entity(v_organization_id, v_role, v_entity, v_dynamic, v_relationships,
      hera.relationship_types(v_relationships), v_options)
    when 'DELETE' then hera.delete_entity(v_organization_id, v_role,
      coalesce(v_entity ->> 'entity_id', v_entity ->> 'id')::uuid, v_options)
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.run_operations(p_stop boolean, p_operations jsonb[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_results jsonb[] := '{}';
  v_request text := current_setting('hera.request', true);
  v_answer jsonb;
  v_state text;
  v_message text;
  v_detail text;
  v_constraint text;
begin
  -- The key belongs to the batch, not to its operations.
  perform set_config('hera.request', (nullif(v_request, '')::jsonb - 'idempotency_key')::text, true);
  for v_index in 1 .. coalesce(cardinality(p_operations), 0) loop
    begin
      v_answer := hera.run_operation(p_operations[v_index]);
      v_results := v_results || (jsonb_build_object('index', v_index - 1) || (v_answer - array['success', 'message']));
    exception
      when serialization_failure or deadlock_detected or query_canceled then
        raise;
      when others then
        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail,
          v_constraint = constraint_name;
        v_results := v_results || jsonb_build_object('index', v_index - 1, 'sqlstate', v_state, 'message', v_message,
          'detail', v_detail, 'constraint', v_constraint);
        exit when p_stop;
    end;
  end loop;
  perform set_config('hera.request', coalesce(v_request, ''), true);
  return to_jsonb(v_results);
end
$function$;
CREATE OR REPLACE FUNCTION hera.run_steps(p_run public.universal_transactions)
 RETURNS TABLE(place integer, node text, step jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if p_run.metadata ? 'steps' then
    return query
      select case when s.value ->> 'phase' = 'UNDO' then 10000 else 0 end
          + row_number() over (partition by s.value ->> 'phase' order by s.ordinality)::integer, s.value ->> 'node', s.value
      from jsonb_array_elements(p_run.metadata -> 'steps') with ordinality s;
  else
    return query
      select l.line_number, l.description::text, l.line_data from public.universal_transaction_lines l
      where l.organization_id = p_run.organization_id and l.transaction_id = p_run.id and l.line_type = 'ORCH_STEP';
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.run_text(p_run_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select json_build_object('id', t.id, 'smart_code', t.smart_code, 'key', t.transaction_code, 'status', t.transaction_status,
        'payload', t.business_context, 'run', t.metadata - 'steps',
        'steps', coalesce(to_json(t.metadata -> 'steps'), json_agg(l.line_data order by l.line_number) filter (where l.line_type = 'ORCH_STEP'), '[]'),
        'signals', coalesce(json_agg(l.line_data order by l.line_number) filter (where l.line_type = 'ORCH_SIGNAL'), '[]'))::text
    from public.universal_transactions t
    left join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
      and l.line_number < 1000000
    where t.organization_id = v_here and t.id = p_run_id and t.transaction_type || '' = 'ORCH_RUN'
    group by t.organization_id, t.id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.run_timeline(p_run_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_run public.universal_transactions;
begin
  select * into v_run from public.universal_transactions t
  where t.organization_id = v_here and t.id = p_run_id and t.transaction_type || '' = 'ORCH_RUN';
  if not found then
    return null;
  end if;
  return (
    select coalesce(json_agg(e.entry order by e.at, e.place), '[]')::text
    from (
      select l.updated_at as at, l.line_number as place, json_build_object('at', hera.utc(l.updated_at),
          'kind', replace(l.line_type, 'ORCH_', ''), 'node', l.description, 'attempt', l.quantity)::jsonb
        || (l.line_data - array['input', 'output', 'payload', 'node', 'at', 'fence']) as entry
      from public.universal_transaction_lines l
      where l.organization_id = v_here and l.transaction_id = p_run_id and (l.line_type <> 'ORCH_STEP' or not v_run.metadata ? 'steps')
      union all
      select (s.step ->> 'at')::timestamptz, s.place, jsonb_build_object('at', s.step -> 'at', 'kind', 'STEP', 'node', s.node,
          'attempt', s.step -> 'attempts') || (s.step - array['input', 'output', 'node', 'at', 'fence'])
      from hera.run_steps(v_run) s
      where v_run.metadata ? 'steps'
      union all
      select a.created_at, 0, jsonb_build_object('at', hera.utc(a.created_at), 'kind', 'OPERATOR',
        'action', a.metadata -> 'action', 'reason', a.metadata -> 'reason', 'actor_user_id', a.created_by)
      from public.universal_transactions a
      where a.organization_id = v_here and a.is_system and a.transaction_type = 'AUDIT' and a.subject_id = p_run_id
    ) e);
end
$function$;
CREATE OR REPLACE FUNCTION hera.run_times(p_timeout_ms jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_now timestamptz := clock_timestamp();
begin
  return jsonb_strip_nulls(jsonb_build_object('at', hera.utc(v_now),
    'deadline', hera.utc(v_now + (p_timeout_ms::text || ' ms')::interval)));
end
$function$;
CREATE OR REPLACE FUNCTION hera.sale_entries(p_cart public.universal_transactions, p_items jsonb[], p_payments jsonb, p_change numeric, p_tip numeric, p_cost numeric)
 RETURNS jsonb[]
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_base text := coalesce(hera.base_currency(p_cart.organization_id), p_cart.currency_code);
  v_currency text := p_cart.currency_code;
  v_lines jsonb[] := '{}';
  v_sum record;
begin
  for v_sum in
    select p.value ->> 'method' as method, sum((p.value ->> 'amount')::numeric) as amount,
      string_agg(p.value ->> 'reference', ', ' order by p.position) as reference
    from jsonb_array_elements(p_payments) with ordinality p (value, position)
    group by p.value ->> 'method' order by 1
  loop
    v_lines := v_lines || hera.ledger_entry(lower(v_sum.method),
      v_sum.amount - case v_sum.method when 'CASH' then p_change else 0 end, v_currency, coalesce(v_sum.reference, 'Payment'),
      jsonb_build_object('method', v_sum.method));
  end loop;
  for v_sum in
    select i.value ->> 'line_type' = 'RETAIL' as is_product, sum((i.value ->> 'line_amount')::numeric) as net
    from unnest(p_items) i (value) group by 1 order by 1
  loop
    v_lines := v_lines || hera.ledger_entry(case when v_sum.is_product then 'product_revenue' else 'service_revenue' end,
      -v_sum.net, v_currency, 'Sales');
  end loop;
  return v_lines
    || hera.ledger_entry('tax', -(select sum((i.value ->> 'tax_amount')::numeric) from unnest(p_items) i (value)), v_currency, 'Tax on sales')
    || hera.ledger_entry('tips', -p_tip, v_currency, 'Tips')
    || hera.ledger_entry('cost_of_goods', p_cost, v_base, 'Cost of goods sold')
    || hera.ledger_entry('inventory', -p_cost, v_base, 'Cost of goods sold');
end
$function$;
CREATE OR REPLACE FUNCTION hera.sale_lines(p_cart public.universal_transactions, p_discount numeric, p_issued jsonb)
 RETURNS jsonb[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_units integer := hera.minor_units(p_cart.currency_code);
begin
  return (
    select array_agg(jsonb_strip_nulls(jsonb_build_object('line_type', s.line_type, 'line_number', s.place, 'entity_id', s.entity_id,
        'smart_code', format('HERA.SALON.POS.SALE.LINE.%s.V1', s.line_type), 'description', s.description, 'quantity', s.quantity,
        'unit_amount', s.unit_amount, 'discount_amount', coalesce(s.discount_amount, 0) + s.share, 'tax_amount', s.tax_amount,
        'line_amount', s.line_amount - s.share, 'line_data', jsonb_build_object('cart_line_id', s.id,
          'stylist_id', s.line_data -> 'stylist_id', 'unit_cost', (
            select i.value -> 'unit_cost' from jsonb_array_elements(p_issued) i
            where i.value ->> 'entity_id' = s.entity_id::text and s.line_type = 'RETAIL')))) order by s.place)
    from (
      select l.*, row_number() over w as place, case when sum(l.line_amount) over () = 0 then 0
        else round(p_discount * sum(l.line_amount) over w / sum(l.line_amount) over (), v_units)
          - round(p_discount * (sum(l.line_amount) over w - l.line_amount) / sum(l.line_amount) over (), v_units) end as share
      from public.universal_transaction_lines l
      where l.organization_id = p_cart.organization_id and l.transaction_id = p_cart.id
      window w as (order by l.line_number)
    ) s);
end
$function$;
CREATE OR REPLACE FUNCTION hera.sale_of(p_sale_id uuid)
 RETURNS public.universal_transactions
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_sale public.universal_transactions;
begin
  select * into v_sale from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_sale_id
    and t.transaction_type = 'POS_SALE' and t.origin_id is not null and t.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('SALE_NOT_FOUND', format('there is no sale %s', p_sale_id), jsonb_build_object('field', 'sale_id', 'sale_id', p_sale_id));
  elsif v_sale.posting_status = 'reversed' then
    perform hera.fail_procedure('SALE_REVERSED', 'the sale was reversed as a whole', jsonb_build_object('sale_id', p_sale_id));
  end if;
  return v_sale;
end
$function$;
CREATE OR REPLACE FUNCTION hera.sale_post(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_totals jsonb := v_cart.metadata -> 'totals';
  v_tip numeric := coalesce((p_inputs ->> 'tip_amount')::numeric, 0);
  v_net numeric := (v_totals ->> 'subtotal')::numeric - (v_totals ->> 'discount_amount')::numeric;
  v_points numeric := hera.loyalty_points(v_cart.source_entity_id, v_net);
  v_items jsonb[] := hera.sale_lines(v_cart, (v_totals ->> 'discount_amount')::numeric, coalesce(p_inputs -> 'issued', '[]'));
  v_entries jsonb[] := hera.sale_entries(v_cart, v_items, p_inputs -> 'payments', (p_inputs ->> 'change_due')::numeric, v_tip,
    -coalesce((p_inputs ->> 'issued_value')::numeric, 0));
  v_sale jsonb;
begin
  v_sale := hera.post_trade(jsonb_build_object('transaction_type', 'POS_SALE', 'smart_code', 'HERA.SALON.POS.GL.SALE.V1',
    'transaction_date', p_inputs ->> 'sold_at', 'source_entity_id', v_cart.source_entity_id, 'total_amount', v_cart.total_amount,
    'currency_code', v_cart.currency_code, 'transaction_status', 'COMPLETED', 'business_context', jsonb_strip_nulls(
      v_cart.business_context || jsonb_build_object('cart_id', v_cart.id, 'branch_id', hera.branch_of(v_cart), 'till', p_inputs -> 'till', 'net_amount', v_net,
        'tax_amount', v_totals -> 'tax_amount', 'tip_amount', v_tip, 'change_due', p_inputs -> 'change_due',
        'payments', p_inputs -> 'payments', 'loyalty_points', v_points))), v_items || v_entries, v_cart.id);
  return jsonb_build_object('transaction_id', v_sale -> 'transaction_id', 'sale_number', v_sale -> 'transaction_number',
    'total_amount', v_cart.total_amount, 'net_amount', v_net, 'tax_amount', v_totals -> 'tax_amount',
    'debits', (select coalesce(sum((l.value ->> 'debit_amount')::numeric), 0) from unnest(v_entries) l (value)),
    'credits', (select coalesce(sum((l.value ->> 'credit_amount')::numeric), 0) from unnest(v_entries) l (value)),
    'customer_id', v_cart.source_entity_id, 'loyalty_points', v_points);
end
$function$;
CREATE OR REPLACE FUNCTION hera.schedules()
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_schedules json;
begin
  with scheduled as (
    select e.organization_id, e.smart_code, e.ai_insights -> 'schedules' as times,
      (e.ai_insights ->> 'registered_at')::timestamptz as since, (e.ai_insights ->> 'registered_by')::uuid as registrant
    from public.core_entities e
    where e.entity_type = 'ORCHESTRATION' and e.ai_insights ? 'schedules' and e.deleted_at is null
      and e.organization_id <> c_platform
    union all
    select o.id, e.smart_code, e.ai_insights -> 'schedules',
      greatest((e.ai_insights ->> 'registered_at')::timestamptz, o.updated_at), null
    from public.core_organizations o, jsonb_array_elements_text(o.settings -> 'scheduled_orchestrations') w (code)
    join public.core_entities e on e.organization_id = c_platform and e.entity_code = upper(w.code)
    where o.settings ? 'scheduled_orchestrations'
      and e.entity_type = 'ORCHESTRATION' and e.ai_insights ? 'schedules' and e.deleted_at is null
      and not exists (
        select from public.core_entities own
        where own.organization_id = o.id and own.entity_code = e.entity_code and own.entity_type = 'ORCHESTRATION'
          and own.deleted_at is null)
  )
  select coalesce(json_agg(json_strip_nulls(json_build_object('organization_id', s.organization_id, 'smart_code', s.smart_code,
      'on', t.name, 'time_zone', coalesce(o.settings ->> 'time_zone', 'UTC'), 'since', hera.utc(s.since), 'last', l.key,
      'user_id', m.user_id, 'role', m.role))), '[]') into v_schedules
  from scheduled s
  cross join lateral jsonb_array_elements_text(s.times) t (name)
  join public.core_organizations o on o.id = s.organization_id
  left join lateral (
    select r.from_entity_id as user_id, r.relationship_data ->> 'role' as role from public.core_relationships r
    where r.organization_id = s.organization_id and r.relationship_type = 'MEMBER_OF'
      and (r.from_entity_id = s.registrant or s.registrant is null and r.relationship_data ->> 'role' = 'owner')
      and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())
    order by r.created_at, r.id
    limit 1
  ) m on true
  left join lateral (
    -- Both spellings of a version are one code. Digits sort alike in every collation, and between the two there are only times.
    select max(k.key) as key
    from (values ('v'), ('V')) v (spelling)
    cross join lateral (
      select r.transaction_code as key from public.universal_transactions r
      where r.organization_id = s.organization_id and r.smart_code = regexp_replace(s.smart_code, '[vV](\d+)$', v.spelling || '\1')
        and r.transaction_type = 'ORCH_RUN' and r.transaction_code between t.name || ' → 0' and t.name || ' → 9'
        and starts_with(r.transaction_code, t.name || ' → ')
      order by r.transaction_code desc
      limit 1) k
  ) l on true;
  return json_build_object('now', hera.utc(clock_timestamp()), 'schedules', v_schedules)::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.seal_cursor(p_query jsonb, p_keys jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_secret text;
begin
  select o.settings ->> 'cursor_secret' into v_secret
  from public.core_organizations o where o.id = '00000000-0000-0000-0000-000000000000';
  return substr(encode(sha256(convert_to(
    v_secret || coalesce(current_setting('hera.organization_id', true), '')
      || (p_query - '{cursor,limit,offset,include_total,include_dynamic,include_relationships,include_audit_fields}'::text[])::text
      || p_keys::text || v_secret, 'UTF8')), 'hex'), 1, 32) || '.' || encode(convert_to(p_keys::text, 'UTF8'), 'hex');
end
$function$;
CREATE OR REPLACE FUNCTION hera.seal_end(p_seal public.universal_transactions)
 RETURNS hera.feed_place
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when p_seal.id is null then row(0, '0', '00000000-0000-0000-0000-000000000000')::hera.feed_place
    else row(p_seal.metadata -> 'until' ->> 0, p_seal.metadata -> 'until' ->> 1, p_seal.metadata -> 'until' ->> 2)::hera.feed_place end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.seal_hash(p_seal public.universal_transactions)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  p_seal.metadata := p_seal.metadata - 'hash';
  return encode(hera.row_seal(p_seal, false, (p_seal.metadata ->> 'form')::integer), 'hex');
end
$function$;
CREATE OR REPLACE FUNCTION hera.seal_log(p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_sealed integer := 0;
  v_organization_id uuid;
begin
  for v_organization_id in select o.id from public.core_organizations o order by o.id loop
    v_sealed := v_sealed + hera.seal_organization(v_organization_id, p_limit - v_sealed);
    exit when v_sealed >= p_limit;
  end loop;
  return v_sealed;
end
$function$;
CREATE OR REPLACE FUNCTION hera.seal_organization(p_organization_id uuid, p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
 SET enable_sort TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  v_cluster bigint := current_setting('hera.cluster_id')::bigint;
  v_xmin xid8 := pg_snapshot_xmin(pg_current_snapshot());
  v_last public.universal_transactions;
  v_seal public.universal_transactions;
  v_after hera.feed_place;
  v_batch record;
  v_entries bytea;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('hera.seal ' || p_organization_id, 0)) then
    return 0;
  end if;
  select * into v_last from public.universal_transactions t
  where t.organization_id = p_organization_id and t.transaction_type = 'SEAL'
  order by t.transaction_code desc limit 1;
  v_after := hera.seal_end(v_last);

  select count(*)::integer as size,
    string_agg('L'::bytea || uuid_send(e.id) || substr(hera.row_seal(e.entry, false, 2), 1, 16), ''::bytea order by e.place) as entries,
    array_agg(distinct e.subject_id) as subjects,
    (array_agg(row(e.log_cluster, e.log_xid, e.id)::hera.feed_place order by e.place desc))[1] as until
  into v_batch
  from (
    select t as entry, t.id, t.subject_id, t.log_cluster, t.log_xid, row_number() over () as place
    from public.universal_transactions t
    where t.organization_id = p_organization_id and t.log_xid is not null
      and (t.log_cluster, t.log_xid, t.id) > (v_after.cluster, v_after.xid, v_after.id)
      and (t.log_cluster, t.log_xid) < (v_cluster, v_xmin)
    order by t.log_cluster, t.log_xid, t.id
    limit p_limit
  ) e;
  if v_batch.size = 0 then
    return 0;
  end if;
  select v_batch.entries || coalesce(string_agg('P'::bytea || uuid_send(p.id) || substr(p.seal, 1, 16), ''::bytea order by p.id), ''::bytea)
  into v_entries
  from (select s.id, hera.posting_seal(p_organization_id, s.id, 2) as seal from unnest(v_batch.subjects) s (id)) p
  where p.seal is not null;

  v_seal := hera.new_seal(p_organization_id, v_last, v_batch.until, v_batch.size, v_entries);
  insert into public.universal_transactions
    (organization_id, id, transaction_type, transaction_code, smart_code, transaction_date, transaction_status, metadata,
     created_at, updated_at, created_by, updated_by)
  values
    (v_seal.organization_id, v_seal.id, v_seal.transaction_type, v_seal.transaction_code, v_seal.smart_code,
     v_seal.transaction_date, v_seal.transaction_status, v_seal.metadata || jsonb_build_object('hash', hera.seal_hash(v_seal)),
     v_seal.created_at, v_seal.updated_at, v_seal.created_by, v_seal.updated_by);
  return v_batch.size;
end
$function$;
CREATE OR REPLACE FUNCTION hera.seal_place(p_cluster bigint, p_xid xid8, p_id uuid, p_key bytea)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_place bytea := int8send(p_cluster) || xid8send(p_xid) || uuid_send(p_id);
begin
  return encode(v_place || substr(sha256(p_key || v_place || p_key), 1, 8), 'hex');
end
$function$;
CREATE OR REPLACE FUNCTION hera.search_document(p_name text, p_code text, p_description text, p_snapshot text)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
begin
  return setweight(hera.search_words(concat_ws(' ', p_name, p_code)), 'A')
    || json_to_tsvector('hera.words'::regconfig, translate(
      '{"":' || to_json(coalesce(p_description, '')) || case
        when p_snapshot = '' or octet_length(p_snapshot) > 300000 then '' else ',' || p_snapshot end || '}',
      '-/@_+&#', '       ')::json, '["string"]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.search_entities(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
 SET enable_sort TO 'on'
 SET enable_bitmapscan TO 'on'
AS $function$
declare
  c_few constant integer := 2500;
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_cursor jsonb := hera.open_cursor(p_query);
  v_after jsonb := coalesce(v_cursor -> 'keys', v_cursor);
  v_types jsonb := coalesce(v_cursor -> 'types', hera.order_types(p_query -> 'order'));
  v_order hera.sort_key[] := hera.entity_order(p_query -> 'order', v_types);
  v_words hera.word_search := hera.word_search(p_query, v_cursor ->> 'words');
  v_core text := hera.entity_conditions(p_query);
  v_filters record := hera.field_filters(p_query);
  v_walk boolean;
  v_phase text;
  v_page record;
  v_ids uuid[];
  v_rest jsonb := v_filters.fields;
  v_offset integer := coalesce((p_query ->> 'offset')::integer, 0);
  v_items text[] := '{}';
  v_keys jsonb := '[]';
  v_total bigint;
  v_warnings jsonb;
begin
  v_filters.conditions := v_filters.conditions || coalesce(' and ' || v_words.condition, '');
  if (p_query ->> 'include_total')::boolean then
    v_total := hera.count_listing(v_filters.fields, v_core, v_filters.conditions);
  end if;
  if v_words.mode = 'ranked' and not p_query ? 'order' then
    v_order := row(v_words.rank, 'integer', true, null, false)::hera.sort_key || v_order;
  end if;
  -- Few of one field are looked up; of many, a page may be near at hand in the order that is asked for.
  v_walk := coalesce((v_cursor ->> 'walk')::boolean, v_words.mode is distinct from 'ranked'
    and case v_filters.fields when '{}' then v_filters.conditions <> 'true' or v_order[1].field is not null
      else (hera.smallest_filter(v_filters.fields, c_few + 1)).size > c_few end);
  if v_filters.fields <> '{}' and not v_walk and v_words.mode is distinct from 'ranked' then
    select n.ids, n.rest into v_ids, v_rest from hera.narrow_entities(v_filters.fields, false) n;
  end if;

  foreach v_phase in array case when v_order[1].nullable then array['given', 'missing'] else array['all'] end loop
    continue when v_phase = 'given' and v_after is not null and v_after ->> 0 is null;
    v_page := hera.listing_page(p_query, v_filters.fields, v_core, v_filters.conditions, v_order, v_after, v_phase, v_walk,
      v_limit + 1 - cardinality(v_items), v_ids, v_rest, v_offset);
    v_items := v_items || v_page.items;
    v_keys := v_keys || v_page.keys;
    v_ids := v_page.ids;
    v_rest := v_page.rest;
    v_offset := v_page.skipped;
    exit when cardinality(v_items) > v_limit;
  end loop;
  v_warnings := hera.listing_warnings(p_query, v_types, v_items = '{}');
  return hera.page_members(p_query, v_items, v_limit,
      jsonb_build_object('keys', v_keys -> (v_limit - 1), 'types', v_types, 'words', v_words.mode, 'walk', v_walk), v_total)
    || case when v_warnings = '[]' then '' else ',"warnings":' || v_warnings::text end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.search_words(p_text text)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
begin
  return to_tsvector('hera.words'::regconfig, translate(p_text, '-/@_+&#', '       '));
end
$function$;
CREATE OR REPLACE FUNCTION hera.set_entity_fields(p_organization_id uuid, p_entity_id uuid, p_dynamic jsonb, p_context jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_old public.core_entities;
  v_changes jsonb;
begin
  select * into v_old from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_entity_id and e.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('UNKNOWN_CUSTOMER', 'no customer has the id ' || p_entity_id, jsonb_build_object('field', 'customer_id', 'customer_id', p_entity_id));
  end if;
  v_changes := hera.merge_fields(p_organization_id, p_entity_id, p_dynamic);
  update public.core_entities e
  set dynamic_snapshot = hera.render_fields(hera.stored_fields(p_organization_id, p_entity_id)), version = e.version + 1,
    updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_organization_id and e.id = p_entity_id;
  perform hera.log_change(p_organization_id, p_entity_id, 'UPDATE', v_old.entity_type, v_old.smart_code, v_old.version + 1,
    'run ' || (p_context ->> 'run_id'), jsonb_build_object('changes', v_changes), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.set_key_aside()
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_request text := coalesce(current_setting('hera.request', true), '');
begin
  perform set_config('hera.request', coalesce((nullif(v_request, '')::jsonb - 'idempotency_key')::text, ''), true);
  return v_request;
end
$function$;
CREATE OR REPLACE FUNCTION hera.set_member(p_organization_id uuid, p_user_id uuid, p_role text, p_reason text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_before uuid := hera.act_in(c_platform);
  v_person public.core_entities;
  v_email text;
begin
  select * into v_person from public.core_entities e
  where e.organization_id = c_platform and e.id = p_user_id and e.entity_type = 'USER' and e.deleted_at is null;
  if not found then
    raise exception using errcode = 'ZH008', message = 'HERA_FK_VIOLATION: user_id names a user who does not exist',
      detail = json_build_object('field', 'user_id', 'id', p_user_id)::text;
  end if;
  v_email := ('{' || v_person.dynamic_snapshot || '}')::jsonb ->> 'email';

  perform hera.act_in(p_organization_id);
  perform 1 from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_organization_id for no key update;
  if p_role <> 'owner' and exists (
      select from public.core_relationships r
      where r.organization_id = p_organization_id and r.from_entity_id = p_user_id
        and r.relationship_type = 'MEMBER_OF' and r.relationship_data ->> 'role' = 'owner') then
    perform hera.refuse_last_owner(p_organization_id, p_user_id);
  end if;
  if not exists (
      select from public.core_entities e where e.organization_id = p_organization_id and e.id = p_user_id) then
    perform hera.found_entity(p_organization_id, p_user_id, jsonb_build_object('entity_type', 'USER',
      'entity_name', v_person.entity_name, 'entity_code', v_person.entity_code, 'smart_code', v_person.smart_code),
      jsonb_build_object('email', v_email), p_reason);
  end if;
  perform hera.write_membership(p_organization_id, p_user_id, jsonb_build_object('role', p_role), p_reason);
  perform hera.act_in(v_before);
  return jsonb_build_object('user_id', p_user_id, 'organization_id', p_organization_id, 'role', p_role,
    'name', v_person.entity_name, 'email', v_email);
end
$function$;
CREATE OR REPLACE FUNCTION hera.set_relationships(p_organization_id uuid, p_entity_id uuid, p_relationships jsonb, p_replaced_types text[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_old public.core_relationships[] := array(
    select r from public.core_relationships r where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id);
begin
  delete from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id
    and (p_replaced_types is null or r.relationship_type = any (p_replaced_types))
    and r.relationship_type <> 'MEMBER_OF'
    and not exists (
      select from jsonb_array_elements(p_relationships) n
      where (n.value ->> 'to_entity_id')::uuid = r.to_entity_id
        and upper(n.value ->> 'relationship_type') = r.relationship_type);
  perform hera.insert_relationships(p_organization_id, p_entity_id, p_relationships);
  return hera.changed_relationships(v_old, array(
    select r from public.core_relationships r where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id));
end
$function$;
CREATE OR REPLACE FUNCTION hera.set_transaction_relationships(p_organization_id uuid, p_transaction_id uuid, p_relationships jsonb, p_replaced_types text[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_old public.core_relationships[] := array(select r from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_transaction_id = p_transaction_id);
  v_distinct jsonb := hera.distinct_relationships(p_relationships);
  v_written integer;
begin
  delete from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_transaction_id = p_transaction_id
    and r.relationship_type = any (p_replaced_types)
    and not exists (
      select from jsonb_array_elements(v_distinct) n
      where (n.value ->> 'to_entity_id')::uuid = r.to_entity_id
        and upper(n.value ->> 'relationship_type') = r.relationship_type);
  insert into public.core_relationships as r
    (organization_id, from_transaction_id, to_entity_id, relationship_type, smart_code, relationship_data, effective_date,
     expiration_date)
  select p_organization_id, p_transaction_id, t.id, upper(n.value ->> 'relationship_type'), n.value ->> 'smart_code',
    coalesce(nullif(n.value -> 'relationship_data', 'null'), '{}'),
    coalesce((n.value ->> 'effective_date')::timestamptz, now()), (n.value ->> 'expiration_date')::timestamptz
  from jsonb_array_elements(v_distinct) n
  -- As in hera.insert_relationships.
  cross join lateral (
    select e.id from public.core_entities e
    where e.organization_id = p_organization_id and e.id = (n.value ->> 'to_entity_id')::uuid and e.deleted_at is null
    limit 1
  ) t
  on conflict (organization_id, from_transaction_id, relationship_type, to_entity_id) where from_transaction_id is not null
  do update set smart_code = excluded.smart_code, relationship_data = excluded.relationship_data,
    effective_date = case when excluded.effective_date = now() and (r.expiration_date is null or r.expiration_date > now())
      then r.effective_date else excluded.effective_date end,
    expiration_date = excluded.expiration_date, updated_at = now(), updated_by = excluded.created_by
  where (r.smart_code::text, r.relationship_data::text, r.expiration_date) is distinct from
      (excluded.smart_code::text, excluded.relationship_data::text, excluded.expiration_date)
    or excluded.effective_date not in (now(), r.effective_date);
  get diagnostics v_written = row_count;
  if v_written < jsonb_array_length(v_distinct) then
    perform hera.refuse_missing_references(p_organization_id, null, v_distinct);
  end if;

  return hera.changed_relationships(v_old, array(select r from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_transaction_id = p_transaction_id));
end
$function$;
CREATE OR REPLACE FUNCTION hera.settle_event(p_event_id uuid, p_problems jsonb, p_again boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_tries text := (
    select e.metadata ->> 'tries' from public.universal_transactions e
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_event_id
      and e.transaction_type = 'ORCH_EVENT');
begin
  perform hera.settle_event(p_event_id, concat_ws('.', 1, case when p_problems = '[]' then v_tries else '1' end), p_problems, p_again);
end
$function$
-- @former of (uuid, text, jsonb, boolean);
CREATE OR REPLACE FUNCTION hera.settle_event(p_event_id uuid, p_claim text, p_problems jsonb, p_again boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  update public.universal_transactions e
  set transaction_status = case when p_problems = '[]' then 'DELIVERED' when p_again then 'PENDING' else 'DEAD' end,
    run_due = case when p_problems <> '[]' and p_again
      then clock_timestamp() + interval '1 s' * power(2, least((e.metadata ->> 'tries')::integer, 8)) end,
    metadata = case when p_problems = '[]' then e.metadata - 'problems'
      else e.metadata || jsonb_build_object('problems', p_problems) end,
    updated_at = now()
  where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_event_id
    and e.transaction_type = 'ORCH_EVENT' and e.transaction_status = 'PENDING' and concat_ws('.', e.version, e.metadata ->> 'tries') = p_claim;
end
$function$;
CREATE OR REPLACE FUNCTION hera.settle_place(p_product public.core_entities, p_branch_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_first boolean;
begin
  if p_branch_id is null or hera.stock_place(p_product.id, p_branch_id) is not null then
    return p_branch_id;
  end if;
  perform hera.refuse_unknown_branch(p_branch_id, 'branch_id');
  select not exists (
    select from public.core_relationships r
    where r.organization_id = p_product.organization_id and r.from_entity_id = p_product.id
      and r.relationship_type = 'STOCKED_AT') into v_first;
  insert into public.core_relationships (organization_id, from_entity_id, to_entity_id, relationship_type, smart_code, relationship_data)
  values (p_product.organization_id, p_product.id, p_branch_id, 'STOCKED_AT', 'HERA.RETAIL.INV.REL.STOCKED_AT.V1',
    jsonb_build_object('quantity', case when v_first then (
      select s.on_hand from hera.stock_at(p_product.id, null) s) else 0 end));
  if v_first then
    update public.core_relationships r
    set relationship_data = r.relationship_data || jsonb_build_object('branch_id', p_branch_id), updated_at = now()
    where r.organization_id = p_product.organization_id and r.to_entity_id = p_product.id and r.relationship_type = 'RESERVES'
      and not r.relationship_data ? 'branch_id';
  end if;
  return p_branch_id;
end
$function$;
CREATE OR REPLACE FUNCTION hera.silent_pods()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(string_agg(l.objid::text, ','), '') from pg_catalog.pg_locks l
    join pg_catalog.pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.classid = 77 and l.objsubid = 2 and l.granted
      and a.state = 'idle' and a.state_change < clock_timestamp() - interval '10 s');
end
$function$;
CREATE OR REPLACE FUNCTION hera.smallest_filter(p_fields jsonb, p_most integer, OUT field text, OUT size integer)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
declare
  v_field record;
  v_size integer;
begin
  for v_field in select f.key as name, f.value as condition from jsonb_each_text(p_fields) f loop
    execute format('select count(*) from (select from %s where %s limit %s) s', hera.field_source(v_field.name),
      hera.field_row_condition(v_field.name, v_field.condition), p_most) into v_size;
    if size is null or v_size < size then
      field := v_field.name;
      size := v_size;
    end if;
  end loop;
end
$function$;
CREATE OR REPLACE FUNCTION hera.sort_clause(p_order hera.sort_key[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select string_agg(k.expression || case when k.descending then ' desc' else '' end || case when k.nullable then ' nulls last' else '' end, ', ')
    from unnest(p_order) k);
end
$function$;
CREATE OR REPLACE FUNCTION hera.spec_answer(p_status text, p_entity public.core_entities)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object('success', true, 'entity_id', p_entity.id, 'version', p_entity.version, 'status', p_status,
    'smart_code', p_entity.smart_code, 'spec_version', p_entity.ai_insights -> 'active_version',
    'checksum', p_entity.ai_insights -> 'checksum');
end
$function$;
CREATE OR REPLACE FUNCTION hera.spec_field(p_value jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object('field_type', 'json', 'field_value_json', p_value, 'smart_code', 'HERA.CORE.ORCH.DYN.SPEC.V1');
end
$function$;
CREATE OR REPLACE FUNCTION hera.spec_of_checksum(p_kind text, p_smart_code text, p_checksum text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select coalesce(d.field_value_json -> 'content', d.field_value_json)::text
    from public.core_entities e
    cross join jsonb_array_elements(e.ai_insights -> 'versions') v (value)
    join public.core_dynamic_data d on d.organization_id = e.organization_id and d.entity_id = e.id
      and d.field_name = case p_kind when 'PROCEDURE' then 'procedure_spec@v' else 'orchestration_plan@v' end
        || (v.value ->> 'version')
    where e.organization_id = v_here and e.entity_type = p_kind and e.entity_code = upper(p_smart_code)
      and e.deleted_at is null
      and v.value ->> case p_kind when 'PROCEDURE' then 'checksum' else 'plan_checksum' end = p_checksum
    limit 1);
end
$function$;
CREATE OR REPLACE FUNCTION hera.spec_triggers(p_plan jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_strip_nulls(jsonb_build_object(
      'listens', jsonb_agg(t.pair -> 0) filter (where t.pair ->> 0 like 'TXN.%'),
      'schedules', jsonb_agg(t.pair -> 0) filter (where t.pair ->> 0 like 'CRON.%')))
    from jsonb_array_elements(p_plan -> 'triggers') t (pair));
end
$function$;
CREATE OR REPLACE FUNCTION hera.specs_stamp()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select count(*) || ':' || coalesce(sum(e.version), 0)
    from public.core_entities e
    where e.organization_id = v_here and e.entity_type in ('PROCEDURE', 'ORCHESTRATION') and e.deleted_at is null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.spread_cart_tax(p_cart public.universal_transactions, p_subtotal numeric, p_tax numeric, p_units integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  update public.universal_transaction_lines l
  set tax_amount = n.tax
  from (
    select c.id, case when p_subtotal = 0 then 0
      else round(p_tax * c.upto / p_subtotal, p_units) - round(p_tax * (c.upto - c.line_amount) / p_subtotal, p_units) end as tax
    from (
      select i.id, i.line_amount, sum(i.line_amount) over (order by i.line_number) as upto
      from public.universal_transaction_lines i
      where i.organization_id = p_cart.organization_id and i.transaction_id = p_cart.id
    ) c
  ) n
  where l.organization_id = p_cart.organization_id and l.transaction_id = p_cart.id and l.id = n.id
    and l.tax_amount is distinct from n.tax;
end
$function$;
CREATE OR REPLACE FUNCTION hera.spread_run_steps(p_run_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  insert into public.universal_transaction_lines as l
    (organization_id, transaction_id, line_number, line_type, description, quantity, smart_code, line_data)
  select t.organization_id, t.id, s.place, 'ORCH_STEP', s.node, (s.step ->> 'attempts')::numeric, 'HERA.CORE.ORCH.RUN.RECORD.V1', s.step
  from public.universal_transactions t, lateral hera.run_steps(t) s
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_run_id and t.metadata ? 'steps'
  on conflict (organization_id, transaction_id, line_number) do update
  set description = excluded.description, quantity = excluded.quantity, line_data = excluded.line_data, updated_at = now(),
    updated_by = excluded.updated_by;
end
$function$;
CREATE OR REPLACE FUNCTION hera.sql_operator(p_operator text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case p_operator when 'eq' then '=' when 'neq' then '<>' when 'gt' then '>' when 'gte' then '>=' when 'lt' then '<'
    when 'lte' then '<=' end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.start_answer(p_outcome text, p_ahead uuid[], p_run_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return json_build_object('outcome', p_outcome, 'ahead', p_ahead, 'now', hera.utc(clock_timestamp()), 'run', hera.run_text(p_run_id)::json)::text;
end
$function$;
CREATE OR REPLACE FUNCTION hera.start_run(p_run jsonb, p_limit integer, p_policy text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_id uuid := (p_run ->> 'id')::uuid;
  v_subject text := case when p_limit is not null then p_run ->> 'subject' end;
  v_ahead uuid[] := '{}';
  v_known uuid;
begin
  if v_subject is not null then
    perform pg_advisory_xact_lock(hera.subject_key(v_here, v_subject));
  end if;
  insert into public.universal_transactions
    (organization_id, id, transaction_type, transaction_code, smart_code, transaction_status, business_context, metadata,
     run_due, run_owner, run_subject)
  values
    (v_here, v_id, 'ORCH_RUN', p_run ->> 'key', p_run ->> 'smart_code', p_run ->> 'status', p_run -> 'payload',
     p_run -> 'run' || hera.run_times(p_run -> 'timeout_ms'), (p_run ->> 'due')::timestamptz, (p_run ->> 'owner')::integer,
     v_subject)
  on conflict (organization_id, smart_code, transaction_code) where transaction_type = 'ORCH_RUN' do nothing;
  if not found then
    select t.id into v_known from public.universal_transactions t
    where t.organization_id = v_here and t.smart_code = p_run ->> 'smart_code' and t.transaction_code = p_run ->> 'key'
      and t.transaction_type = 'ORCH_RUN';
    return hera.start_answer('known', '{}', v_known);
  end if;
  if v_subject is not null then
    v_ahead := array(select t.id from public.universal_transactions t
      where t.organization_id = v_here and t.run_subject = v_subject and t.id <> v_id order by t.id);
    if cardinality(v_ahead) >= p_limit and p_policy = 'REJECT' then
      delete from public.universal_transactions t where t.organization_id = v_here and t.id = v_id;
      return hera.start_answer('taken', v_ahead, null);
    elsif cardinality(v_ahead) >= p_limit then
      update public.universal_transactions t
      set transaction_status = 'PENDING', run_due = null, run_owner = null,
        metadata = t.metadata || '{"owner": null, "fence": 0, "claims": 0}'
      where t.organization_id = v_here and t.id = v_id;
    end if;
  end if;
  return hera.start_answer('new', v_ahead, v_id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.statement_text(p_query jsonb, p_data text, p_totals text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_bounds record;
begin
  select * into v_bounds from hera.report_bounds(p_query);
  return '"data":[' || coalesce(p_data, '') || '],"totals":[' || coalesce(p_totals, '') || '],"base_currency":'
    || coalesce(to_json(hera.base_currency(v_organization_id))::text, 'null')
    || ',"from":' || coalesce(to_json(hera.utc(v_bounds.from_at))::text, 'null')
    || ',"until":' || to_json(hera.utc(v_bounds.until))::text || ',"to_date":"'
    || to_char((v_bounds.until - interval '1 microsecond') at time zone hera.time_zone(v_organization_id), 'YYYY-MM-DD') || '"';
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_adjust(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_line public.universal_transaction_lines := hera.line_of_cart(v_cart, (p_inputs ->> 'line_id')::uuid);
  v_delta numeric := (p_inputs ->> 'quantity')::numeric - v_line.quantity;
begin
  perform hera.reserve_stock(v_cart, v_line.entity_id, v_delta, p_context);
  return jsonb_build_object('entity_id', v_line.entity_id, 'quantity_delta', v_delta);
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_arrive(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return hera.move_items('ARRIVE', (
    select jsonb_agg(jsonb_build_object('entity_id', i.value -> 'entity_id', 'quantity', i.value -> 'quantity',
      'in_transit', -(i.value ->> 'quantity')::numeric, 'branch_id', p_inputs -> 'branch_id', 'settle', true))
    from jsonb_array_elements(p_inputs -> 'items') i),
    jsonb_build_object('branch_id', p_inputs -> 'branch_id', 'transfer_id', p_inputs -> 'transfer_id'), p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_at(p_product_id uuid, p_place uuid, OUT quantity numeric, OUT free numeric, OUT reserved numeric, OUT on_hand numeric, OUT in_transit numeric, OUT cost numeric)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_reserved numeric;
begin
  select coalesce(max(d.field_value_number) filter (where d.field_name = 'stock_level'), 0),
    coalesce(max(d.field_value_number) filter (where d.field_name = 'stock_in_transit'), 0),
    max(d.field_value_number) filter (where d.field_name = 'cost')
  into on_hand, in_transit, cost
  from public.core_dynamic_data d
  where d.organization_id = v_here and d.entity_id = p_product_id
    and d.field_name in ('stock_level', 'stock_in_transit', 'cost');

  select case when p_place is null then on_hand - coalesce(sum((r.relationship_data ->> 'quantity')::numeric), 0)
    else coalesce(sum((r.relationship_data ->> 'quantity')::numeric) filter (where r.to_entity_id = p_place), 0) end
  into quantity
  from public.core_relationships r
  where r.organization_id = v_here and r.from_entity_id = p_product_id and r.relationship_type = 'STOCKED_AT';

  select coalesce(sum((r.relationship_data ->> 'quantity')::numeric), 0), coalesce(sum((r.relationship_data ->> 'quantity')::numeric)
    filter (where (r.relationship_data ->> 'branch_id')::uuid is not distinct from p_place), 0)
  into v_reserved, reserved
  from public.core_relationships r
  join public.universal_transactions t on t.organization_id = r.organization_id and t.id = r.from_transaction_id
  where r.organization_id = v_here and r.to_entity_id = p_product_id and r.relationship_type = 'RESERVES'
    and t.deleted_at is null and hera.is_cart_open(t.transaction_status);
  free := least(quantity - reserved, on_hand - v_reserved);
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_count(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_line record;
  v_place uuid;
  v_now record;
  v_moves jsonb := '[]';
  v_lines jsonb := '[]';
begin
  for v_line in
    select (l.value ->> 'entity_id')::uuid as entity_id, (l.value ->> 'counted')::numeric as counted,
      hera.asked_number(l.value, 'expected', 'INVALID_LINES', 6) as expected
    from jsonb_array_elements(hera.asked_items(p_inputs -> 'lines', array['counted'], false)) l order by 1
  loop
    v_place := hera.settle_place(hera.lock_product(v_line.entity_id, false), (p_inputs ->> 'branch_id')::uuid);
    select * into v_now from hera.stock_at(v_line.entity_id, v_place);
    if v_line.expected <> v_now.quantity then
      perform hera.fail_procedure('COUNT_OUTDATED', format('%s stand there by now', v_now.quantity), jsonb_build_object(
        'field', 'lines', 'entity_id', v_line.entity_id, 'expected', v_line.expected, 'quantity', v_now.quantity));
    elsif v_line.counted < v_now.reserved or v_line.counted - v_now.quantity < -v_now.free then
      perform hera.fail_procedure('STOCK_RESERVED', format('carts keep %s', v_now.reserved), jsonb_build_object(
        'field', 'lines', 'entity_id', v_line.entity_id, 'counted', v_line.counted, 'reserved', v_now.reserved));
    end if;
    v_lines := v_lines || jsonb_build_object('entity_id', v_line.entity_id, 'expected', v_now.quantity, 'counted', v_line.counted,
      'difference', v_line.counted - v_now.quantity);
    if v_line.counted <> v_now.quantity then
      v_moves := v_moves || jsonb_build_object('entity_id', v_line.entity_id, 'quantity', v_line.counted - v_now.quantity, 'place', v_place);
    end if;
  end loop;
  return hera.move_items('COUNT', v_moves, jsonb_build_object('branch_id', p_inputs -> 'branch_id', 'reason', p_inputs -> 'reason',
    'counted', v_lines), p_context) || jsonb_build_object('lines', v_lines);
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_dispatch(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if p_inputs ->> 'from_branch_id' = p_inputs ->> 'to_branch_id' then
    perform hera.fail_procedure('SAME_BRANCH', 'goods go from one branch to another', '{"field": "to_branch_id"}');
  end if;
  perform hera.refuse_unknown_branch((p_inputs ->> 'from_branch_id')::uuid, 'from_branch_id');
  perform hera.refuse_unknown_branch((p_inputs ->> 'to_branch_id')::uuid, 'to_branch_id');
  return hera.move_items('DISPATCH', (
    select jsonb_agg(jsonb_build_object('entity_id', l.value -> 'entity_id', 'quantity', -(l.value ->> 'quantity')::numeric,
      'in_transit', l.value -> 'quantity', 'branch_id', p_inputs -> 'from_branch_id', 'settle', true))
    from jsonb_array_elements(hera.asked_items(p_inputs -> 'lines', array['quantity'], true)) l),
    jsonb_build_object('branch_id', p_inputs -> 'from_branch_id', 'to_branch_id', p_inputs -> 'to_branch_id'), p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_issue(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_moves jsonb := '[]';
  v_sold record;
  v_kept record;
begin
  for v_sold in
    select l.entity_id, sum(l.quantity) as quantity from public.universal_transaction_lines l
    where l.organization_id = v_cart.organization_id and l.transaction_id = v_cart.id and l.line_type = 'RETAIL'
    group by l.entity_id order by l.entity_id
  loop
    perform hera.lock_product(v_sold.entity_id, false);
    select (r.relationship_data ->> 'quantity')::numeric as quantity, r.relationship_data -> 'branch_id' as place into v_kept
    from public.core_relationships r
    where r.organization_id = v_cart.organization_id and r.from_transaction_id = v_cart.id and r.relationship_type = 'RESERVES'
      and r.to_entity_id = v_sold.entity_id;
    if found then
      perform hera.reserve_stock(v_cart, v_sold.entity_id, -v_kept.quantity, p_context);
    else
      v_kept.place := to_jsonb(hera.stock_place(v_sold.entity_id, hera.branch_of(v_cart)));
    end if;
    v_moves := v_moves || jsonb_build_object('entity_id', v_sold.entity_id, 'quantity', -v_sold.quantity,
      'place', v_kept.place, 'reserved', v_kept.quantity);
  end loop;
  return hera.move_items('ISSUE', v_moves, jsonb_build_object('cart_id', v_cart.id, 'branch_id', hera.branch_of(v_cart)), p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_place(p_product_id uuid, p_branch_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return (
    select r.to_entity_id from public.core_relationships r
    where r.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
      and r.from_entity_id = p_product_id and r.relationship_type = 'STOCKED_AT' and r.to_entity_id = p_branch_id);
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_receive(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return hera.move_items('RECEIVE', (
    select jsonb_agg(jsonb_build_object('entity_id', l.value -> 'entity_id', 'quantity', l.value -> 'quantity',
      'unit_cost', l.value -> 'unit_cost', 'branch_id', p_inputs -> 'branch_id', 'settle', true))
    from jsonb_array_elements(hera.asked_items(p_inputs -> 'lines', array['quantity', 'unit_cost'], true)) l),
    jsonb_build_object('branch_id', p_inputs -> 'branch_id', 'supplier_id', p_inputs -> 'supplier_id',
      'reference', p_inputs -> 'reference'), p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_release(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, false);
  v_quantity numeric := (p_inputs ->> 'quantity')::numeric;
begin
  perform hera.reserve_stock(v_cart, (p_inputs ->> 'entity_id')::uuid, -v_quantity, p_context);
  return jsonb_build_object('entity_id', p_inputs -> 'entity_id', 'quantity', v_quantity);
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_reserve(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, not (p_context ->> 'undoing')::boolean);
  v_quantity numeric := coalesce((p_inputs ->> 'quantity')::numeric, 1);
begin
  return jsonb_build_object('entity_id', p_inputs -> 'entity_id', 'quantity', v_quantity,
    'available', hera.reserve_stock(v_cart, (p_inputs ->> 'entity_id')::uuid, v_quantity, p_context));
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_restore(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if p_inputs ->> 'quantity_delta' is not null then
    perform hera.reserve_stock(hera.cart_of((p_inputs ->> 'cart_id')::uuid, false), (p_inputs ->> 'entity_id')::uuid,
      -(p_inputs ->> 'quantity_delta')::numeric, p_context);
  end if;
  return jsonb_build_object('entity_id', p_inputs -> 'entity_id');
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_return(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return hera.move_items('RETURN', (
    select coalesce(jsonb_agg(jsonb_build_object('entity_id', i.value -> 'entity_id', 'quantity', i.value -> 'quantity',
      'unit_cost', i.value -> 'unit_cost', 'branch_id', p_inputs -> 'branch_id')), '[]')
    from jsonb_array_elements(p_inputs -> 'items') i
    where i.value ->> 'line_type' = 'RETAIL' and i.value ->> 'entity_id' is not null),
    jsonb_build_object('sale_id', p_inputs -> 'sale_id', 'branch_id', p_inputs -> 'branch_id'), p_context);
end
$function$;
CREATE OR REPLACE FUNCTION hera.stock_revert(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_move public.universal_transactions;
  v_cart public.universal_transactions;
  v_line public.universal_transaction_lines;
begin
  select * into v_move from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
    and t.id = (p_inputs ->> 'movement_id')::uuid and t.transaction_type = 'STOCK_MOVEMENT'
  for no key update;
  if v_move.id is null or v_move.transaction_status = 'REVERTED' then
    return '{"mode": "NOTHING"}';
  end if;
  if v_move.business_context ? 'cart_id' then
    v_cart := hera.cart_of((v_move.business_context ->> 'cart_id')::uuid, false);
  end if;
  for v_line in
    select * from public.universal_transaction_lines l
    where l.organization_id = v_move.organization_id and l.transaction_id = v_move.id
    order by l.entity_id, l.line_number desc
  loop
    perform hera.revert_item(v_line, p_context);
    if (v_line.line_data ->> 'reserved')::numeric > 0 then
      perform hera.reserve_stock(v_cart, v_line.entity_id, (v_line.line_data ->> 'reserved')::numeric, p_context);
    end if;
  end loop;
  v_move.transaction_status := 'REVERTED';
  perform hera.store_transaction(v_move);
  perform hera.log_change(v_move.organization_id, v_move.id, 'UPDATE', v_move.transaction_type, v_move.smart_code, v_move.version + 1,
    'undone by run ' || (p_context ->> 'run_id'), jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'transaction_status', 'from', 'DONE', 'to', 'REVERTED'))), null);
  return jsonb_build_object('movement_id', v_move.id, 'mode', 'REVERTED');
end
$function$;
CREATE OR REPLACE FUNCTION hera.store_period_status(p_organization_id uuid, p_id uuid, p_action text, p_status text, p_reason text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_changes jsonb;
  v_period public.core_entities;
  v_answer jsonb;
begin
  v_changes := hera.merge_fields(p_organization_id, p_id, jsonb_build_object(
    'period_status', jsonb_build_object('field_type', 'text', 'field_value_text', p_status)) || case p_action
      when 'CLOSE' then jsonb_build_object('closed_at', jsonb_build_object('field_type', 'date', 'field_value_date',
        hera.utc(clock_timestamp()), 'smart_code', 'HERA.FIN.FISCAL.DYN.CLOSED_AT.V1'),
        'books_hash', jsonb_build_object('field_type', 'text', 'field_value_text', hera.hash_at_closing(p_organization_id, p_id),
          'smart_code', 'HERA.FIN.FISCAL.DYN.BOOKS_HASH.V1'))
      when 'OPEN' then '{"closed_at": null, "books_hash": null}'
      else '{}' end);
  update public.core_entities e
  set dynamic_snapshot = hera.render_fields(hera.stored_fields(p_organization_id, p_id)), version = e.version + 1,
    updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_organization_id and e.id = p_id
  returning * into v_period;
  v_answer := jsonb_build_object('success', true, 'period_code', v_period.entity_code, 'period_status', p_status,
    'previous_status', jsonb_path_query_first(v_changes, '$[*] ? (@.path == "dynamic.period_status").from'),
    'version', v_period.version, 'message', format('Fiscal period %s is %s', v_period.entity_code, lower(p_status)));
  perform hera.log_change(p_organization_id, p_id, 'PERIOD_' || p_action, 'FISCAL_PERIOD', v_period.smart_code,
    v_period.version, p_reason, jsonb_build_object('changes', v_changes), v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.store_points(p_customer public.core_entities, p_from numeric, p_to numeric, p_context jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_changes jsonb := hera.merge_fields(p_customer.organization_id, p_customer.id,
    hera.number_field(p_customer.id, 'loyalty_points', p_to));
  v_version integer;
begin
  update public.core_entities e
  set dynamic_snapshot = hera.render_fields(hera.stored_fields(e.organization_id, e.id)), version = e.version + 1,
    updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_customer.organization_id and e.id = p_customer.id
  returning e.version into v_version;
  perform hera.log_change(p_customer.organization_id, p_customer.id, 'UPDATE', p_customer.entity_type, p_customer.smart_code,
    v_version, 'run ' || (p_context ->> 'run_id'), jsonb_build_object('changes', v_changes), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.store_spec(p_kind text, p_code text, p_spec jsonb, p_old public.core_entities, p_known jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_version integer := coalesce((p_old.ai_insights ->> 'active_version')::integer, 0) + 1;
  v_field text := lower(p_kind) || '_spec';
  v_fields jsonb;
  v_insights jsonb;
  v_new public.core_entities := p_old;
  v_changes jsonb;
  v_answer jsonb;
begin
  v_fields := jsonb_build_object(
    v_field, hera.spec_field(p_spec -> 'content'),
    v_field || '@v' || v_version, hera.spec_field(jsonb_build_object('content', p_spec -> 'content', 'source',
      p_spec -> 'source', 'sha', p_spec -> 'sha')));
  if p_spec ? 'plan' then
    v_fields := v_fields || jsonb_build_object(lower(p_kind) || '_plan@v' || v_version, hera.spec_field(p_spec -> 'plan'));
  end if;
  p_known := p_known || jsonb_build_object('path', p_spec -> 'path', 'registered_at', hera.utc(now()),
    'registered_by', nullif(current_setting('hera.actor_user_id', true), '')::uuid);
  v_insights := p_known || jsonb_build_object('active_version', v_version, 'versions',
    coalesce(p_old.ai_insights -> 'versions', '[]') || jsonb_build_array(p_known || jsonb_build_object('version', v_version)))
    || hera.spec_triggers(p_spec -> 'plan');

  if p_old.id is null then
    v_new.id := uuidv7();
    v_new.smart_code := p_spec ->> 'smart_code';
    perform hera.insert_entity(v_here, v_new.id, jsonb_build_object('entity_type', p_kind, 'entity_name', p_spec ->> 'smart_code',
      'entity_code', p_code, 'entity_description', p_spec -> 'intent', 'smart_code', p_spec -> 'smart_code',
      'ai_insights', v_insights), hera.read_fields(v_fields));
    v_changes := jsonb_build_object('created', jsonb_build_object('entity', p_spec - array['content', 'source', 'plan']));
  else
    -- The version beside it holds the same once more.
    v_changes := jsonb_build_object('changes', jsonb_path_query_array(hera.merge_fields(v_here, p_old.id, v_fields),
      '$[*] ? (!(@.path like_regex "@v"))'));
    update public.core_entities e
    set entity_description = p_spec ->> 'intent', ai_insights = v_insights,
      dynamic_snapshot = hera.render_fields(hera.stored_fields(v_here, p_old.id)), version = e.version + 1,
      updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where e.organization_id = v_here and e.id = p_old.id;
  end if;
  v_new.version := coalesce(p_old.version, 0) + 1;
  v_new.ai_insights := v_insights;
  v_answer := hera.spec_answer(case when p_old.id is null then 'created' else 'updated' end, v_new);
  perform hera.log_change(v_here, v_new.id, case when p_old.id is null then 'CREATE' else 'UPDATE' end, p_kind,
    v_new.smart_code, v_new.version, null, v_changes, v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.store_transaction(p_new public.universal_transactions)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  update public.universal_transactions t
  set transaction_type = p_new.transaction_type, transaction_code = p_new.transaction_code,
    transaction_number = p_new.transaction_number, smart_code = p_new.smart_code,
    transaction_date = p_new.transaction_date, source_entity_id = p_new.source_entity_id,
    target_entity_id = p_new.target_entity_id, total_amount = p_new.total_amount, currency_code = p_new.currency_code,
    transaction_status = p_new.transaction_status, reference_number = p_new.reference_number,
    external_reference = p_new.external_reference, business_context = p_new.business_context, metadata = p_new.metadata,
    posting_status = p_new.posting_status, ai_confidence_score = p_new.ai_confidence_score, is_gl = p_new.is_gl,
    reversed_by_id = p_new.reversed_by_id, deleted_at = p_new.deleted_at, version = t.version + 1, updated_at = now(),
    updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where t.organization_id = p_new.organization_id and t.id = p_new.id;
end
$function$;
CREATE OR REPLACE FUNCTION hera.stored_fields(p_organization_id uuid, p_entity_id uuid)
 RETURNS hera.field[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return array(
    select row(d.field_name, d.field_type, d.field_value_text, d.field_value_number, d.field_value_boolean,
        d.field_value_date, d.field_value_json, d.smart_code)::hera.field
    from public.core_dynamic_data d
    where d.organization_id = p_organization_id and d.entity_id = p_entity_id
    order by d.field_name collate "C");
end
$function$;
CREATE OR REPLACE FUNCTION hera.subject_history(p_subject text, p_subject_id uuid, p_limit integer, p_cursor text, p_known boolean)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_query jsonb := jsonb_build_object('history_of', p_subject_id, 'cursor', p_cursor);
  v_after uuid := (hera.open_cursor(v_query) ->> 0)::uuid;
  v_items text[];
  v_ids uuid[];
begin
  select array_agg(h.item), array_agg(h.id) into v_items, v_ids
  from (
    select t.id, json_build_object('version', t.metadata -> 'version', 'action', t.metadata ->> 'action',
        'actor_user_id', t.created_by, 'actor_name', u.entity_name, 'at', hera.utc(t.created_at),
        'reason', t.metadata ->> 'reason',
        'changes', coalesce(t.metadata -> 'changes', hera.changes_of_creation(t.metadata -> 'created')))::text as item
    from public.universal_transactions t
    left join public.core_entities u on u.organization_id = t.organization_id and u.id = t.created_by
    where t.organization_id = v_organization_id and t.is_system and t.transaction_type = 'AUDIT'
      and t.subject_id = p_subject_id and t.metadata ->> 'action' is distinct from 'UNCHANGED' and coalesce(t.metadata ->> 'subject', 'entity') = p_subject
      and (v_after is null or t.id < v_after)
    order by t.id desc
    limit p_limit + 1
  ) h;
  if v_ids is null and v_after is null and not p_known then
    return null;
  end if;
  return hera.page_members(v_query, v_items, p_limit, jsonb_build_array(v_ids[p_limit]), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.subject_key(p_organization_id uuid, p_subject text)
 RETURNS bigint
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return hashtextextended('run ' || p_organization_id || p_subject, 0);
end
$function$;
CREATE OR REPLACE FUNCTION hera.take_stylist(p_organization_id uuid, p_appointment_id uuid, p_stylist_id uuid, p_starts timestamp with time zone, p_ends timestamp with time zone, p_change boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_until timestamptz;
begin
  perform from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_stylist_id
  for no key update;
  select max(r.expiration_date) into v_until from public.core_relationships r
  where r.organization_id = p_organization_id and r.to_entity_id = p_stylist_id and r.relationship_type = 'BOOKS'
    and r.from_transaction_id is distinct from p_appointment_id
    and tstzrange(r.effective_date, r.expiration_date) && tstzrange(p_starts, p_ends);
  if v_until is not null then
    perform hera.fail_procedure('SLOT_TAKEN', 'somebody else is served then, until ' || to_char(
      v_until at time zone hera.time_zone(p_organization_id), 'YYYY-MM-DD HH24:MI'),
      jsonb_build_object('field', 'starts_at', 'stylist_id', p_stylist_id, 'taken_until', hera.utc(v_until)));
  end if;
  if p_change then
    delete from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_transaction_id = p_appointment_id and r.relationship_type = 'BOOKS';
    insert into public.core_relationships
      (organization_id, from_transaction_id, to_entity_id, relationship_type, smart_code, effective_date, expiration_date)
    values (p_organization_id, p_appointment_id, p_stylist_id, 'BOOKS', 'HERA.SALON.APPOINTMENT.REL.BOOKS.V1', p_starts, p_ends);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.tell_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_name text := 'TXN.' || new.transaction_type || '.';
  v_posted boolean := new.posting_status in ('posted', 'auto_posted')
    and (tg_op = 'INSERT' or old.posting_status = 'draft');
  v_updated boolean := tg_op = 'UPDATE' and new.version > old.version;
  v_triggers text[];
begin
  if tg_op = 'UPDATE' and not v_updated and not v_posted then
    return null;
  end if;
  v_triggers := hera.listened_to(new.organization_id, array[
    case when tg_op = 'INSERT' then v_name || 'CREATED' when v_updated then v_name || 'UPDATED' end,
    case when v_posted then v_name || 'POSTED' end]);
  if v_triggers = '{}' then
    return null;
  end if;
  insert into public.universal_transactions
    (organization_id, transaction_type, transaction_code, smart_code, transaction_status, business_context, metadata, run_due)
  select new.organization_id, 'ORCH_EVENT', t.name, 'HERA.CORE.ORCH.EVENT.TRANSACTION.V1', 'PENDING',
    jsonb_strip_nulls(jsonb_build_object('transaction_id', new.id, 'transaction_type', new.transaction_type,
      'smart_code', new.smart_code, 'transaction_number', new.transaction_number, 'transaction_code', new.transaction_code,
      'transaction_date', hera.utc(new.transaction_date), 'transaction_status', new.transaction_status,
      'posting_status', new.posting_status, 'total_amount', new.total_amount, 'currency_code', new.currency_code,
      'source_entity_id', new.source_entity_id, 'target_entity_id', new.target_entity_id,
      'reversal_of_id', new.reversal_of_id, 'version', new.version, 'deleted', case when new.deleted_at is not null then true end)),
    jsonb_build_object('tries', 0, 'actor', jsonb_build_object('organization_id', new.organization_id, 'user_id', m.user_id,
      'role', m.role, 'hops', coalesce(nullif(current_setting('hera.hops', true), '')::integer, 0) + 1)),
    clock_timestamp()
  from unnest(v_triggers) t (name), lateral (
    select a.user_id, (
      select r.relationship_data ->> 'role' from public.core_relationships r
      where r.organization_id = new.organization_id and r.from_entity_id = a.user_id and r.relationship_type = 'MEMBER_OF'
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())) as role
    from (values (coalesce(nullif(current_setting('hera.actor_user_id', true), '')::uuid, new.updated_by))) a (user_id)) m;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.template_accounts(p_template text)
 RETURNS TABLE(code text, name text, account_type text)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select a.code, a.name, a.account_type
  from (values
    ('', '1000', 'Cash', 'asset'), ('', '1010', 'Bank', 'asset'), ('', '1100', 'Receivables', 'asset'),
    ('', '1200', 'Inventory', 'asset'), ('', '2000', 'Payables', 'liability'), ('', '2200', 'VAT payable', 'liability'),
    ('', '3000', 'Equity', 'equity'), ('', '5200', 'Wages', 'expense'), ('', '6000', 'Rent', 'expense'),
    ('salon', '2300', 'Tips payable', 'liability'), ('salon', '4000', 'Service revenue', 'revenue'),
    ('salon', '4100', 'Product revenue', 'revenue'), ('salon', '5000', 'Cost of goods', 'expense'),
    ('salon', '5300', 'Commissions', 'expense'),
    ('retail', '4100', 'Product revenue', 'revenue'), ('retail', '4200', 'Returns and allowances', 'revenue'),
    ('retail', '5000', 'Cost of goods', 'expense'), ('retail', '5100', 'Freight', 'expense'),
    ('restaurant', '2300', 'Tips payable', 'liability'), ('restaurant', '4000', 'Food revenue', 'revenue'),
    ('restaurant', '4100', 'Beverage revenue', 'revenue'), ('restaurant', '5000', 'Cost of food', 'expense'),
    ('restaurant', '5100', 'Cost of beverages', 'expense')
  ) a (template, code, name, account_type)
  where p_template in ('salon', 'retail', 'restaurant') and a.template in ('', p_template)
$function$;
CREATE OR REPLACE FUNCTION hera.text_condition(p_text text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when p_text <> '' then format(' and concat_ws(E''\n'', t.transaction_number, t.transaction_code, '
    't.transaction_type, t.transaction_status, t.reference_number, t.external_reference) ilike %L',
    '%' || regexp_replace(p_text, '([\\%_])', '\\\1', 'g') || '%') else '' end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.text_field_condition(p_alias text, p_field text, p_term hera.field_term)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_text text := p_term.operands[1];
  v_operator text := hera.sql_operator(p_term.operator);
begin
  if p_term.operator in ('like', 'ilike') then
    return hera.pattern_condition(p_alias, p_field, v_text, p_term.operator = 'ilike');
  elsif p_term.operator = 'in' then
    return format('%1$s.field_value_key = any (%2$L::text[])%3$s', p_alias, array(select left(o, 200) from unnest(p_term.operands) o),
      case when exists (select from unnest(p_term.operands) o where length(o) >= 200)
        then format(' and %s.field_value_text = any (%L::text[])', p_alias, p_term.operands) else '' end);
  elsif length(v_text) < 200 then
    return format('%s.field_value_key %s %L', p_alias, v_operator, v_text);
  elsif p_term.operator = 'neq' then
    return format('%1$s.field_value_key is not null and %1$s.field_value_text <> %2$L', p_alias, v_text);
  end if;
  return format('%1$s.field_value_key %2$s %3$L and %1$s.field_value_text collate "C" %4$s %5$L', p_alias,
    case when p_term.operator = 'eq' then '=' else left(v_operator, 1) || '=' end, left(v_text, 200), v_operator, v_text);
end
$function$;
CREATE OR REPLACE FUNCTION hera.till_close(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_currency text := p_inputs ->> 'currency_code';
  v_difference numeric := (p_inputs ->> 'difference')::numeric;
  v_about text := coalesce(p_inputs ->> 'reason', 'Cash close');
begin
  perform hera.hold_till((p_inputs ->> 'branch_id')::uuid, p_inputs ->> 'till', v_currency, (p_inputs ->> 'day')::date, true);
  return p_inputs || jsonb_build_object('debits', abs(v_difference), 'credits', abs(v_difference), 'transaction_id',
    hera.post_trade(jsonb_build_object('transaction_type', 'CASH_CLOSE', 'smart_code', 'HERA.SALON.POS.GL.CASH_CLOSE.V1',
      'transaction_number', p_inputs ->> 'till_number', 'transaction_date', hera.utc(least(now(),
        hera.instant_of(p_inputs ->> 'day', 1) - interval '1 microsecond')), 'total_amount', p_inputs -> 'counted_cash',
      'currency_code', v_currency, 'transaction_status', 'CLOSED', 'business_context', p_inputs),
      hera.ledger_entry('cash', v_difference, v_currency, v_about)
        || hera.ledger_entry('cash_difference', -v_difference, v_currency, v_about), null) -> 'transaction_id');
end
$function$;
CREATE OR REPLACE FUNCTION hera.till_count(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_till text := hera.asked_till(p_inputs, null);
  v_currency text := coalesce(p_inputs ->> 'currency_code', hera.base_currency(v_here));
  v_day date := coalesce((p_inputs ->> 'day')::date, (now() at time zone hera.time_zone(v_here))::date);
  v_counted numeric := hera.asked_number(p_inputs, 'counted_cash', 'INVALID_AMOUNT', hera.minor_units(v_currency));
  v_float numeric := coalesce(hera.asked_number(p_inputs, 'opening_float', 'INVALID_AMOUNT', hera.minor_units(v_currency)), 0);
  v_branch_id uuid := (p_inputs ->> 'branch_id')::uuid;
  v_number text;
  v_taken jsonb;
  v_expected numeric;
begin
  if v_counted < 0 or v_float < 0 or v_currency !~ '^[A-Z]{3}$' then
    perform hera.fail_procedure('INVALID_AMOUNT', 'amounts are not negative, and of a currency', jsonb_build_object('field',
      case when v_counted < 0 then 'counted_cash' when v_float < 0 then 'opening_float' else 'currency_code' end));
  elsif v_day > (now() at time zone hera.time_zone(v_here))::date then
    perform hera.fail_procedure('INVALID_DATE', 'the day has not come', '{"field": "day"}');
  elsif v_branch_id is not null then
    perform hera.refuse_unknown_branch(v_branch_id, 'branch_id');
  end if;
  v_number := hera.hold_till(v_branch_id, v_till, v_currency, v_day, true);
  v_taken := hera.till_takings(v_branch_id, v_till, v_currency, v_day);
  v_expected := v_float + coalesce((v_taken -> 'by_method' ->> 'CASH')::numeric, 0);
  if v_counted <> v_expected and coalesce(trim(p_inputs ->> 'reason'), '') = '' then
    perform hera.fail_procedure('REASON_REQUIRED', format('%s were expected: say why', v_expected), jsonb_build_object(
      'field', 'reason', 'expected_cash', v_expected, 'counted_cash', v_counted));
  end if;
  return v_taken || jsonb_build_object('till_number', v_number, 'day', v_day, 'till', v_till, 'branch_id', v_branch_id,
    'currency_code', v_currency, 'opening_float', v_float, 'counted_cash', v_counted, 'expected_cash', v_expected,
    'difference', v_counted - v_expected);
end
$function$;
CREATE OR REPLACE FUNCTION hera.till_number(p_branch_id uuid, p_till text, p_currency text, p_day date)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return format('CASH-CLOSE-%s-%s-%s', to_char(p_day, 'YYYYMMDD'), p_till, p_currency)
    || coalesce('-' || upper(replace(p_branch_id::text, '-', '')), '');
end
$function$;
CREATE OR REPLACE FUNCTION hera.till_takings(p_branch_id uuid, p_till text, p_currency text, p_day date)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select jsonb_build_object('transactions', coalesce(sum(m.transactions), 0),
      'by_method', coalesce(jsonb_object_agg(m.method, m.amount) filter (where m.method is not null), '{}'))
    from (
      select l.line_data ->> 'method' as method, sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) as amount,
        count(distinct t.id) as transactions
      from public.universal_transactions t
      join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
      where t.organization_id = v_here and t.transaction_type in ('POS_SALE', 'REFUND') and not t.is_system and t.is_gl
        and t.posting_status <> 'draft' and t.deleted_at is null
        and t.transaction_date >= hera.instant_of(p_day::text, 0) and t.transaction_date < hera.instant_of(p_day::text, 1)
        and t.business_context ->> 'till' = p_till and (t.business_context ->> 'branch_id') is not distinct from p_branch_id::text
        and l.currency_code = p_currency and l.line_data ? 'method'
      group by 1
    ) m);
end
$function$;
CREATE OR REPLACE FUNCTION hera.time_zone(p_organization_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((select o.settings ->> 'time_zone' from public.core_organizations o where o.id = p_organization_id), 'UTC');
end
$function$;
CREATE OR REPLACE FUNCTION hera.told_error(p_state text, p_message text, p_detail text, p_constraint text)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object('code', case p_state when 'ZH008' then '23503' else p_state end, 'error', case
      when left(p_state, 2) = 'ZH' or p_state = 'P0001' then p_message
      when p_state = '23505' then 'duplicate key value violates unique constraint'
        || case when p_constraint = 'core_entities_code_key' then ': this entity_code is already in use' else '' end
      when left(p_state, 2) = '22' then 'A value cannot be read as its type, or is out of range'
      when left(p_state, 2) = '23' then 'A value breaks a rule of the data model'
      else 'The database could not carry out the request'
    end)
    || case when left(p_state, 2) = 'ZH' and p_detail like '{%' then jsonb_build_object('context', p_detail::jsonb)
      else '{}' end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.touched_since(p_organization_ids uuid[], p_places text[])
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_sort TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  c_most constant integer := 1000;
begin
  return lpad(current_setting('hera.cluster_id'), 19, '0') || lpad(pg_snapshot_xmin(pg_current_snapshot())::text, 20, '0')
    || ' ' || floor(extract(epoch from clock_timestamp()) * 1000)::bigint
    || coalesce((
      select string_agg(E'\n' || o.id || ' ' || f.touched, '')
      from unnest(p_organization_ids, p_places) o (id, place)
      cross join lateral (
        select case when count(*) > c_most or bool_or(l.subject_id is null) then '*'
          else string_agg(l.subject_id::text, ' ') end as touched
        from (
          select t.subject_id from public.universal_transactions t
          where t.organization_id = o.id and t.log_xid is not null and t.transaction_type = 'AUDIT'
            and (t.log_cluster, t.log_xid) >= (left(o.place, 19)::bigint, substr(o.place, 20)::numeric::text::xid8)
          order by t.log_cluster, t.log_xid, t.id
          limit c_most + 1) l) f
      where f.touched is not null), '');
end
$function$;
CREATE OR REPLACE FUNCTION hera.touched_with(p_touched text, p_subject_id uuid, p_new boolean)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when p_touched = '*' or p_subject_id is null or length(p_touched) > 7400 then '*'
    when p_new then coalesce(nullif(p_touched, ''), '-')
    else coalesce(nullif(p_touched, '-'), '') || ' ' || p_subject_id::text end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.trading_account(p_organization_id uuid, p_purpose text)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_smart_code text := format('HERA.FIN.GL.ACCOUNT.%s.V1', upper(p_purpose));
  v_usual record;
  v_id uuid;
begin
  select u.* into strict v_usual from hera.usual_accounts() u where u.purpose = p_purpose;
  for v_attempt in 1 .. 2 loop
    select e.id into v_id from public.core_entities e
    left join public.core_dynamic_data d on d.organization_id = e.organization_id and d.entity_id = e.id and d.field_name = 'account_type'
    where e.organization_id = p_organization_id and e.entity_type = 'GL_ACCOUNT' and e.deleted_at is null
      and (e.smart_code::text in (v_smart_code, replace(v_smart_code, '.V1', '.v1'))
        or e.entity_code = v_usual.code and lower(d.field_value_text) = v_usual.account_type)
    order by e.smart_code::text in (v_smart_code, replace(v_smart_code, '.V1', '.v1')) desc, e.id limit 1;
    if found then
      return v_id;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(p_organization_id || ' account ' || p_purpose, 0));
  end loop;
  v_id := uuidv7();
  perform hera.found_entity(p_organization_id, v_id, jsonb_build_object('entity_type', 'GL_ACCOUNT', 'entity_name', v_usual.name,
      'smart_code', v_smart_code, 'entity_code', v_usual.code || case when exists (
        select from public.core_entities e
        where e.organization_id = p_organization_id and e.entity_code = v_usual.code and e.entity_type = 'GL_ACCOUNT'
          and e.deleted_at is null) then '-' || upper(right(v_id::text, 6)) else '' end),
    jsonb_build_object('account_type', v_usual.account_type, 'normal_balance',
      case when v_usual.account_type in ('asset', 'expense') then 'debit' else 'credit' end), 'needed by trade');
  return v_id;
end
$function$;
CREATE OR REPLACE FUNCTION hera.transaction_bundle(p_transaction_id uuid, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_read text := hera.read_transaction(p_transaction_id, p_options);
begin
  return substr(v_read, strpos(v_read, ' ') + 1)::jsonb;
end
$function$;
CREATE OR REPLACE FUNCTION hera.transaction_conditions(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;
CREATE OR REPLACE FUNCTION hera.transaction_document(p_transaction_id uuid)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select json_build_object(
      'organization', json_build_object('name', o.organization_name, 'settings', o.settings),
      'id', t.id, 'type', t.transaction_type, 'number', coalesce(t.transaction_number, t.transaction_code),
      'date', t.transaction_date, 'status', t.transaction_status, 'posting_status', t.posting_status,
      'is_gl', t.is_gl, 'is_financial', t.is_gl or hera.ledger_kind(t.transaction_type, t.smart_code) <> 'none',
      'reference', t.reference_number, 'external_reference', t.external_reference,
      'total_amount', t.total_amount, 'currency_code', t.currency_code, 'reason', t.metadata ->> 'reversal_reason',
      'source', hera.document_party(t.organization_id, t.source_entity_id),
      'target', hera.document_party(t.organization_id, t.target_entity_id),
      'branch', case when pg_input_is_valid(t.business_context ->> 'branch_id', 'uuid') then
        hera.document_party(t.organization_id, (t.business_context ->> 'branch_id')::uuid) end,
      'reversal_of', hera.document_reference(t.organization_id, t.reversal_of_id),
      'reversed_by', hera.document_reference(t.organization_id, t.reversed_by_id),
      'lines', hera.document_lines(t.organization_id, t.id))
    from public.universal_transactions t
    join public.core_organizations o on o.id = t.organization_id
    where t.organization_id = v_organization_id and t.id = p_transaction_id and not t.is_system and t.deleted_at is null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.transaction_history(p_transaction_id uuid, p_limit integer, p_cursor text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return hera.subject_history('transaction', p_transaction_id, p_limit, p_cursor, exists (
    select from public.universal_transactions t
    where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_transaction_id
      and not t.is_system));
end
$function$;
CREATE OR REPLACE FUNCTION hera.transaction_item(t public.universal_transactions, p_lines boolean, p_dynamic boolean, p_relationships boolean, p_audit boolean)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN concat('{"id":"', (t).id, '","transaction_type":', to_json(((t).transaction_type)::text), ',"transaction_code":', COALESCE((to_json(((t).transaction_code)::text))::text, 'null'::text), ',"transaction_number":', COALESCE((to_json(((t).transaction_number)::text))::text, 'null'::text), ',"smart_code":"', (t).smart_code, '","transaction_date":', "left"((to_json(((t).transaction_date)::timestamp with time zone))::text, '-7'::integer), 'Z","source_entity_id":', COALESCE((('"'::text || (t).source_entity_id) || '"'::text), 'null'::text), ',"target_entity_id":', COALESCE((('"'::text || (t).target_entity_id) || '"'::text), 'null'::text), ',"total_amount":', COALESCE(((t).total_amount)::text, 'null'::text), ',"currency_code":', COALESCE((('"'::text || ((t).currency_code)::text) || '"'::text), 'null'::text), ',"transaction_status":', to_json(((t).transaction_status)::text), ',"reference_number":', COALESCE((to_json(((t).reference_number)::text))::text, 'null'::text), ',"external_reference":', COALESCE((to_json(((t).external_reference)::text))::text, 'null'::text), ',"business_context":', (t).business_context, ',"metadata":', (t).metadata, ',"posting_status":"', (t).posting_status, '","fiscal_year":', COALESCE(((t).fiscal_year)::text, 'null'::text), ',"fiscal_period":', COALESCE((('"'::text || (t).fiscal_period) || '"'::text), 'null'::text), ',"ai_confidence_score":', COALESCE(((t).ai_confidence_score)::text, 'null'::text), ',"reversal_of_id":', COALESCE((('"'::text || (t).reversal_of_id) || '"'::text), 'null'::text), ',"reversed_by_id":', COALESCE((('"'::text || (t).reversed_by_id) || '"'::text), 'null'::text), ',"version":', (t).version, ',"created_at":', "left"((to_json((t).created_at))::text, '-7'::integer), 'Z","updated_at":', "left"((to_json((t).updated_at))::text, '-7'::integer), 'Z"', CASE WHEN ((t).deleted_at IS NOT NULL) THEN ((',"deleted_at":'::text || "left"((to_json((t).deleted_at))::text, '-7'::integer)) || 'Z"'::text) ELSE NULL::text END, CASE WHEN p_audit THEN ((((',"created_by":"'::text || (t).created_by) || '","updated_by":"'::text) || (t).updated_by) || '"'::text) ELSE NULL::text END, CASE WHEN p_lines THEN (',"lines":'::text || hera.lines_of((t).organization_id, (t).id)) ELSE NULL::text END, CASE WHEN p_dynamic THEN NULLIF((','::text || hera.fields_of_transaction((t).organization_id, (t).id)), ','::text) ELSE NULL::text END, CASE WHEN p_relationships THEN (',"relationships":'::text || hera.relationships_of_transaction((t).organization_id, (t).id)) ELSE NULL::text END, '}');
CREATE OR REPLACE FUNCTION hera.transaction_kind(p_type text, p_smart_code text, p_lines jsonb[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_kind text := hera.ledger_kind(p_type, p_smart_code);
begin
  if v_kind <> 'gl' and exists (
      select from unnest(p_lines) l (value) where hera.is_gl_code(l.value ->> 'smart_code')) then
    return 'gl';
  end if;
  return v_kind;
end
$function$;
CREATE OR REPLACE FUNCTION hera.transaction_order(p_order jsonb)
 RETURNS hera.sort_key[]
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_keys hera.sort_key[] := '{}';
  v_term jsonb;
  v_descending boolean := true;
begin
  for v_term in select t.value from jsonb_array_elements(p_order) t loop
    v_descending := v_term ->> 1 = 'desc';
    v_keys := v_keys || case
      when v_term ->> 0 in ('transaction_type', 'transaction_status', 'smart_code') then
        row(format('t.%I::text', v_term ->> 0), 'text', v_descending, null, false)::hera.sort_key
      when v_term ->> 0 in ('transaction_number', 'transaction_code') then
        row(format('coalesce(t.%I::text, '''')', v_term ->> 0), 'text', v_descending, null, false)::hera.sort_key
      when v_term ->> 0 in ('transaction_date', 'created_at', 'updated_at') then
        row(format('t.%I', v_term ->> 0), 'timestamptz', v_descending, null, false)::hera.sort_key
      when v_term ->> 0 = 'total_amount' then row('coalesce(t.total_amount::numeric, 0)', 'numeric', v_descending, null, false)::hera.sort_key
      when v_term ->> 0 = 'version' then row('t.version', 'integer', v_descending, null, false)::hera.sort_key
      when v_term ->> 0 = 'id' then row('t.id', 'uuid', v_descending, null, false)::hera.sort_key
    end;
    if v_keys[cardinality(v_keys)].expression is null then
      raise exception using errcode = 'ZH009',
        message = format('HERA_PAYLOAD_INVALID: cannot order by %s', v_term ->> 0), detail = '{"field": "order"}';
    end if;
  end loop;
  return v_keys || row('t.id', 'uuid', v_descending, null, false)::hera.sort_key;
end
$function$;
CREATE OR REPLACE FUNCTION hera.transaction_role(p_action text, p_options jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  case p_action
    when 'READ' then return 'viewer';
    when 'CREATE', 'UPDATE' then return 'staff';
    when 'DELETE' then return case hera.delete_action(p_options)
      when 'hard_delete' then 'admin' when 'reverse' then 'finance_admin' else 'manager' end;
    else raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: p_action must be CREATE, READ, UPDATE or DELETE', detail = '{"field": "p_action"}';
  end case;
end
$function$;
CREATE OR REPLACE FUNCTION hera.transfer_items(p_transfer_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('entity_id', l.entity_id, 'quantity', l.quantity, 'unit_cost', l.unit_amount,
      'value', l.line_amount) order by l.line_number)
    from public.universal_transaction_lines l
    where l.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and l.transaction_id = p_transfer_id), '[]');
end
$function$;
CREATE OR REPLACE FUNCTION hera.transfer_of(p_transfer_id uuid)
 RETURNS public.universal_transactions
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_transfer public.universal_transactions;
begin
  select * into v_transfer from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_transfer_id
    and t.transaction_type = 'STOCK_TRANSFER' and t.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('TRANSFER_NOT_FOUND', format('there is no transfer %s', p_transfer_id),
      jsonb_build_object('field', 'transfer_id', 'transfer_id', p_transfer_id));
  end if;
  return v_transfer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.transfer_open(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_lines jsonb[];
  v_transfer jsonb;
begin
  select array_agg(jsonb_build_object('line_type', 'STOCK', 'smart_code', 'HERA.RETAIL.STOCK.TRANSFER.LINE.V1',
    'entity_id', i.value -> 'entity_id', 'quantity', -(i.value ->> 'quantity')::numeric, 'unit_amount', i.value -> 'unit_cost',
    'line_amount', -(i.value ->> 'value')::numeric) order by i.position) into v_lines
  from jsonb_array_elements(p_inputs -> 'items') with ordinality i (value, position);
  v_transfer := hera.create_transaction(v_here, 'owner', jsonb_build_object('transaction_type', 'STOCK_TRANSFER',
    'smart_code', 'HERA.RETAIL.STOCK.TRANSFER.SHIPMENT.V1', 'transaction_date', hera.utc(now()),
    'source_entity_id', p_inputs -> 'from_branch_id', 'target_entity_id', p_inputs -> 'to_branch_id',
    'total_amount', -(p_inputs ->> 'value')::numeric, 'transaction_status', 'IN_TRANSIT', 'reference_number', p_inputs ->> 'reference',
    'business_context', jsonb_build_object('branch_id', p_inputs -> 'from_branch_id', 'run_id', p_context -> 'run_id')),
    v_lines, '{}', '[]', '{}');
  return jsonb_build_object('transaction_id', v_transfer -> 'transaction_id', 'transfer_number', v_transfer -> 'transaction_number',
    'status', 'IN_TRANSIT', 'value', -(p_inputs ->> 'value')::numeric, 'items', hera.transfer_items((v_transfer ->> 'transaction_id')::uuid));
end
$function$;
CREATE OR REPLACE FUNCTION hera.transfer_post(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_currency text := hera.base_currency(nullif(current_setting('hera.organization_id', true), '')::uuid);
  v_value numeric := coalesce((p_inputs ->> 'value')::numeric, 0);
  v_leaving numeric := case when p_context ->> 'mode' = 'arrive' then -v_value else v_value end;
  v_answer jsonb := p_inputs || jsonb_build_object('debits', v_value, 'credits', v_value);
begin
  if v_value = 0 then
    return v_answer;
  end if;
  return v_answer || jsonb_build_object('transaction_id', hera.post_trade(jsonb_build_object('transaction_type', 'JOURNAL_ENTRY',
    'smart_code', 'HERA.RETAIL.STOCK.GL.TRANSFER.V1', 'transaction_date', hera.utc(now()), 'total_amount', v_value,
    'currency_code', v_currency, 'transaction_status', 'POSTED', 'reference_number', p_inputs ->> 'transfer_number',
    'business_context', jsonb_build_object('branch_id', p_inputs -> 'branch_id', 'transfer_id', p_inputs -> 'transfer_id')),
    hera.ledger_entry('goods_in_transit', v_leaving, v_currency, 'Goods on their way')
      || hera.ledger_entry('inventory', -v_leaving, v_currency, 'Goods on their way'), null) -> 'transaction_id');
end
$function$;
CREATE OR REPLACE FUNCTION hera.transfer_settle(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_transfer public.universal_transactions := hera.transfer_of((p_inputs ->> 'transfer_id')::uuid);
  v_received boolean := p_context ->> 'mode' is distinct from 'return';
begin
  if v_transfer.transaction_status <> 'IN_TRANSIT' then
    perform hera.fail_procedure('NOT_IN_TRANSIT', 'the transfer is ' || v_transfer.transaction_status,
      jsonb_build_object('transfer_id', v_transfer.id, 'status', v_transfer.transaction_status));
  end if;
  perform hera.transfer_stands(v_transfer, case when v_received then 'RECEIVED' else 'RETURNED' end, p_inputs ->> 'reason', p_context);
  return jsonb_build_object('transfer_id', v_transfer.id, 'transfer_number', v_transfer.transaction_number,
    'status', case when v_received then 'RECEIVED' else 'RETURNED' end,
    'branch_id', case when v_received then v_transfer.target_entity_id else v_transfer.source_entity_id end,
    'items', hera.transfer_items(v_transfer.id), 'value', v_transfer.total_amount);
end
$function$;
CREATE OR REPLACE FUNCTION hera.transfer_stands(p_transfer public.universal_transactions, p_status text, p_reason text, p_context jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_before text := p_transfer.transaction_status;
begin
  p_transfer.transaction_status := p_status;
  perform hera.store_transaction(p_transfer);
  perform hera.log_change(p_transfer.organization_id, p_transfer.id, 'UPDATE', p_transfer.transaction_type, p_transfer.smart_code,
    p_transfer.version + 1, coalesce(p_reason, 'run ' || (p_context ->> 'run_id')), jsonb_build_object('subject', 'transaction',
      'changes', jsonb_build_array(jsonb_build_object('path', 'transaction_status', 'from', v_before, 'to', p_status))), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.transfer_unsettle(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_transfer public.universal_transactions;
begin
  if p_inputs ->> 'status' is null then
    return '{}';
  end if;
  v_transfer := hera.transfer_of((p_inputs ->> 'transfer_id')::uuid);
  if v_transfer.transaction_status = p_inputs ->> 'status' then
    perform hera.transfer_stands(v_transfer, 'IN_TRANSIT', null, p_context);
  end if;
  return jsonb_build_object('transfer_id', v_transfer.id, 'status', 'IN_TRANSIT');
end
$function$;
CREATE OR REPLACE FUNCTION hera.trial_balance(p_query jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_span boolean := p_query ?| array['from', 'period'];
  v_data text;
  v_totals text;
begin
  with b as materialized (select * from hera.account_balances(p_query)),
  t as (
    select b.currency_code, sum(hera.debit_side(b.closing)) as debit, sum(hera.debit_side(-b.closing)) as credit,
      case when bool_and(b.base_closing is not null) then sum(b.base_closing) end as base
    from b group by b.currency_code
  )
  select (
    select string_agg(case when v_span
      then json_build_object('account_id', b.account_id, 'account_code', b.account_code, 'account_name', b.account_name,
        'account_type', b.account_type, 'currency_code', b.currency_code, 'opening_balance', b.opening,
        'debit_turnover', b.debit_turnover, 'credit_turnover', b.credit_turnover, 'debit_balance', hera.debit_side(b.closing),
        'credit_balance', hera.debit_side(-b.closing), 'base_balance', b.base_closing)
      else json_build_object('account_id', b.account_id, 'account_code', b.account_code, 'account_name', b.account_name,
        'account_type', b.account_type, 'currency_code', b.currency_code, 'debit_balance', hera.debit_side(b.closing),
        'credit_balance', hera.debit_side(-b.closing), 'base_balance', b.base_closing)
      end::text, ',' order by b.account_code, b.account_id, b.currency_code)
    from b), (
    select string_agg(json_build_object('currency_code', t.currency_code, 'debit', t.debit, 'credit', t.credit,
      'base_balance', t.base)::text, ',' order by t.currency_code)
    from t)
  into v_data, v_totals;
  return hera.statement_text(p_query, v_data, v_totals);
end
$function$;
CREATE OR REPLACE FUNCTION hera.try_transaction(p_organization_id uuid, p_header jsonb, p_lines jsonb[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_possible boolean := false;
  v_state text;
  v_message text;
  v_detail text;
begin
  begin
    perform hera.create_transaction(p_organization_id, 'owner', p_header, p_lines, '{}', '[]', '{"lines_default_smart_code": true}');
    v_possible := true;
    raise exception using errcode = 'ZH000';
  exception
    when serialization_failure or deadlock_detected or query_canceled then
      raise;
    when others then
      get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail;
  end;
  if v_possible then
    return '{"success": true, "action": "VALIDATE", "valid": true, "errors": []}';
  end if;
  return jsonb_build_object('success', true, 'action', 'VALIDATE', 'valid', false, 'errors', jsonb_build_array(
    jsonb_build_object('code', v_state, 'message', case when v_state like 'ZH%' then v_message else 'A value cannot be stored' end,
      'context', case when v_state like 'ZH%' and starts_with(v_detail, '{') then v_detail::jsonb end)));
end
$function$;
CREATE OR REPLACE FUNCTION hera.txn_role(p_action text, p_payload jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  case p_action
    when 'READ', 'QUERY', 'VALIDATE' then return 'viewer';
    when 'CREATE', 'EMIT', 'UPDATE' then return 'staff';
    when 'VOID' then return 'manager';
    when 'REVERSE' then return 'finance_admin';
    when 'DELETE' then return case when (p_payload ->> 'force')::boolean then 'admin'
      else hera.transaction_role('DELETE', p_payload) end;
    else raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: p_action must be CREATE, READ, UPDATE, '
      || 'DELETE, QUERY, EMIT, REVERSE, VOID or VALIDATE', detail = '{"field": "p_action"}';
  end case;
end
$function$;
CREATE OR REPLACE FUNCTION hera.undo_entity_creation(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_id uuid := (p_inputs ->> 'entity_id')::uuid;
  v_options jsonb := jsonb_build_object('reason', 'undone by run ' || (p_context ->> 'run_id'));
begin
  if v_id is null or not exists (
      select from public.core_entities e where e.organization_id = v_here and e.id = v_id and e.deleted_at is null) then
    return '{"mode": "NOTHING"}';
  end if;
  begin
    return hera.delete_entity(v_here, 'owner', v_id, v_options || '{"hard_delete": true}') - array['success', 'message'];
  exception
    when sqlstate 'ZH011' then
      return hera.delete_entity(v_here, 'owner', v_id, v_options) - array['success', 'message'];
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.undo_transaction_creation(p_inputs jsonb, p_context jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_id uuid := (p_inputs ->> 'transaction_id')::uuid;
  v_status text;
begin
  select t.posting_status into v_status from public.universal_transactions t
  where t.organization_id = v_here and t.id = v_id and t.deleted_at is null and not t.is_system
  for no key update;
  if v_status is null or v_status = 'reversed' then
    return '{"mode": "NOTHING"}';
  end if;
  return hera.change_transaction('DELETE', v_here, 'owner', jsonb_build_object('transaction_id', v_id), null, null, null,
    jsonb_build_object('delete_action', case v_status when 'draft' then 'hard_delete' else 'reverse' end,
      'reason', 'undone by run ' || (p_context ->> 'run_id'))) - array['success', 'message'];
end
$function$;
CREATE OR REPLACE FUNCTION hera.update_entities(p_organization_id uuid, p_role text, p_ids uuid[], p_operations jsonb[])
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'on'
AS $function$
declare
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
  v_request_id jsonb := nullif(current_setting('hera.request', true), '')::jsonb -> 'request_id';
  v_fields jsonb;
  v_relationships jsonb;
  v_changed integer;
begin
  perform hera.lock_entities(p_organization_id, p_role, p_ids);
  perform hera.refuse_reserved(p_role, upper(o -> 'entity' ->> 'entity_type'), o -> 'dynamic', o -> 'relationships')
  from unnest(p_operations) o;
  perform hera.refuse_missing_references(p_organization_id, (g.operation #>> '{entity,parent_entity_id}')::uuid, '[]')
  from unnest(p_ids, p_operations) g (id, operation)
  join public.core_entities e on e.organization_id = p_organization_id and e.id = any (p_ids) and e.id = g.id
  where (g.operation #>> '{entity,parent_entity_id}')::uuid <> coalesce(e.parent_entity_id, g.id);

  v_fields := hera.merge_fields_of_many(p_organization_id, p_ids, p_operations);
  select jsonb_object_agg(g.id, hera.set_relationships(p_organization_id, g.id, g.operation -> 'relationships',
    hera.relationship_types(g.operation -> 'relationships'))) into v_relationships
  from unnest(p_ids, p_operations) g (id, operation)
  where jsonb_array_length(coalesce(g.operation -> 'relationships', '[]')) > 0;

  with patched as materialized (
    select e.id, e as old, hera.patched_entity(e, g.operation -> 'entity') as new, v_fields -> g.id::text as fields,
      v_relationships -> g.id::text as relationships
    from unnest(p_ids, p_operations) g (id, operation)
    join public.core_entities e on e.organization_id = p_organization_id and e.id = any (p_ids) and e.id = g.id
  ), changed as materialized (
    select p.*, case when p.fields is null then (p.old).dynamic_snapshot
      else hera.render_fields(hera.stored_fields(p_organization_id, p.id)) end as snapshot
    from patched p where p.old *<> p.new or p.fields is not null or p.relationships <> '[]'
  ), written as (
    update public.core_entities e
    set entity_type = (c.new).entity_type, entity_name = (c.new).entity_name, entity_code = (c.new).entity_code,
      entity_description = (c.new).entity_description, smart_code = (c.new).smart_code,
      parent_entity_id = (c.new).parent_entity_id, status = (c.new).status, metadata = (c.new).metadata,
      business_rules = (c.new).business_rules, ai_insights = (c.new).ai_insights, dynamic_snapshot = c.snapshot,
      version = e.version + 1, updated_at = now(), updated_by = v_actor
    from changed c
    where e.organization_id = p_organization_id and e.id = any (p_ids) and e.id = c.id
  )
  insert into public.universal_transactions
    (organization_id, transaction_type, smart_code, transaction_status, subject_id, metadata, log_cluster, log_xid)
  select p_organization_id, 'AUDIT', 'HERA.CORE.AUDIT.CHANGE.RECORDED.V1', 'RECORDED', c.id,
    jsonb_build_object('changes', hera.changed_columns(c.old, c.new) || coalesce(c.fields, '[]') || coalesce(c.relationships, '[]'),
      'action', 'UPDATE', 'kind', (c.new).entity_type::text, 'smart_code', (c.new).smart_code::text, 'version', (c.old).version + 1,
      'reason', null, 'request_id', v_request_id),
    nullif(current_setting('hera.cluster_id', true), '')::bigint, hera.log_place()
  from changed c;
  get diagnostics v_changed = row_count;
  if v_changed > 0 then
    perform set_config('hera.touched', '*', true);
  end if;
  return v_changed;
end
$function$;
CREATE OR REPLACE FUNCTION hera.update_entity(p_organization_id uuid, p_role text, p_entity jsonb, p_dynamic jsonb, p_relationships jsonb, p_replaced_types text[], p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_id uuid := coalesce(p_entity ->> 'entity_id', p_entity ->> 'id')::uuid;
  v_old public.core_entities;
  v_new public.core_entities;
  v_restores boolean := coalesce((p_options ->> 'restore')::boolean, false);
  v_changes jsonb := '[]';
  v_answer jsonb;
begin
  v_old := hera.lock_entity(p_organization_id, p_role, v_id, (p_options ->> 'expected_version')::integer, v_restores);
  v_restores := v_old.deleted_at is not null;
  v_new := hera.patched_entity(v_old, p_entity);
  v_new.deleted_at := null;
  perform hera.refuse_reserved(p_role, v_new.entity_type, p_dynamic, p_relationships);
  if v_restores or v_new.parent_entity_id is distinct from v_old.parent_entity_id then
    perform hera.refuse_missing_references(p_organization_id, v_new.parent_entity_id, '[]');
  end if;

  if p_dynamic is not null and p_dynamic <> '{}' then
    perform hera.refuse_uncoded_fields(p_organization_id, v_id, null, p_dynamic);
    v_changes := hera.merge_fields(p_organization_id, v_id, p_dynamic);
    v_new.dynamic_snapshot := hera.render_fields(hera.stored_fields(p_organization_id, v_id));
  end if;
  if p_relationships is not null then
    v_changes := v_changes || hera.set_relationships(p_organization_id, v_id, p_relationships, p_replaced_types);
  end if;
  v_changes := hera.changed_columns(v_old, v_new) || v_changes;
  if v_changes = '[]' then
    return hera.leave_unchanged(p_organization_id, v_id, v_old.entity_type, v_old.smart_code, v_old.version,
      jsonb_build_object('entity_id', v_id, 'success', true, 'message', 'Entity is unchanged', 'version', v_old.version));
  end if;

  update public.core_entities e
  set entity_type = v_new.entity_type, entity_name = v_new.entity_name, entity_code = v_new.entity_code,
    entity_description = v_new.entity_description, smart_code = v_new.smart_code,
    parent_entity_id = v_new.parent_entity_id, status = v_new.status, metadata = v_new.metadata,
    business_rules = v_new.business_rules, ai_insights = v_new.ai_insights, dynamic_snapshot = v_new.dynamic_snapshot,
    deleted_at = null, version = e.version + 1, updated_at = now(),
    updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_organization_id and e.id = v_id;

  v_answer := jsonb_build_object('entity_id', v_id, 'success', true, 'message',
    case when v_restores then 'Entity restored successfully' else 'Entity updated successfully' end, 'version', v_old.version + 1);
  perform hera.log_change(p_organization_id, v_id, case when v_restores then 'RESTORE' else 'UPDATE' end, v_new.entity_type, v_new.smart_code, v_old.version + 1,
    p_options ->> 'reason', jsonb_build_object('changes', v_changes), v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.update_transaction(p_organization_id uuid, p_role text, p_transaction jsonb, p_lines jsonb[], p_dynamic jsonb, p_relationships jsonb, p_replaced_types text[], p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_id uuid := coalesce(p_transaction ->> 'transaction_id', p_transaction ->> 'id')::uuid;
  v_old public.universal_transactions;
  v_new public.universal_transactions;
  v_changes jsonb := '[]';
  v_answer jsonb;
begin
  v_old := hera.lock_transaction(p_organization_id, v_id, (p_options ->> 'expected_version')::integer, false);
  v_new := hera.patched_transaction(v_old, p_transaction);
  perform hera.refuse_reserved(p_role, null, p_dynamic, p_relationships);
  v_new.is_gl := case when p_lines is null and v_old.is_gl then true
    else hera.transaction_kind(v_new.transaction_type, v_new.smart_code, p_lines) = 'gl' end;
  if v_old.is_gl or v_new.is_gl then
    perform hera.require_role(p_role, 'finance_admin', 'a GL transaction');
  end if;
  perform hera.refuse_missing_entities(p_organization_id,
    case when v_new.source_entity_id is distinct from v_old.source_entity_id then v_new.source_entity_id end,
    case when v_new.target_entity_id is distinct from v_old.target_entity_id then v_new.target_entity_id end, p_lines);

  v_changes := hera.changed_transaction_columns(v_old, v_new);
  if p_lines is not null then
    v_changes := v_changes || hera.replace_lines(v_old, v_new, p_lines,
      case when (p_options ->> 'lines_default_smart_code')::boolean then v_new.smart_code::text end);
  end if;
  if p_dynamic is not null and p_dynamic <> '{}' then
    perform hera.refuse_uncoded_fields(p_organization_id, null, v_id, p_dynamic);
    v_changes := v_changes || hera.merge_transaction_fields(p_organization_id, v_id, p_dynamic);
  end if;
  if p_relationships is not null then
    v_changes := v_changes || hera.set_transaction_relationships(p_organization_id, v_id, p_relationships, p_replaced_types);
  end if;
  if v_changes = '[]' then
    return hera.leave_unchanged(p_organization_id, v_id, v_old.transaction_type, v_old.smart_code, v_old.version,
      jsonb_build_object('transaction_id', v_id, 'success', true, 'message', 'Transaction is unchanged', 'version', v_old.version));
  end if;
  perform hera.store_transaction(v_new);

  v_answer := jsonb_build_object('transaction_id', v_id, 'success', true, 'message', 'Transaction updated successfully',
    'version', v_old.version + 1);
  perform hera.log_change(p_organization_id, v_id, 'UPDATE', v_new.transaction_type, v_new.smart_code, v_old.version + 1,
    p_options ->> 'reason', jsonb_build_object('subject', 'transaction', 'changes', v_changes), v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.usual_accounts()
 RETURNS TABLE(purpose text, code text, name text, account_type text)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  values
    ('cash', '1000', 'Cash', 'asset'), ('bank', '1010', 'Bank', 'asset'), ('card', '1020', 'Card clearing', 'asset'),
    ('inventory', '1200', 'Inventory', 'asset'), ('goods_in_transit', '1210', 'Goods in transit', 'asset'),
    ('payables', '2000', 'Payables', 'liability'), ('tax', '2200', 'VAT payable', 'liability'),
    ('tips', '2300', 'Tips payable', 'liability'), ('service_revenue', '4000', 'Service revenue', 'revenue'),
    ('product_revenue', '4100', 'Product revenue', 'revenue'), ('cost_of_goods', '5000', 'Cost of goods', 'expense'),
    ('stock_difference', '5050', 'Inventory differences', 'expense'),
    ('cash_difference', '5900', 'Cash over and short', 'expense')
$function$;
CREATE OR REPLACE FUNCTION hera.utc(p_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return to_json(p_at at time zone 'UTC') #>> '{}' || 'Z';
end
$function$;
CREATE OR REPLACE FUNCTION hera.value_fits(p_type text, p_text text, p_number numeric, p_boolean boolean, p_date timestamp with time zone, p_json jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case p_type
    when 'text' then num_nonnulls(p_number, p_boolean, p_date, p_json) = 0
    when 'number' then num_nonnulls(p_text, p_boolean, p_date, p_json) = 0
      and (p_number is null or p_number > '-Infinity' and p_number < 'Infinity')
    when 'boolean' then num_nonnulls(p_text, p_number, p_date, p_json) = 0
    when 'date' then num_nonnulls(p_text, p_number, p_boolean, p_json) = 0
      and (p_date is null or isfinite(p_date))
    when 'json' then num_nonnulls(p_text, p_number, p_boolean, p_date) = 0
    else false
  end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.value_lines(p_organization_id uuid, p_transaction_id uuid, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_base text := hera.base_currency(p_organization_id);
  v_rates jsonb;
  v_residue numeric;
begin
  if v_base is null then
    return;
  end if;
  v_rates := hera.rates_of(p_organization_id, array(
    select distinct l.currency_code::text from public.universal_transaction_lines l
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id and l.currency_code is not null), p_at);
  update public.universal_transaction_lines l
  set base_amount = hera.base_amount(l.debit_amount, l.credit_amount, l.currency_code, v_base, v_rates)
  where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
    and num_nonnulls(l.debit_amount, l.credit_amount) > 0;
  select sum(l.base_amount) into v_residue from public.universal_transaction_lines l
  where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
    and l.currency_code <> v_base;
  if v_residue <> 0 then
    perform hera.add_rounding_line(p_organization_id, p_transaction_id, v_base, v_residue);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.verify_more_seals(p_count integer, p_again integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_place reporting.seals_verified;
  v_new jsonb;
  v_old jsonb;
  v_broken jsonb;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('hera.verify ' || v_organization_id, 0)) then
    return '{"seals": 0, "more": false, "broken": null}';
  end if;
  select * into v_place from reporting.seals_verified p where p.organization_id = v_organization_id;
  v_place.newest := coalesce(v_place.newest, 0);
  v_place.again := case when v_place.again <= v_place.newest then v_place.again else 1 end;
  if v_place.head is distinct from (
      select t.metadata ->> 'hash' from public.universal_transactions t
      where t.organization_id = v_organization_id and t.transaction_type = 'SEAL'
        and t.transaction_code = lpad(v_place.newest::text, 15, '0')) then
    return jsonb_build_object('seals', 0, 'more', false, 'broken', jsonb_build_object('seal', v_place.newest, 'kind', 'seal',
      'reason', 'a seal that was verified before is missing or another one'));
  end if;

  v_old := hera.verify_seals(v_place.again, least(p_again, v_place.newest - v_place.again + 1)::integer, null);
  v_new := hera.verify_seals(v_place.newest + 1, p_count, null);
  v_broken := coalesce(nullif(v_old -> 'broken', 'null'), nullif(v_new -> 'broken', 'null'));
  insert into reporting.seals_verified as p (organization_id, newest, head, again, verified_at)
  values (v_organization_id, v_place.newest + (v_new ->> 'seals')::bigint,
    case when (v_new ->> 'seals')::bigint > 0 then v_new ->> 'head' else v_place.head end,
    v_place.again + (v_old ->> 'seals')::bigint, now())
  on conflict (organization_id) do update
  set newest = excluded.newest, head = excluded.head, again = excluded.again, verified_at = excluded.verified_at;
  return jsonb_build_object('seals', (v_old ->> 'seals')::bigint + (v_new ->> 'seals')::bigint,
    'more', (v_new ->> 'seals')::integer = p_count, 'broken', v_broken);
end
$function$;
CREATE OR REPLACE FUNCTION hera.verify_period(p_turn bigint)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_period record;
begin
  select p.* into v_period
  from (
    select e.entity_code, h.field_value_text as stored, c.field_value_date as closed_at,
      row_number() over (order by e.entity_code) - 1 as place, count(*) over () as periods
    from public.core_entities e
    join public.core_dynamic_data h on h.organization_id = e.organization_id and h.entity_id = e.id and h.field_name = 'books_hash'
    join public.core_dynamic_data c on c.organization_id = e.organization_id and c.entity_id = e.id and c.field_name = 'closed_at'
    where e.organization_id = v_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null
  ) p
  where p.place = p_turn % p.periods;
  if not found then
    return null;
  end if;
  return case when not hera.books_stand(v_organization_id, v_period.entity_code, v_period.closed_at, v_period.stored)
    then v_period.entity_code end;
end
$function$;
CREATE OR REPLACE FUNCTION hera.verify_periods()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_answer text;
begin
  select '"data":[' || coalesce(string_agg(json_build_object('period_code', p.entity_code, 'closed_at', hera.utc(p.closed_at),
      'books_hash', p.stored, 'intact', p.stands)::text, ',' order by p.entity_code), '')
    || '],"intact":' || coalesce(bool_and(p.stands), true)
  into v_answer
  from (
    select e.entity_code, c.field_value_date as closed_at, h.field_value_text as stored,
      hera.books_stand(v_organization_id, e.entity_code, c.field_value_date, h.field_value_text) as stands
    from public.core_entities e
    join public.core_dynamic_data h on h.organization_id = e.organization_id and h.entity_id = e.id and h.field_name = 'books_hash'
    join public.core_dynamic_data c on c.organization_id = e.organization_id and c.entity_id = e.id and c.field_name = 'closed_at'
    where e.organization_id = v_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null
  ) p;
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.verify_seals(p_from bigint, p_count integer, p_expected text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_before public.universal_transactions;
  v_seal public.universal_transactions;
  v_broken jsonb;
  v_met boolean := false;
  v_seals integer := 0;
  v_entries bigint := 0;
begin
  select * into v_before from public.universal_transactions t
  where t.organization_id = v_organization_id and t.transaction_type = 'SEAL'
    and t.transaction_code < lpad(p_from::text, 15, '0')
  order by t.transaction_code desc limit 1;
  for v_seal in
    select * from public.universal_transactions t
    where t.organization_id = v_organization_id and t.transaction_type = 'SEAL'
      and t.transaction_code >= lpad(p_from::text, 15, '0')
    order by t.transaction_code limit p_count
  loop
    begin
      v_broken := hera.broken_in_seal(v_seal, v_before);
      v_entries := v_entries + case when v_broken is null then (v_seal.metadata ->> 'count')::bigint else 0 end;
    exception
      -- What is so broken that it cannot be read is broken, and must be named, not fail.
      when data_exception then
        v_broken := jsonb_build_object('kind', 'seal', 'id', v_seal.id, 'reason', 'the seal itself cannot be read');
    end;
    if v_broken is not null then
      -- It may not know its number any more: they are consecutive.
      v_broken := case when v_broken ->> 'seal' ~ '^\d+$' then v_broken
        else v_broken || jsonb_build_object('seal', p_from + v_seals) end;
      exit;
    end if;
    v_met := v_met or v_seal.metadata ->> 'hash' = p_expected;
    v_seals := v_seals + 1;
    v_before := v_seal;
  end loop;
  return jsonb_build_object('seals', v_seals, 'entries', v_entries, 'head', v_before.metadata ->> 'hash',
    'sealed_until', v_before.created_at, 'next', case when v_seals = p_count then p_from + p_count end,
    'met', coalesce(v_met, false), 'broken', v_broken);
end
$function$;
CREATE OR REPLACE FUNCTION hera.void_transaction(p_organization_id uuid, p_role text, p_transaction_id uuid, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  if exists (
      select from public.universal_transactions t
      where t.organization_id = p_organization_id and t.id = p_transaction_id and t.posting_status <> 'draft') then
    return hera.reverse_transaction(p_organization_id, p_role, p_transaction_id, p_options);
  end if;
  return hera.update_transaction(p_organization_id, p_role,
    jsonb_build_object('transaction_id', p_transaction_id, 'transaction_status', 'VOID'), null, null, null, null, p_options);
end
$function$;
CREATE OR REPLACE FUNCTION hera.wake_next_run(p_subject text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  perform pg_advisory_xact_lock(hera.subject_key(v_here, p_subject));
  update public.universal_transactions t set run_due = clock_timestamp()
  from (
    select w.id from public.universal_transactions w
    where w.organization_id = v_here and w.run_subject = p_subject and w.transaction_status = 'PENDING' and w.run_due is null
    order by w.id
    limit 1
  ) next
  where t.organization_id = v_here and t.id = next.id;
end
$function$;
CREATE OR REPLACE FUNCTION hera.walk_listing(p_listing hera.listing_phase, p_query jsonb, p_fields jsonb, p_limit integer, OUT items text[], OUT keys jsonb, OUT rare boolean, OUT shares jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  c_hardly constant integer := 25;
  c_sample constant integer := 200;
  v_patience constant integer := case p_fields when '{}' then 10 else 4 end;
  v_rows integer := 10 * p_limit;
  v_looked integer := 0;
  v_window record;
  v_page record;
begin
  items := '{}';
  keys := '[]';
  for v_try in 1..3 loop
    v_window := hera.listing_window(p_listing, v_rows);
    exit when v_window.condition is null;
    v_page := hera.render_row_by_row(hera.listing_statement(p_listing, v_window.condition), p_query, null,
      p_limit - cardinality(items), 0);
    items := items || v_page.items;
    keys := keys || v_page.keys;
    if v_window.condition = 'true' or cardinality(items) = p_limit then
      return;
    end if;
    rare := cardinality(items) * c_hardly < p_limit;
    exit when cardinality(items) * v_patience < p_limit;
    v_looked := v_looked + v_rows;
    if v_window.bound is null then
      v_rows := v_looked * 2 * v_patience;
      items := '{}';
      keys := '[]';
    else
      p_listing.after := v_window.bound;
      v_rows := 2 * (v_looked::bigint * (p_limit - cardinality(items)) / cardinality(items)) + 1;
    end if;
  end loop;
  items := null;
  keys := null;
  if v_window.condition is not null and p_fields <> '{}' then
    shares := hera.filter_shares(p_listing, p_fields, c_sample);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.wanted_subject(p_query jsonb, p_entry public.universal_transactions)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_subject text := p_entry.metadata ->> 'subject';
begin
  if p_entry.subject_id is null or p_entry.transaction_type <> 'AUDIT' or p_entry.metadata ->> 'action' = 'UNCHANGED'
     or p_entry.subject_id <> (p_query ->> 'entity_id')::uuid then
    return null;
  end if;
  if v_subject is null then
    v_subject := case
      when p_entry.metadata ? 'created' then
        case when p_entry.metadata -> 'created' ? 'entity' then 'entity' else 'transaction' end
      when exists (select from public.universal_transactions t
        where t.organization_id = p_entry.organization_id and t.id = p_entry.subject_id) then 'transaction'
      else 'entity' end;
  end if;
  if not p_query ?| array['entity_type', 'transaction_type']
     or p_entry.metadata ->> 'kind' = upper(p_query ->> (v_subject || '_type')) then
    return v_subject;
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION hera.with_descendants(p_organization_id uuid, p_entity_id uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return array(
    with recursive tree as (
      select p_entity_id as id
      union
      select e.id from public.core_entities e join tree t on e.parent_entity_id = t.id
      where e.organization_id = p_organization_id
    )
    select id from tree);
end
$function$;
CREATE OR REPLACE FUNCTION hera.with_span(p_query jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_until timestamptz;
  v_last timestamp;
  v_year integer;
  v_first text;
begin
  if p_query ?| array['from', 'period'] then
    return p_query;
  end if;
  select b.until into v_until from hera.report_bounds(p_query) b;
  v_last := (v_until - interval '1 microsecond') at time zone hera.time_zone(v_organization_id);
  v_year := (select p.fiscal_year from hera.period(v_organization_id, to_char(v_last, 'YYYY-MM')) p);
  v_first := (hera.periods_of_year(v_organization_id, v_year))[1];
  if v_first is null then
    v_first := to_char(v_last - make_interval(months => (extract(month from v_last)::integer - coalesce((
      select (o.settings ->> 'fiscal_year_start_month')::integer from public.core_organizations o
      where o.id = v_organization_id), 1) + 12) % 12), 'YYYY-MM');
  end if;
  return p_query || jsonb_build_object('from', v_first || '-01');
end
$function$;
CREATE OR REPLACE FUNCTION hera.withdraw_migration(p_reposted_id uuid, p_reason text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_original public.universal_transactions;
  v_reposted public.universal_transactions;
  v_reversal public.universal_transactions;
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_original := hera.lock_transaction(v_organization_id, hera.original_of_migration(v_organization_id, p_reposted_id), null, false);
  v_reposted := hera.lock_transaction(v_organization_id, p_reposted_id, null, false);
  -- What must not be reversed, such as a sale that was refunded since, must not be withdrawn.
  perform hera.refuse_wrong_reversal(v_organization_id, v_reposted.id);
  if v_original.reversed_by_id is null then
    perform hera.refuse_state(v_original.posting_status, 'the original is not reversed', null);
  end if;
  v_reversal := hera.lock_transaction(v_organization_id, v_original.reversed_by_id, null, false);

  set constraints public.the_books_guard_a_withdrawal deferred;
  perform hera.mark_withdrawn(v_reversal, v_original.id, p_reason);
  perform hera.mark_withdrawn(v_reposted, v_original.id, p_reason);
  v_original.posting_status := 'posted';
  v_original.reversed_by_id := null;
  perform hera.store_transaction(v_original);
  set constraints public.the_books_guard_a_withdrawal immediate;

  v_answer := jsonb_build_object('transaction_id', v_original.id, 'reversal_transaction_id', v_reversal.id,
    'reposted_transaction_id', v_reposted.id, 'version', v_original.version + 1);
  perform hera.log_change(v_organization_id, v_original.id, 'RESTORE', v_original.transaction_type, v_original.smart_code,
    v_original.version + 1, p_reason, jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'posting_status', 'from', 'reversed', 'to', 'posted'),
      jsonb_build_object('path', 'reversed_by_id', 'from', v_reversal.id, 'to', null))), v_answer);
  return v_answer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.word_query(p_q text)
 RETURNS tsquery
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_words text[];
begin
  if length(p_q) > 200 then
    perform hera.refuse_parameter('q', 'must be at most 200 characters');
  end if;
  v_words := tsvector_to_array(hera.search_words(p_q));
  if cardinality(v_words) not between 1 and 10 then
    perform hera.refuse_parameter('q', 'must be one to ten words of letters or digits');
  end if;
  return (
    select string_agg('''' || replace(replace(w, '\', '\\'), '''', '''''') || case when length(w) > 2 then ''':*' else '''' end, ' & ')
    from unnest(v_words) w)::tsquery;
end
$function$;
CREATE OR REPLACE FUNCTION hera.word_rank(p_name text, p_code text, p_document tsvector, p_query tsquery, p_folded text)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_name text := hera.folded(p_name);
begin
  return case when v_name = p_folded or lower(p_code) = p_folded then 8000000 else 0 end
    + case when starts_with(v_name, p_folded) then 4000000 else 0 end
    + case when p_document @@ p_query then 2000000 else 0 end
    + (ts_rank(p_document, p_query) * 900000)::integer
    + (hera.word_similarity(p_folded, v_name) * 900000)::integer;
end
$function$;
CREATE OR REPLACE FUNCTION hera.word_search(p_query jsonb, p_words text)
 RETURNS hera.word_search
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  c_few constant integer := 2000;
  c_hardly_any constant integer := 10;
  v_q text := trim(p_query ->> 'q');
  v_folded text;
  v_query tsquery;
  v_most integer := case p_words when 'ranked' then 2 * c_few else c_few end;
  v_ids uuid[];
begin
  if coalesce(v_q, '') = '' then
    return null;
  end if;
  v_query := hera.word_query(v_q);
  if p_words is distinct from 'broad' then
    v_ids := array(select hera.probe_words(v_query, p_query ->> 'entity_type', v_most + 1));
    if p_words = 'ranked' or cardinality(v_ids) <= c_few then
      v_folded := hera.folded(v_q);
      if cardinality(v_ids) < c_hardly_any and length(v_folded) > 3 then
        v_ids := v_ids || array(select hera.probe_similar_names(v_folded, p_query ->> 'entity_type'));
      end if;
      return row('ranked', format('e.id = any (%L::uuid[])', v_ids),
        format('hera.word_rank(e.entity_name, e.entity_code, e.search_document, %L::tsquery, %L)', v_query, v_folded))::hera.word_search;
    end if;
  end if;
  return row('broad', format('coalesce(e.search_document @@ %L::tsquery, false)', v_query), null)::hera.word_search;
end
$function$;
CREATE OR REPLACE FUNCTION hera.write_bundle(p_action text, p_organization_id uuid, p_role text, p_entity jsonb, p_dynamic jsonb, p_relationships jsonb, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_id uuid := coalesce(p_entity ->> 'entity_id', p_entity ->> 'id')::uuid;
  v_type text := coalesce(p_entity ->> 'entity_type', (
    select e.entity_type from public.core_entities e where e.organization_id = p_organization_id and e.id = v_id));
  v_list jsonb;
  v_answer jsonb;
  v_domain text;
begin
  if p_action = 'DELETE' then
    return jsonb_build_object('action', p_action) || hera.delete_or_fall_back(p_organization_id, p_role, v_id, p_options);
  end if;
  v_list := hera.relationship_list(p_relationships, v_id::text, v_type, p_options -> 'relationship_smart_code_map');
  if p_action = 'CREATE' then
    perform hera.refuse_uncoded_fields(p_organization_id, null, null, p_dynamic);
  end if;
  v_answer := case p_action
    when 'CREATE' then hera.create_entity(p_organization_id, p_role, p_entity, p_dynamic, coalesce(v_list, '[]'))
    else hera.update_entity(p_organization_id, p_role, p_entity, p_dynamic, v_list,
      hera.replaced_types(p_relationships, p_options), p_options)
  end;
  v_answer := jsonb_build_object('action', p_action) || v_answer;
  v_list := hera.entity_bundle(p_organization_id, (v_answer ->> 'entity_id')::uuid, true, true, false);
  return v_answer || v_list || jsonb_build_object('data', v_list);
exception
  when check_violation then
    get stacked diagnostics v_domain = pg_datatype_name;
    if v_domain = 'smart_code' then
      raise exception using errcode = 'ZH010', message = 'HERA_SMARTCODE_INVALID: a smart code is malformed',
        hint = 'HERA.{INDUSTRY}.{two to eight segments}.V{n}', detail = '{"field": "smart_code"}';
    end if;
    raise;
end
$function$;
CREATE OR REPLACE FUNCTION hera.write_fields(p_organization_id uuid, p_role text, p_entity_id uuid, p_fields jsonb, p_smart_code text, p_options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_dynamic jsonb := hera.fields_given(p_fields, p_smart_code);
  v_names text[] := array(select jsonb_object_keys(v_dynamic));
  v_answer jsonb := '{}';
begin
  if v_dynamic <> '{}' then
    v_answer := hera.write_bundle('UPDATE', p_organization_id, p_role, jsonb_build_object('entity_id', p_entity_id),
      v_dynamic, null, p_options);
  end if;
  return jsonb_build_object('success', true, 'action', 'UPSERT', 'entity_id', p_entity_id, 'version', v_answer -> 'version',
    'total', jsonb_array_length(p_fields), 'upserted', cardinality(v_names),
    'skipped', jsonb_array_length(p_fields) - cardinality(v_names), 'data', coalesce((
      select jsonb_agg(f.value order by f.position)
      from jsonb_array_elements(v_answer -> 'dynamic_data') with ordinality f (value, position)
      where f.value ->> 'field_name' = any (v_names)), '[]'));
end
$function$;
CREATE OR REPLACE FUNCTION hera.write_membership(p_organization_id uuid, p_user_id uuid, p_data jsonb, p_reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_user public.core_entities;
  v_had jsonb;
begin
  select * into strict v_user from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_user_id for no key update;
  select r.relationship_data into v_had from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF'
  for update;
  if v_had || p_data = v_had and v_user.deleted_at is null then
    return;
  elsif p_data is null then
    delete from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF';
  else
    perform hera.insert_relationships(p_organization_id, p_user_id, jsonb_build_array(jsonb_build_object(
      'to_entity_id', p_organization_id, 'relationship_type', 'MEMBER_OF',
      'smart_code', 'HERA.CORE.IDENTITY.REL.MEMBER_OF.V1', 'relationship_data', coalesce(v_had, '{}') || p_data)));
  end if;
  update public.core_entities e
  set deleted_at = case when p_data is null then now() end, version = e.version + 1, updated_at = now(),
    updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_organization_id and e.id = p_user_id;
  perform hera.log_change(p_organization_id, p_user_id, 'UPDATE', 'USER', v_user.smart_code, v_user.version + 1, p_reason,
    jsonb_build_object('changes', jsonb_build_array(jsonb_build_object('path', 'relationships.MEMBER_OF', 'from', v_had,
      'to', case when p_data is not null then coalesce(v_had, '{}') || p_data end))), null);
end
$function$;
CREATE OR REPLACE FUNCTION hera.write_new_run(p_run jsonb, p_lines jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_ended boolean := (p_run ->> 'ended')::boolean;
begin
  insert into public.universal_transactions
    (organization_id, id, transaction_type, transaction_code, smart_code, transaction_status, business_context, metadata,
     run_due, run_owner, run_subject)
  values
    (v_here, (p_run ->> 'id')::uuid, 'ORCH_RUN', p_run ->> 'key', p_run ->> 'smart_code', p_run ->> 'status', p_run -> 'payload',
     p_run -> 'run', (p_run ->> 'due')::timestamptz, (p_run ->> 'owner')::integer,
     case when not v_ended then p_run ->> 'subject' end)
  on conflict (organization_id, smart_code, transaction_code) where transaction_type = 'ORCH_RUN' do nothing;
  if not found then
    raise exception using errcode = '40001', message = 'a run of the same key began meanwhile';
  end if;
  if p_lines <> '[]' then
    perform hera.record_run_lines((p_run ->> 'id')::uuid, p_run -> 'run' -> 'actor', p_lines);
  end if;
  if v_ended and p_run ? 'subject' then
    perform hera.wake_next_run(p_run ->> 'subject');
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.write_run(p_run_id uuid, p_run jsonb, p_lines jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_run jsonb := p_run -> 'run';
  v_subject text;
  v_waits boolean := false;
begin
  if not v_run ? 'steps' then
    perform hera.spread_run_steps(p_run_id);
  end if;
  if p_lines <> '[]' then
    perform hera.record_run_lines(p_run_id, v_run -> 'actor', p_lines);
  end if;
  if p_run ->> 'status' = 'PENDING' and v_run ->> 'phase' = 'FORWARD' and v_run ->> 'fence' = '0' then
    -- It has not begun: whatever was done to it, its turn has to come.
    select t.run_subject into v_subject from public.universal_transactions t
    where t.organization_id = v_here and t.id = p_run_id;
    v_waits := v_subject is not null and exists (
      select from public.universal_transactions t
      where t.organization_id = v_here and t.run_subject = v_subject and t.id <> p_run_id and t.metadata ->> 'fence' <> '0');
  end if;
  update public.universal_transactions t
  set transaction_status = p_run ->> 'status', metadata = v_run || jsonb_build_object('needs', t.metadata -> 'needs'),
    run_due = case when not v_waits then (p_run ->> 'due')::timestamptz end,
    run_owner = (p_run ->> 'owner')::integer,
    run_subject = case when not (p_run ->> 'ended')::boolean then t.run_subject end,
    version = t.version + 1, updated_at = now()
  where t.organization_id = v_here and t.id = p_run_id and (t.metadata ->> 'seq')::bigint + 1 = (v_run ->> 'seq')::bigint
  returning old.run_subject into v_subject;
  if not found then
    raise exception using errcode = '40001', message = 'the run was written by somebody else meanwhile';
  end if;
  if v_subject is not null and (p_run ->> 'ended')::boolean then
    perform hera.wake_next_run(v_subject);
  end if;
end
$function$;
CREATE OR REPLACE FUNCTION hera.write_transaction_v1(p_action text, p_organization_id uuid, p_role text, p_payload jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_header jsonb := coalesce(p_payload -> 'header', p_payload - array['lines', 'dynamic', 'relationships', 'reason']);
  v_id uuid := coalesce(p_payload ->> 'transaction_id', p_payload ->> 'id', v_header ->> 'transaction_id', v_header ->> 'id')::uuid;
  v_lines jsonb[] := case when jsonb_typeof(p_payload -> 'lines') = 'array' then
    array(select l.value from jsonb_array_elements(p_payload -> 'lines') with ordinality l (value, position) order by l.position) end;
  v_options jsonb := p_payload || '{"lines_default_smart_code": true}';
  v_answer jsonb;
begin
  if v_header ? 'status' and not v_header ? 'transaction_status' then
    v_header := v_header || jsonb_build_object('transaction_status', v_header -> 'status');
  end if;
  if p_action = 'VALIDATE' then
    return hera.try_transaction(p_organization_id, v_header, v_lines);
  end if;
  v_answer := case p_action
    when 'UPDATE' then hera.update_transaction(p_organization_id, p_role, v_header || jsonb_build_object('transaction_id', v_id),
      v_lines, nullif(p_payload -> 'dynamic', 'null'), null, null, v_options)
    when 'DELETE' then hera.delete_transaction(p_organization_id, p_role, v_id, v_options || case
      when (p_payload ->> 'force')::boolean then '{"hard_delete": true}' else '{}' end::jsonb)
    when 'REVERSE' then hera.reverse_transaction(p_organization_id, p_role, v_id, v_options)
    when 'VOID' then hera.void_transaction(p_organization_id, p_role, v_id, v_options)
    else hera.create_transaction(p_organization_id, p_role, v_header || '{}', v_lines,
      coalesce(nullif(p_payload -> 'dynamic', 'null'), '{}'), coalesce(nullif(p_payload -> 'relationships', 'null'), '[]'), v_options)
  end;
  v_answer := v_answer || jsonb_build_object('action', p_action, 'id', v_answer -> 'transaction_id');
  v_header := hera.transaction_bundle((v_answer ->> 'transaction_id')::uuid, '{"include_deleted": true}');
  return v_answer || jsonb_build_object('transaction', v_header, 'data', v_header);
end
$function$;
CREATE OR REPLACE FUNCTION rpc.hera_dynamic_data_batch_v1(p_organization_id uuid, p_entity_id uuid, p_smart_code text DEFAULT NULL::text, p_fields jsonb DEFAULT NULL::jsonb, p_items jsonb DEFAULT NULL::jsonb, p_expected_version integer DEFAULT NULL::integer, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_role text := hera.enter(p_actor_user_id, p_organization_id, 'staff');
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  v_answer := hera.write_fields(p_organization_id, v_role, p_entity_id,
    coalesce(nullif(p_fields, 'null'), p_items), p_smart_code,
    jsonb_strip_nulls(jsonb_build_object('expected_version', p_expected_version)));
  return hera.keep_answer(v_request, 'UPSERT', v_answer);
end
$function$
-- Sets many dynamic fields of one entity at once; fields that are not named stay. @role staff @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_dynamic_data_delete_v1(p_organization_id uuid, p_entity_id uuid, p_field_name text, p_expected_version integer DEFAULT NULL::integer, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_role text := hera.enter(p_actor_user_id, p_organization_id, 'manager');
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  perform hera.lock_entity(p_organization_id, v_role, p_entity_id, p_expected_version, false);
  if not exists (
      select from public.core_dynamic_data d
      where d.organization_id = p_organization_id and d.entity_id = p_entity_id and d.field_name = p_field_name) then
    raise exception using errcode = 'ZH005', message = 'HERA_FIELD_NOT_FOUND: the entity has no such dynamic field';
  end if;
  v_answer := hera.update_entity(p_organization_id, v_role, jsonb_build_object('entity_id', p_entity_id),
    jsonb_build_object(p_field_name, null), null, '{}', null);
  v_answer := jsonb_build_object('success', true, 'action', 'DELETE', 'entity_id', p_entity_id, 'field_name', p_field_name,
    'version', v_answer -> 'version', 'deleted', 1);
  return hera.keep_answer(v_request, 'DELETE', v_answer);
end
$function$
-- Takes one dynamic field away from an entity. @role manager @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_dynamic_data_get_v1(p_organization_id uuid, p_entity_id uuid, p_field_name text DEFAULT NULL::text, p_limit integer DEFAULT 100, p_cursor text DEFAULT NULL::text, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_query jsonb := jsonb_build_object('fields_of', p_entity_id, 'field_name', p_field_name, 'cursor', p_cursor);
  v_after text;
  v_items text[];
  v_names text[];
begin
  perform hera.enter(p_actor_user_id, p_organization_id, 'viewer');
  perform hera.refuse_limit(p_limit);
  v_after := hera.open_cursor(v_query) ->> 0;
  select array_agg(f.item), array_agg(f.field_name) into v_items, v_names
  from (
    select d.field_name::text collate "C" as field_name, hera.field_row(d)::text as item
    from public.core_dynamic_data d
    join public.core_entities e on e.organization_id = d.organization_id and e.id = d.entity_id and e.deleted_at is null
    where d.organization_id = p_organization_id and d.entity_id = p_entity_id
      and (nullif(p_field_name, '') is null or d.field_name = p_field_name)
      and (v_after is null or d.field_name::text collate "C" > v_after collate "C")
    order by 1
    limit p_limit + 1
  ) f;
  return ('{"success":true,' || hera.page_members(v_query, v_items, p_limit, jsonb_build_array(v_names[p_limit]), null)
    || '}')::jsonb;
end
$function$
-- An entity's dynamic fields, all or one by name. @role viewer;
CREATE OR REPLACE FUNCTION rpc.hera_entities_bulk_crud_v1(p_action text, p_actor_user_id uuid, p_organization_id uuid, p_entities jsonb, p_options jsonb DEFAULT '{}'::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_action text := upper(p_action);
  v_options jsonb := coalesce(nullif(p_options, 'null'), '{}');
  v_atomic boolean := coalesce((v_options ->> 'atomic')::boolean, false);
  v_most integer := least(1000, coalesce((v_options ->> 'max_batch_size')::integer, (v_options ->> 'batch_size')::integer, 1000));
  v_total integer := case jsonb_typeof(p_entities) when 'array' then jsonb_array_length(p_entities) end;
  v_results jsonb;
  v_failed integer;
  v_rollback boolean := false;
  v_answer jsonb;
  v_request text;
begin
  perform hera.enter(p_actor_user_id, p_organization_id, hera.role_for(v_action, v_options));
  v_answer := case v_action when 'READ' then null else hera.idempotent_replay() end;
  if v_answer is not null then
    return v_answer;
  end if;
  if v_total is null then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: p_entities must be an array',
      detail = '{"field": "p_entities"}';
  end if;
  if v_total > v_most then
    raise exception using errcode = 'ZH012', message = format('HERA_BATCH_TOO_LARGE: at most %s entities at once', v_most),
      detail = json_build_object('field', 'p_entities', 'most', v_most, 'given', v_total)::text;
  end if;
  v_request := hera.set_key_aside();
  begin
    v_results := hera.bulk_members(v_action, p_actor_user_id, p_organization_id, p_entities,
      v_options - array['atomic', 'max_batch_size', 'batch_size'], v_atomic);
    v_rollback := v_atomic and v_results @? '$[*] ? (@.success == false)';
    if v_rollback then
      raise exception using errcode = 'ZH000';
    end if;
  exception
    when sqlstate 'ZH000' then
      v_results := hera.bulk_undone(v_results, v_total);
  end;
  v_failed := jsonb_array_length(jsonb_path_query_array(v_results, '$[*] ? (@.success == false)'));
  v_answer := jsonb_build_object('success', v_failed = 0, 'action', v_action, 'organization_id', p_organization_id,
    'total', v_total, 'succeeded', v_total - v_failed, 'failed', v_failed, 'atomic', v_atomic,
    'atomic_rollback', v_rollback, 'results', v_results);
  if v_rollback or v_action = 'READ' then
    -- Nothing was done, so nothing is kept.
    perform set_config('hera.request', v_request, true);
    return v_answer;
  end if;
  return hera.keep_answer(v_request, 'BATCH', v_answer);
end
$function$
-- Creates, reads, updates or deletes up to 1,000 entities in one call, together or each by itself. @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_entities_crud_v1(p_action text, p_actor_user_id uuid, p_organization_id uuid, p_entity jsonb DEFAULT '{}'::jsonb, p_dynamic jsonb DEFAULT '{}'::jsonb, p_relationships jsonb DEFAULT '{}'::jsonb, p_options jsonb DEFAULT '{}'::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_action text := upper(p_action);
  v_request text;
  v_role text;
  v_answer jsonb;
begin
  v_role := hera.enter(p_actor_user_id, p_organization_id, hera.role_for(v_action, p_options));
  perform hera.refuse_platform_options(p_actor_user_id, p_options);
  if v_action = 'READ' then
    return hera.read_bundles(p_organization_id, p_entity, p_options);
  end if;
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  v_answer := hera.write_bundle(v_action, p_organization_id, v_role, coalesce(p_entity, '{}'),
    coalesce(nullif(p_dynamic, 'null'), '{}'), p_relationships, coalesce(nullif(p_options, 'null'), '{}'));
  return hera.keep_answer(v_request, v_action, v_answer);
end
$function$
-- Creates, reads, updates or deletes an entity with its dynamic fields and relationships in one atomic call (v2 callers). @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_entities_crud_v2(p_action text, p_actor_user_id uuid, p_organization_id uuid, p_entity jsonb, p_dynamic jsonb DEFAULT NULL::jsonb, p_relationships jsonb[] DEFAULT NULL::jsonb[], p_options jsonb DEFAULT NULL::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_action text := upper(p_action);
  v_role text;
  v_replay jsonb;
  v_relationships jsonb := to_jsonb(p_relationships);
begin
  v_role := hera.enter(p_actor_user_id, p_organization_id, hera.role_for(v_action, p_options));
  if v_action = 'READ' then
    return hera.read_entities(p_entity, p_options);
  end if;
  v_replay := hera.idempotent_replay();
  if v_replay is not null then
    return v_replay;
  end if;
  return case v_action
    when 'CREATE' then hera.create_entity(p_organization_id, v_role, p_entity, coalesce(p_dynamic, '{}'),
      coalesce(v_relationships, '[]'))
    when 'UPDATE' then hera.update_entity(p_organization_id, v_role, p_entity, p_dynamic, v_relationships,
      hera.relationship_types(v_relationships), p_options)
    when 'DELETE' then hera.delete_entity(p_organization_id, v_role,
      coalesce(p_entity ->> 'entity_id', p_entity ->> 'id')::uuid, p_options)
  end;
end
$function$
-- Creates, reads, updates or deletes an entity with its dynamic fields and relationships in one atomic call. @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_entity_delete_v1(p_organization_id uuid, p_entity_id uuid, p_hard_delete boolean DEFAULT false, p_cascade boolean DEFAULT true, p_reason text DEFAULT NULL::text, p_smart_code text DEFAULT NULL::text, p_expected_version integer DEFAULT NULL::integer, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  return rpc.hera_entities_crud_v1('DELETE', p_actor_user_id, p_organization_id,
    jsonb_build_object('entity_id', p_entity_id), '{}', '{}', jsonb_strip_nulls(jsonb_build_object(
      'hard_delete', p_hard_delete, 'cascade', p_cascade, 'delete_reason', p_reason,
      'expected_version', p_expected_version)));
end
$function$
-- Deletes an entity: softly, or for good with p_hard_delete, which needs an admin. @role manager @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_entity_read_v1(p_organization_id uuid, p_entity_id uuid DEFAULT NULL::uuid, p_entity_type text DEFAULT NULL::text, p_smart_code text DEFAULT NULL::text, p_entity_code text DEFAULT NULL::text, p_parent_entity_id uuid DEFAULT NULL::uuid, p_status text DEFAULT 'active'::text, p_include_dynamic boolean DEFAULT true, p_include_relationships boolean DEFAULT false, p_include_deleted boolean DEFAULT false, p_search_query text DEFAULT NULL::text, p_limit integer DEFAULT 100, p_offset integer DEFAULT NULL::integer, p_cursor text DEFAULT NULL::text, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_answer jsonb;
begin
  perform hera.enter(p_actor_user_id, p_organization_id, 'viewer');
  if p_offset is not null and p_cursor is not null then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: offset and cursor exclude each other',
      detail = '{"field": "p_cursor"}';
  end if;
  v_answer := hera.read_entities(
    jsonb_strip_nulls(jsonb_build_object('entity_id', p_entity_id, 'entity_type', nullif(p_entity_type, ''),
      'smart_code', nullif(p_smart_code, ''), 'entity_code', nullif(p_entity_code, ''),
      'parent_entity_id', p_parent_entity_id,
      'status', case when p_entity_id is null then nullif(p_status, '') end)),
    jsonb_strip_nulls(jsonb_build_object('include_dynamic', p_include_dynamic, 'include_relationships',
      p_include_relationships, 'include_deleted', p_include_deleted, 'include_audit_fields', true,
      'search_query', nullif(p_search_query, ''), 'limit', p_limit, 'offset', p_offset, 'cursor', p_cursor)));
  if p_entity_id is null then
    return v_answer || '{"action": "READ"}';
  end if;
  if v_answer -> 'count' = '0' then
    raise exception using errcode = 'ZH005', message = 'HERA_ENTITY_NOT_FOUND: there is no such entity';
  end if;
  return jsonb_build_object('success', true, 'action', 'READ', 'entity_id', p_entity_id, 'data', v_answer -> 'data' -> 0);
end
$function$
-- Reads one entity, or a page of entities. @role viewer;
CREATE OR REPLACE FUNCTION rpc.hera_entity_upsert_v1(p_organization_id uuid, p_entity_type text DEFAULT NULL::text, p_entity_name text DEFAULT NULL::text, p_smart_code text DEFAULT NULL::text, p_entity_id uuid DEFAULT NULL::uuid, p_entity_code text DEFAULT NULL::text, p_entity_description text DEFAULT NULL::text, p_parent_entity_id uuid DEFAULT NULL::uuid, p_status text DEFAULT NULL::text, p_metadata jsonb DEFAULT NULL::jsonb, p_business_rules jsonb DEFAULT NULL::jsonb, p_ai_insights jsonb DEFAULT NULL::jsonb, p_expected_version integer DEFAULT NULL::integer, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_action text := case when p_entity_id is null then 'CREATE' else 'UPDATE' end;
  v_entity jsonb := jsonb_strip_nulls(jsonb_build_object('entity_id', p_entity_id, 'entity_type', p_entity_type,
    'entity_name', p_entity_name, 'smart_code', p_smart_code, 'entity_code', p_entity_code,
    'entity_description', p_entity_description, 'parent_entity_id', p_parent_entity_id, 'status', p_status));
  v_answer jsonb;
begin
  -- Apart from the others: what stands inside of these may be null.
  if p_metadata <> 'null' then v_entity := v_entity || jsonb_build_object('metadata', p_metadata); end if;
  if p_business_rules <> 'null' then v_entity := v_entity || jsonb_build_object('business_rules', p_business_rules); end if;
  if p_ai_insights <> 'null' then v_entity := v_entity || jsonb_build_object('ai_insights', p_ai_insights); end if;
  if p_entity_code = '' then
    v_entity := v_entity || '{"entity_code": null}';
  end if;
  v_answer := rpc.hera_entities_crud_v1(v_action, p_actor_user_id, p_organization_id, v_entity, '{}', '{}',
    jsonb_strip_nulls(jsonb_build_object('expected_version', p_expected_version)));
  return jsonb_build_object('success', true, 'action', v_action, 'id', v_answer -> 'entity_id',
    'entity_id', v_answer -> 'entity_id', 'version', v_answer -> 'version', 'data', v_answer -> 'entity');
end
$function$
-- Creates the row of an entity or, with p_entity_id, changes what is given of it. @role staff @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_onboard_user_v1(p_supabase_user_id text, p_organization_id uuid, p_actor_user_id uuid, p_role text DEFAULT 'staff'::text, p_name text DEFAULT NULL::text, p_email text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_role text := hera.enter(p_actor_user_id, p_organization_id, 'admin');
  v_answer jsonb := hera.idempotent_replay();
  v_given text := lower(p_role);
  v_request text;
  v_user uuid;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  perform hera.refuse_role(p_organization_id, v_role, null, v_given);
  v_user := hera.platform_user(p_supabase_user_id, jsonb_build_object('name', p_name, 'email', p_email));
  perform hera.refuse_role(p_organization_id, v_role, v_user, v_given);
  v_answer := '{"success": true}'::jsonb || hera.set_member(p_organization_id, v_user, v_given, 'Onboarded');
  return hera.keep_answer(v_request, 'ONBOARD', v_answer);
end
$function$
-- Makes a user of the identity provider a member of the organization, or gives a member another role. @role admin @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_organizations_crud_v1(p_action text, p_actor_user_id uuid, p_payload jsonb DEFAULT '{}'::jsonb, p_limit integer DEFAULT 100, p_offset integer DEFAULT 0)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_action text := upper(p_action);
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_payload jsonb := coalesce(nullif(p_payload, 'null'), '{}');
  v_id uuid := coalesce(v_payload ->> 'organization_id', v_payload ->> 'id')::uuid;
  v_answer jsonb;
  v_request text;
begin
  case v_action
    when 'CREATE', 'ARCHIVE' then perform hera.enter_platform(p_actor_user_id);
    when 'UPDATE' then perform hera.enter(p_actor_user_id, coalesce(v_id, v_here), 'admin');
    when 'LIST', 'GET' then
      perform hera.refuse_other_actor(p_actor_user_id);
      return hera.read_organizations(v_action, p_actor_user_id, coalesce(v_id, v_here), p_limit, p_offset);
    else raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: p_action must be LIST, GET, CREATE, UPDATE or ARCHIVE', detail = '{"field": "p_action"}';
  end case;
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  if v_action = 'ARCHIVE' then
    perform hera.act_in(v_id);
  end if;
  v_answer := jsonb_build_object('success', true, 'action', v_action, 'organization', case
    when v_action = 'CREATE' then hera.create_organization(v_payload)
    when v_action = 'UPDATE' then hera.change_organization(v_here, v_payload, false)
    else hera.change_organization(v_id, v_payload - array['organization_name', 'settings'], true) - 'settings' end);
  perform hera.act_in(v_here);
  return hera.keep_answer(v_request, v_action, v_answer);
end
$function$
-- Lists, reads, creates, changes and archives organizations; a new one can be worked in at once. @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_relationship_delete_v1(p_organization_id uuid, p_relationship_id uuid, p_hard_delete boolean DEFAULT false, p_reason text DEFAULT NULL::text, p_expected_version integer DEFAULT NULL::integer, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_hard boolean := coalesce(p_hard_delete, false);
  v_role text := hera.enter(p_actor_user_id, p_organization_id, case when v_hard then 'admin' else 'manager' end);
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  v_answer := hera.remove_relationship(p_organization_id, v_role, p_relationship_id, v_hard, p_expected_version, p_reason);
  return hera.keep_answer(v_request, 'DELETE', v_answer);
end
$function$
-- Takes a relationship away: it ends now or, with p_hard_delete, which needs an admin, goes. @role manager @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_relationship_query_v1(p_organization_id uuid, p_from_entity_id uuid DEFAULT NULL::uuid, p_to_entity_id uuid DEFAULT NULL::uuid, p_relationship_type text DEFAULT NULL::text, p_limit integer DEFAULT 100, p_cursor text DEFAULT NULL::text, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_query jsonb := jsonb_build_object('relationships_from', p_from_entity_id, 'to', p_to_entity_id, 'type',
    upper(p_relationship_type), 'cursor', p_cursor);
  v_where text := format('r.organization_id = %L and r.from_entity_id is not null', p_organization_id);
  v_after uuid;
  v_items text[];
  v_ids uuid[];
begin
  perform hera.enter(p_actor_user_id, p_organization_id, 'viewer');
  perform hera.refuse_limit(p_limit);
  v_after := (hera.open_cursor(v_query) ->> 0)::uuid;
  if p_from_entity_id is not null then v_where := v_where || format(' and r.from_entity_id = %L', p_from_entity_id); end if;
  if p_to_entity_id is not null then v_where := v_where || format(' and r.to_entity_id = %L', p_to_entity_id); end if;
  if nullif(p_relationship_type, '') is not null then
    v_where := v_where || format(' and r.relationship_type = %L', upper(p_relationship_type));
  end if;
  if v_after is not null then v_where := v_where || format(' and r.id < %L', v_after); end if;
  execute format('select array_agg(p.item), array_agg(p.id) from (
      select r.id, hera.relationship_row(r)::text as item from public.core_relationships r
      where %s and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())
      order by r.id desc limit %s) p', v_where, p_limit + 1)
  into v_items, v_ids;
  return ('{"success":true,' || hera.page_members(v_query, v_items, p_limit, jsonb_build_array(v_ids[p_limit]), null)
    || '}')::jsonb;
end
$function$
-- Relationships by where they start, where they lead and what they are. @role viewer;
CREATE OR REPLACE FUNCTION rpc.hera_relationship_upsert_v1(p_organization_id uuid, p_from_entity_id uuid, p_to_entity_id uuid, p_relationship_type text, p_smart_code text DEFAULT NULL::text, p_relationship_data jsonb DEFAULT NULL::jsonb, p_effective_date timestamp with time zone DEFAULT NULL::timestamp with time zone, p_expiration_date timestamp with time zone DEFAULT NULL::timestamp with time zone, p_expected_version integer DEFAULT NULL::integer, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_role text := hera.enter(p_actor_user_id, p_organization_id, 'staff');
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
  v_relationship public.core_relationships;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  v_answer := hera.write_bundle('UPDATE', p_organization_id, v_role, jsonb_build_object('entity_id', p_from_entity_id), '{}',
    jsonb_build_array(jsonb_build_object('to_entity_id', p_to_entity_id, 'relationship_type', p_relationship_type,
      'smart_code', p_smart_code, 'relationship_data', p_relationship_data, 'effective_date', p_effective_date,
      'expiration_date', p_expiration_date)),
    jsonb_strip_nulls(jsonb_build_object('expected_version', p_expected_version)));
  select * into strict v_relationship from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_from_entity_id
    and r.relationship_type = upper(p_relationship_type) and r.to_entity_id = p_to_entity_id;
  v_answer := jsonb_build_object('success', true, 'action', case
      when v_relationship.created_at = now() then 'CREATE' else 'UPDATE' end, 'id', v_relationship.id,
    'relationship_id', v_relationship.id, 'version', v_answer -> 'version', 'data', hera.relationship_row(v_relationship));
  return hera.keep_answer(v_request, 'UPSERT', v_answer);
end
$function$
-- Lets one entity point to another, or renews what it says of it. @role staff @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_transactions_crud_v2(p_action text, p_actor_user_id uuid, p_organization_id uuid, p_transaction jsonb, p_lines jsonb[] DEFAULT NULL::jsonb[], p_dynamic jsonb DEFAULT NULL::jsonb, p_relationships jsonb[] DEFAULT NULL::jsonb[], p_options jsonb DEFAULT NULL::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_action text := upper(p_action);
  v_role text;
  v_replay jsonb;
begin
  v_role := hera.enter(p_actor_user_id, p_organization_id, hera.transaction_role(v_action, p_options));
  if v_action = 'READ' then
    return hera.read_transactions(p_transaction, p_options);
  end if;
  v_replay := hera.idempotent_replay();
  if v_replay is not null then
    return v_replay;
  end if;
  return hera.change_transaction(v_action, p_organization_id, v_role, p_transaction, p_lines, p_dynamic,
    to_jsonb(p_relationships), p_options);
end
$function$
-- Creates, reads, updates or deletes (soft_delete, hard_delete, reverse) a transaction with its lines, dynamic fields and relationships in one atomic call. @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_txn_crud_v1(p_action text, p_actor_user_id uuid, p_organization_id uuid, p_payload jsonb DEFAULT '{}'::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_action text := upper(p_action);
  v_request text;
  v_role text;
  v_replay jsonb;
begin
  v_role := hera.enter(p_actor_user_id, p_organization_id, hera.txn_role(v_action, p_payload));
  case v_action
    when 'READ' then return hera.read_transaction_v1(p_payload);
    when 'QUERY' then return hera.query_transactions_v1(p_payload);
    when 'VALIDATE' then return hera.write_transaction_v1(v_action, p_organization_id, v_role, p_payload);
    else
      v_replay := hera.idempotent_replay();
      if v_replay is not null then
        return v_replay;
      end if;
      v_request := hera.set_key_aside();
      return hera.keep_answer(v_request, v_action, hera.write_transaction_v1(v_action, p_organization_id, v_role, p_payload));
  end case;
end
$function$
-- Creates, reads, queries, updates, deletes, emits, reverses, voids or validates a transaction with its lines. @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_txn_emit_v1(p_organization_id uuid, p_transaction_data jsonb DEFAULT '{}'::jsonb, p_smart_code text DEFAULT NULL::text, p_transaction_type text DEFAULT NULL::text, p_transaction_date text DEFAULT NULL::text, p_transaction_number text DEFAULT NULL::text, p_source_entity_id uuid DEFAULT NULL::uuid, p_target_entity_id uuid DEFAULT NULL::uuid, p_total_amount numeric DEFAULT NULL::numeric, p_transaction_status text DEFAULT NULL::text, p_business_context jsonb DEFAULT NULL::jsonb, p_metadata jsonb DEFAULT NULL::jsonb, p_lines jsonb DEFAULT NULL::jsonb, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_header jsonb := coalesce(p_transaction_data -> 'header', p_transaction_data, '{}');
  v_role text;
  v_request text;
  v_answer jsonb;
begin
  v_role := hera.enter(coalesce(p_actor_user_id, nullif(current_setting('hera.actor_user_id', true), '')::uuid),
    p_organization_id, 'staff');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_header := jsonb_build_object('transaction_date', hera.utc(now())) || (v_header - array['lines', 'dynamic']) || jsonb_strip_nulls(
    jsonb_build_object('smart_code', p_smart_code, 'transaction_type', p_transaction_type, 'transaction_date', p_transaction_date,
      'transaction_number', p_transaction_number, 'source_entity_id', p_source_entity_id, 'target_entity_id', p_target_entity_id,
      'total_amount', p_total_amount, 'transaction_status', p_transaction_status, 'business_context', p_business_context,
      'metadata', p_metadata));
  v_request := hera.set_key_aside();
  v_answer := hera.write_transaction_v1('EMIT', p_organization_id, v_role, jsonb_strip_nulls(jsonb_build_object('dynamic',
    p_transaction_data -> 'dynamic')) || jsonb_build_object('header', v_header, 'lines',
    coalesce(p_lines, p_transaction_data -> 'lines', '[]')));
  return hera.keep_answer(v_request, 'EMIT', v_answer);
end
$function$
-- Creates a transaction with its lines in one atomic call. @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_txn_query_v1(p_organization_id uuid, p_filters jsonb DEFAULT '{}'::jsonb, p_transaction_type text DEFAULT NULL::text, p_smart_code text DEFAULT NULL::text, p_source_entity_id uuid DEFAULT NULL::uuid, p_target_entity_id uuid DEFAULT NULL::uuid, p_date_from text DEFAULT NULL::text, p_date_to text DEFAULT NULL::text, p_status text DEFAULT NULL::text, p_include_lines boolean DEFAULT NULL::boolean, p_include_deleted boolean DEFAULT NULL::boolean, p_limit integer DEFAULT NULL::integer, p_offset integer DEFAULT NULL::integer, p_cursor text DEFAULT NULL::text, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  perform hera.enter(coalesce(p_actor_user_id, nullif(current_setting('hera.actor_user_id', true), '')::uuid), p_organization_id,
    'viewer');
  return hera.query_transactions_v1(coalesce(p_filters, '{}') || jsonb_strip_nulls(jsonb_build_object(
    'transaction_type', p_transaction_type, 'smart_code', p_smart_code, 'source_entity_id', p_source_entity_id,
    'target_entity_id', p_target_entity_id, 'date_from', p_date_from, 'date_to', p_date_to, 'status', p_status,
    'include_lines', p_include_lines, 'include_deleted', p_include_deleted, 'limit', p_limit, 'offset', p_offset,
    'cursor', p_cursor)));
end
$function$
-- Transactions by type, smart code, parties, dates and status, with their lines.;
CREATE OR REPLACE FUNCTION rpc.hera_txn_read_v1(p_organization_id uuid, p_transaction_id uuid, p_include_lines boolean DEFAULT true, p_include_deleted boolean DEFAULT false, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  perform hera.enter(coalesce(p_actor_user_id, nullif(current_setting('hera.actor_user_id', true), '')::uuid), p_organization_id,
    'viewer');
  return hera.read_transaction_v1(jsonb_build_object('transaction_id', p_transaction_id, 'include_lines', p_include_lines,
    'include_deleted', p_include_deleted));
end
$function$
-- One transaction with its lines and dynamic fields.;
CREATE OR REPLACE FUNCTION rpc.hera_txn_reverse_v1(p_organization_id uuid, p_transaction_id uuid DEFAULT NULL::uuid, p_original_txn_id uuid DEFAULT NULL::uuid, p_reason text DEFAULT NULL::text, p_reversal_reason text DEFAULT NULL::text, p_reversal_smart_code text DEFAULT NULL::text, p_reversal_date text DEFAULT NULL::text, p_actor_user_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_id uuid := coalesce(p_transaction_id, p_original_txn_id);
  v_role text;
  v_request text;
  v_answer jsonb;
  v_reversal jsonb;
begin
  v_role := hera.enter(coalesce(p_actor_user_id, nullif(current_setting('hera.actor_user_id', true), '')::uuid),
    p_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  if v_id is null then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: p_transaction_id is required',
      detail = '{"field": "p_transaction_id"}';
  end if;
  v_request := hera.set_key_aside();
  v_answer := hera.reverse_transaction(p_organization_id, v_role, v_id, jsonb_strip_nulls(jsonb_build_object(
    'reason', coalesce(p_reason, p_reversal_reason), 'reversal_smart_code', p_reversal_smart_code, 'reversal_date', p_reversal_date)));
  v_reversal := hera.transaction_bundle((v_answer ->> 'reversal_transaction_id')::uuid, '{}');
  return hera.keep_answer(v_request, 'REVERSE', v_answer || jsonb_build_object('id', v_answer -> 'reversal_transaction_id',
    'transaction', v_reversal, 'data', v_reversal));
end
$function$
-- Reverses a posted transaction by its mirror, linked both ways. @role finance_admin @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_user_orgs_list_v1(p_user_id uuid DEFAULT NULL::uuid, p_org_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_user uuid := coalesce(p_user_id, nullif(current_setting('hera.actor_user_id', true), '')::uuid);
begin
  perform hera.refuse_other_actor(v_user);
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', o.value -> 'id', 'name', o.value -> 'name', 'role', o.value -> 'role',
      'is_primary', o.value -> 'is_primary', 'last_accessed', o.value -> 'last_accessed') order by o.position)
    from jsonb_array_elements(hera.organizations_of(v_user, p_org_id, 1000, 0)) with ordinality o (value, position)
    where o.value -> 'role' <> 'null'), '[]');
end
$function$
-- The organizations that the caller is a member of. @role viewer;
CREATE OR REPLACE FUNCTION rpc.hera_user_remove_from_org_v1(p_user_id uuid, p_organization_id uuid, p_actor_user_id uuid, p_reason text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_role text := hera.enter(p_actor_user_id, p_organization_id, 'admin');
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  perform hera.refuse_role(p_organization_id, v_role, p_user_id, null);
  v_answer := '{"success": true}'::jsonb || hera.remove_member(p_organization_id, p_user_id, p_reason);
  return hera.keep_answer(v_request, 'REMOVE_MEMBER', v_answer);
end
$function$
-- Ends a user's membership of the organization. @role admin @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_user_switch_org_v1(p_user_id uuid, p_organization_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_at text := hera.utc(clock_timestamp());
  v_answer jsonb;
  v_request text;
begin
  perform hera.refuse_other_actor(p_user_id);
  perform hera.enter(p_user_id, p_organization_id, 'viewer');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  perform hera.write_membership(p_organization_id, p_user_id, jsonb_build_object('last_accessed', v_at), null);
  v_answer := hera.organizations_of(p_user_id, p_organization_id, 1, 0) -> 0;
  v_answer := jsonb_build_object('success', true, 'user_id', p_user_id, 'organization_id', p_organization_id,
    'name', v_answer -> 'name', 'role', v_answer -> 'role', 'is_primary', true, 'last_accessed', v_at);
  return hera.keep_answer(v_request, 'SWITCH', v_answer);
end
$function$
-- Makes the organization of the request the caller's primary one. @role viewer @idempotent;
CREATE OR REPLACE FUNCTION rpc.hera_users_list_v1(p_organization_id uuid, p_limit integer DEFAULT 25, p_offset integer DEFAULT 0)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, p_organization_id, 'admin');
  perform hera.refuse_limit(p_limit);
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'email', m.email, 'role', m.role, 'role_entity_id', null)
      order by m.name, m.id)
    from (
      select e.id, e.entity_name::text as name, ('{' || e.dynamic_snapshot || '}')::jsonb ->> 'email' as email,
        r.relationship_data ->> 'role' as role
      from public.core_relationships r
      join public.core_entities e on e.organization_id = r.organization_id and e.id = r.from_entity_id
      where r.organization_id = p_organization_id and r.to_entity_id = p_organization_id
        and r.relationship_type = 'MEMBER_OF'
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())
      order by e.entity_name, e.id limit p_limit offset greatest(coalesce(p_offset, 0), 0)
    ) m), '[]');
end
$function$
-- The members of the organization, with their roles. @role admin;
CREATE OR REPLACE FUNCTION rpc.hera_validate_fiscal_period_v2_enhanced(p_transaction_date date, p_organization_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_period record;
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, p_organization_id, 'viewer');
  select * into v_period from hera.period(p_organization_id, to_char(p_transaction_date, 'YYYY-MM'));
  v_answer := jsonb_build_object('success', true, 'is_valid', coalesce(v_period.period_status = 'OPEN', false),
    'valid', coalesce(v_period.period_status = 'OPEN', false), 'period_code', v_period.period_code,
    'period_name', v_period.period_name, 'period_status', v_period.period_status, 'fiscal_year', v_period.fiscal_year::text);
  return v_answer || case v_period.period_status
    when 'OPEN' then '{}'
    when 'CLOSED' then jsonb_build_object('code', 'TXN-PERIOD-CLOSED', 'message',
      format('Cannot post to closed fiscal period %s (%s)', v_period.period_code, v_period.period_name))
    when 'LOCKED' then jsonb_build_object('code', 'TXN-PERIOD-LOCKED', 'message',
      format('Cannot post to locked fiscal period %s (%s)', v_period.period_code, v_period.period_name))
    else jsonb_build_object('code', 'TXN-PERIOD-NOT-FOUND', 'message',
      format('No fiscal period found for %s', v_period.period_code))
  end;
end
$function$
-- Whether a day lies in an open fiscal period of the organization, and in which.;
CREATE OR REPLACE FUNCTION rpc.hera_validate_gl_balance_v2(p_organization_id uuid, p_transaction_id uuid DEFAULT NULL::uuid, p_lines jsonb DEFAULT NULL::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_currencies jsonb;
  v_balanced boolean;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, p_organization_id, 'viewer');
  if p_lines is not null and jsonb_typeof(p_lines) = 'array' then
    v_currencies := hera.balances_of(p_lines, hera.base_currency(p_organization_id));
  elsif p_transaction_id is null then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: p_transaction_id or p_lines is required',
      detail = '{"field": "p_transaction_id"}';
  elsif hera.read_transaction(p_transaction_id, '{"include_lines": false, "include_dynamic": false}') is null then
    raise exception using errcode = 'ZH005', message = 'HERA_TRANSACTION_NOT_FOUND: there is no such transaction';
  else
    v_currencies := hera.gl_balances(p_organization_id, p_transaction_id, false);
  end if;
  v_balanced := not v_currencies @? '$[*] ? (@.net_balance != 0)';
  return jsonb_build_object('success', true, 'is_balanced', v_balanced, 'valid', v_balanced, 'transaction_id', p_transaction_id,
    'currencies', v_currencies) || (
    select jsonb_build_object('total_debits', coalesce(sum((c.value ->> 'total_debits')::numeric), 0), 'total_credits',
      coalesce(sum((c.value ->> 'total_credits')::numeric), 0), 'line_count', coalesce(sum((c.value ->> 'line_count')::integer), 0))
    from jsonb_array_elements(v_currencies) c);
end
$function$
-- Whether a transaction, or lines that are not stored yet, balance per currency.;
CREATE OR REPLACE FUNCTION rpc.hera_validate_organization_access(p_actor_user_id uuid, p_organization_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_role text;
  v_reason text;
begin
  begin
    v_role := hera.enter(p_actor_user_id, p_organization_id, 'viewer');
  exception
    when sqlstate 'ZH001' or sqlstate 'ZH002' or sqlstate 'ZH003' then
      get stacked diagnostics v_reason = message_text;
  end;
  return jsonb_strip_nulls(jsonb_build_object('success', true, 'has_access', v_role is not null, 'allowed', v_role is not null,
      'reason', v_reason))
    || jsonb_build_object('role', v_role, 'actor_user_id', p_actor_user_id, 'organization_id', p_organization_id);
end
$function$
-- Whether an actor is a member of an organization, and with which role.;
CREATE OR REPLACE FUNCTION rpc.hera_validate_smart_code(p_code text)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  v_segments text[] := string_to_array(coalesce(p_code, ''), '.');
  v_last integer := cardinality(v_segments);
  v_wrong integer;
  v_code hera.smart_code;
begin
  v_code := p_code;
  if v_code is not null then
    return jsonb_build_object('success', true, 'valid', true, 'smart_code', p_code,
      'canonical', regexp_replace(p_code, '\.v([0-9]+)$', '.V\1'));
  end if;
  raise check_violation;
exception
  when check_violation then
    select min(s.place) into v_wrong from unnest(v_segments) with ordinality s (value, place)
    where not case
      when s.place = 1 then s.value = 'HERA'
      when s.place = v_last then s.value ~ '^[Vv][0-9]+$'
      when s.place = 2 then s.value ~ '^[A-Z0-9]+$' and length(s.value) between 2 and 15
      else s.value ~ '^[A-Z0-9_]+$' and length(s.value) between 2 and 30
    end;
    return jsonb_build_object('success', true, 'valid', false, 'smart_code', p_code, 'segment', v_wrong, 'reason',
      'HERA_SMARTCODE_INVALID: ' || case
        when length(p_code) > 255 then 'it is longer than 255 characters'
        when v_wrong is null then 'between the industry and the version stand two to eight segments'
        else format('segment %s (%s) is malformed', v_wrong, left(v_segments[v_wrong], 40)) end);
end
$function$
-- Whether a smart code is well-formed, and which segment is not.;

-- grants
-- function hera.account_balances(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.account_by_code(text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.account_type(uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.accrue(jsonb,date,date) of hera_owner: hera_system execute; hera_writer execute
-- function hera.act_in(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.active_specs() of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.actor(text) of hera_system: hera_app execute; hera_writer execute
-- function hera.add_rounding_line(uuid,uuid,text,numeric) of hera_owner: hera_system execute; hera_writer execute
-- function hera.appointment_book(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.appointment_cancel(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.appointment_changed(public.universal_transactions,public.universal_transactions,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.appointment_fee(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.appointment_fee_due(public.universal_transactions,text,boolean,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.appointment_move(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.appointment_no_show(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.appointment_of(uuid,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.appointment_policy(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.appointment_read(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.appointment_restore(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.appointment_terms(uuid,uuid,uuid,timestamp with time zone) of hera_owner: hera_system execute; hera_writer execute
-- function hera.appointment_view(public.universal_transactions) of hera_owner: hera_system execute; hera_writer execute
-- function hera.are_members(uuid[],uuid[]) of hera_system: hera_app execute; hera_writer execute
-- function hera.as_float8(numeric) of hera_owner: hera_app execute; hera_reader execute; hera_system execute; hera_writer execute
-- function hera.as_long_float8(numeric) of hera_owner: hera_app execute; hera_reader execute; hera_system execute; hera_writer execute
-- function hera.asked_id(jsonb,text,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.asked_instant(jsonb,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.asked_items(jsonb,text[],boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.asked_number(jsonb,text,text,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.asked_payments(jsonb,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.asked_quantities(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.asked_returns(public.universal_transactions,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.asked_till(jsonb,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.audited_runs(uuid,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.average_cost(numeric,numeric,numeric,numeric,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.balance_sheet(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.balances_horizon(uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.balances_of(jsonb,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.base_amount(numeric,numeric,text,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.base_currency(uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.begin_run(jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.birth_status(text,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.book_reversal(public.universal_transactions,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.book_sums(uuid,timestamp with time zone,timestamp with time zone) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.books_hash(uuid,timestamp with time zone,timestamp with time zone) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.books_stand(uuid,text,timestamp with time zone,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.boolean_condition(text,hera.field_term) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.branch_of(public.universal_transactions) of hera_owner: hera_system execute; hera_writer execute
-- function hera.branch_to_visit(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.broken_in_seal(public.universal_transactions,public.universal_transactions) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.bulk_member(text,uuid,uuid,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.bulk_members(text,uuid,uuid,jsonb,jsonb,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.bulk_undone(jsonb,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.call_rpc(jsonb,jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.cart_add_line(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.cart_close(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.cart_delete_line(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.cart_facts(text,jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.cart_item(text,uuid,numeric) of hera_owner: hera_system execute; hera_writer execute
-- function hera.cart_line(public.universal_transaction_lines) of hera_owner: hera_system execute; hera_writer execute
-- function hera.cart_of(uuid,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.cart_reopen(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.cart_reprice(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.cart_restore_line(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.cart_stands(public.universal_transactions,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.cart_touched(public.universal_transactions,text,jsonb,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.cart_update_line(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.change_entities_in_batch(boolean,jsonb[]) of hera_writer: hera_app execute; hera_system execute
-- function hera.change_fiscal_period(text,text,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.change_item(text,public.universal_transactions,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.change_member(text,uuid,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.change_organization(uuid,jsonb,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.change_transaction(text,uuid,text,jsonb,jsonb[],jsonb,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.change_transactions_in_batch(boolean,jsonb[]) of hera_writer: hera_app execute; hera_system execute
-- function hera.changed_columns(public.core_entities,public.core_entities) of hera_owner: hera_system execute; hera_writer execute
-- function hera.changed_fields(hera.field[],hera.field[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.changed_lines(jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.changed_relationships(public.core_relationships[],public.core_relationships[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.changed_transaction_columns(public.universal_transactions,public.universal_transactions) of hera_owner: hera_system execute; hera_writer execute
-- function hera.changes_of_creation(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.changes_of_removal(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.checked_settings(jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.checkout_allocate(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.claim_events(integer) of hera_system: hera_app execute; hera_writer execute
-- function hera.claim_runs(integer,text[],integer) of hera_system: hera_app execute; hera_writer execute
-- function hera.close_fiscal_year(integer,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.close_import() of hera_writer: hera_app execute; hera_system execute
-- function hera.close_periods(uuid,text[],jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.closing_entries(uuid,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.coded(hera.field,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.consent_record(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.count_listing(jsonb,text,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.count_no_show(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.count_post(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.create_entities(uuid,text,uuid[],jsonb[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.create_entity(uuid,text,jsonb,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.create_fiscal_period(uuid,date,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.create_organization(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.create_transaction(uuid,text,jsonb,jsonb[],jsonb,jsonb,jsonb,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.customer_create(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.customer_read(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.date_condition(text,hera.field_term) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.date_conditions(text,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.debit_side(numeric) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.delete_action(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.delete_entity(uuid,text,uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.delete_or_fall_back(uuid,text,uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.delete_transaction(uuid,text,uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.demo_user(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.demo_user_remove(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.detach_pointing(uuid,uuid[],text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.distinct_relationships(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.document_lines(uuid,uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.document_party(uuid,uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.document_reference(uuid,uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.earnings_before(uuid,timestamp with time zone) of hera_owner: hera_system execute; hera_writer execute
-- function hera.end_appointment(public.universal_transactions,text,text,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.end_of(text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.end_of_period(uuid,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.enter(uuid,uuid,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.enter_organization(text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.enter_platform(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.enter_registry() of hera_owner: hera_system execute; hera_writer execute
-- function hera.enter_run(uuid,integer,bigint,bigint,bigint) of hera_writer: hera_app execute; hera_system execute
-- function hera.entities_among(uuid[],jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.entities_by_sets(jsonb,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.entities_one_by_one(jsonb,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.entities_that_meet(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.entity_bundle(uuid,uuid,boolean,boolean,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.entity_conditions(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.entity_filters(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.entity_history(uuid,integer,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.entity_item(public.core_entities,boolean,boolean,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.entity_order(jsonb,jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.entity_record(public.core_entities) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.event_item(public.universal_transactions) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.exchange_rate(uuid,text,text,date) of hera_owner: hera_system execute; hera_writer execute
-- function hera.export_entities(jsonb,uuid,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.export_fields(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.fail_procedure(text,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.feed_end() of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.feed_key() of hera_system: hera_app execute; hera_writer execute
-- function hera.feed_news(uuid[],text[]) of hera_system: hera_app execute; hera_writer execute
-- function hera.field_alias(text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.field_condition(text,hera.field_term,text[]) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.field_filters(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.field_given(jsonb,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.field_keys(text,text,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.field_row(public.core_dynamic_data) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.field_row_condition(text,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.field_sets(jsonb,text,bigint) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.field_source(text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.field_types(text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.field_value(hera.field) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.fields_given(jsonb,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.fields_of_transaction(uuid,uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.filter_shares(hera.listing_phase,jsonb,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.filter_sizes(jsonb,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.financial_drafts(uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.fiscal_period_of(text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.fold_runs(integer,uuid,integer) of hera_writer: hera_app execute; hera_system execute
-- function hera.folded(text) of hera_owner: hera_app execute; hera_reader execute; hera_system execute; hera_writer execute
-- function hera.found_entity(uuid,uuid,jsonb,jsonb,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.freshen_balances() of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.furnish_organization(public.core_organizations,text,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.general_ledger(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.generate_fiscal_year(integer,integer) of hera_writer: hera_app execute; hera_system execute
-- function hera.gl_balances(uuid,uuid,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.guard_books_settings() of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_changed_lines() of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_lines_of(uuid,uuid,boolean,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_new_lines() of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_new_transaction() of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_parent() of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_period_state() of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_removed_lines() of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_reversal() of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_transaction_change() of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_transaction_removal() of hera_owner: hera_system execute; hera_writer execute
-- function hera.guard_withdrawal() of hera_owner: hera_system execute; hera_writer execute
-- function hera.hash_at_closing(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.hold_period(uuid,timestamp with time zone,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.hold_till(uuid,text,text,date,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.idempotent_replay() of hera_writer: hera_app execute; hera_system execute
-- function hera.idempotent_store(text,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.import_at_once(text,boolean,integer[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.import_entities(boolean,integer,integer) of hera_writer: hera_app execute; hera_system execute
-- function hera.import_identify(uuid,boolean,integer[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.import_lines(text,boolean,integer[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.import_reference(uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.import_references(integer,integer) of hera_writer: hera_app execute; hera_system execute
-- function hera.import_resolve(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.import_target(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.import_waiting(integer,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.insert_closing_lines(public.universal_transactions,text,timestamp with time zone) of hera_owner: hera_system execute; hera_writer execute
-- function hera.insert_entity(uuid,uuid,jsonb,hera.field[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.insert_fields(uuid,uuid,hera.field[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.insert_lines(uuid,uuid,jsonb[],text,text,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.insert_relationships(uuid,uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.insert_reversal(public.universal_transactions,uuid,text,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.instant_of(text,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.is_appointment_policy(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.is_cart_open(text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.is_field_of(text,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.is_gl_code(text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.is_only_noted(public.universal_transactions,public.universal_transactions) of hera_owner: hera_system execute; hera_writer execute
-- function hera.is_system() of hera_owner: hera_system execute; hera_writer execute
-- function hera.keep_answer(text,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.keep_balances(uuid) of hera_writer: hera_app execute; hera_system execute
-- function hera.keyset_condition(hera.sort_key[],jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.kinds_of_callers() of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.leading_walk(hera.listing_phase) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.leave_unchanged(uuid,uuid,text,text,integer,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.ledger_account(uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.ledger_entries(jsonb,jsonb,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.ledger_entry(text,numeric,text,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.ledger_item(uuid,integer,text,jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.ledger_kind(text,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.ledger_opening(jsonb,jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.left_of_sale(public.universal_transactions) of hera_owner: hera_system execute; hera_writer execute
-- function hera.line_item(public.universal_transaction_lines) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.line_of_cart(public.universal_transactions,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.lines_by_number(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.lines_of(uuid,uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.list_entities(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.list_events(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.list_fiscal_periods(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.list_members(jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.list_organizations(jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.list_runs(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.list_transactions(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.listened_to(uuid,text[]) of hera_system: hera_writer execute
-- function hera.listing_by_id(jsonb,jsonb,text,text,hera.sort_key[],jsonb,text,integer,uuid[]) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.listing_of_ids(jsonb,jsonb,text,text,hera.sort_key[],jsonb,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.listing_page(jsonb,jsonb,text,text,hera.sort_key[],jsonb,text,boolean,integer,uuid[],jsonb,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.listing_phase(jsonb,jsonb,text,text,hera.sort_key[],jsonb,text,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.listing_source(jsonb,hera.sort_key[],text,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.listing_statement(hera.listing_phase,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.listing_warnings(jsonb,jsonb,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.listing_window(hera.listing_phase,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.lock_calendar(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.lock_entities(uuid,text,uuid[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.lock_entity(uuid,text,uuid,integer,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.lock_member(uuid,uuid,boolean,bigint) of hera_owner: hera_system execute; hera_writer execute
-- function hera.lock_product(uuid,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.lock_run(uuid) of hera_writer: hera_app execute; hera_system execute
-- function hera.lock_transaction(uuid,uuid,integer,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.log_change(uuid,uuid,text,text,text,integer,text,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.log_place() of hera_owner: hera_system execute; hera_writer execute
-- function hera.loyalty_earn(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.loyalty_open(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.loyalty_points(uuid,numeric) of hera_owner: hera_system execute; hera_writer execute
-- function hera.loyalty_revert(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.loyalty_take_back(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.mark_withdrawn(public.universal_transactions,uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.merge_fields(uuid,uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.merge_fields_of_many(uuid,uuid[],jsonb[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.merge_transaction_fields(uuid,uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.migration_pairs(uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.minor_units(text) of hera_owner: hera_app execute; hera_reader execute; hera_system execute; hera_writer execute
-- function hera.month_end_accrue(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.month_end_check(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.month_end_close(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.month_end_facts(text,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.month_end_unaccrue(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.move_item(jsonb,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.move_items(text,jsonb,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.move_points(uuid,numeric,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.move_stock(public.core_entities,uuid,numeric,numeric,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.narrow_by_shares(jsonb,jsonb,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.narrow_entities(jsonb,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.new_seal(uuid,public.universal_transactions,hera.feed_place,integer,bytea) of hera_owner: hera_system execute; hera_writer execute
-- function hera.new_transaction_number(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.normal_phone(text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.note_rehearsed() of hera_owner: hera_system execute; hera_writer execute
-- function hera.note_run(uuid,text,text) of hera_writer: hera_app execute; hera_system execute
-- function hera.number_condition(text,text,hera.field_term) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.number_field(uuid,text,numeric) of hera_owner: hera_system execute; hera_writer execute
-- function hera.open_cursor(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.open_import() of hera_writer: hera_app execute; hera_system execute
-- function hera.open_last_period(uuid,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.open_place(text,bytea) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.opening_entries(uuid,timestamp with time zone,timestamp with time zone,timestamp with time zone,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.opening_hours(uuid,date) of hera_owner: hera_system execute; hera_writer execute
-- function hera.option_filters(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.order_terms(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.order_types(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.organization_ids() of hera_system: hera_app execute; hera_writer execute
-- function hera.organization_item(public.core_organizations,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.organizations_of(uuid,uuid,integer,integer) of hera_system: hera_writer execute
-- function hera.original_of_migration(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.orphaned_runs() of hera_system: hera_app execute; hera_writer execute
-- function hera.other_periods(uuid,text,boolean,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.own_organization() of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.page_members(jsonb,text[],integer,jsonb,bigint) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.page_text(jsonb,text,integer,jsonb,bigint) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.patched_entity(public.core_entities,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.patched_transaction(public.universal_transactions,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.pattern_condition(text,text,text,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.period(uuid,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.period_key(uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.periods_of_year(uuid,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.platform_user(text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.post_closing_entries(uuid,integer,timestamp with time zone,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.post_trade(jsonb,jsonb[],uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.post_two_sides(jsonb,numeric,uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.posted_sums(uuid,xid8,xid8) of hera_owner: hera_system execute; hera_writer execute
-- function hera.posting_seal(uuid,uuid,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.price_cart_lines(public.universal_transactions,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.probe_patterns(text,text,boolean,integer) of hera_system: hera_app execute; hera_writer execute
-- function hera.probe_similar_names(text,text) of hera_system: hera_app execute; hera_writer execute
-- function hera.probe_words(tsquery,text,integer) of hera_system: hera_app execute; hera_writer execute
-- function hera.profit_and_loss(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.purchase_post(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.query_transactions_v1(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.rates_of(uuid,text[],timestamp with time zone) of hera_owner: hera_system execute; hera_writer execute
-- function hera.read_a_field(jsonb,text[],integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.read_bundles(uuid,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.read_changes(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.read_entities(jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.read_entity(uuid,jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.read_fields(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.read_organization(uuid) of hera_writer: hera_app execute; hera_system execute
-- function hera.read_organizations(text,uuid,uuid,integer,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.read_statement(text,jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.read_term(text,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.read_transaction(uuid,jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.read_transaction_v1(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.read_transactions(jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.record_run_lines(uuid,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refund_entries(public.universal_transactions,jsonb[],text,numeric) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refund_post(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.refund_prepare(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.refusal_states() of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.refuse_bad_organization(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_cart_line(text,numeric,numeric,numeric,numeric,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_closed_hours(uuid,timestamp with time zone,timestamp with time zone) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_dependants(uuid,uuid,uuid[],boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_gl_amount(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_incomplete(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_incomplete_lines(jsonb[],text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_incomplete_transaction(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_known_customer(text,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_known_document(uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_last_owner(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_limit(integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_log_change() of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_missing_entities(uuid,uuid,uuid,jsonb[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_missing_parent(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_missing_references(uuid,uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_other_actor(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_parameter(text,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.refuse_period(uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_period_change(uuid,text,text,text,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_platform_options(uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_reserved(text,text,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_role(uuid,text,uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_state(text,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_system_kind(text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_truncation() of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_unbalanced(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_uncoded_fields(uuid,uuid,uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_unknown_branch(uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_unsaleable(public.universal_transactions) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_wrong_opening(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_wrong_reversal(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.refuse_year_change(uuid,integer,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.register_organization(jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.register_spec(text,jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.rehearsed_rows() of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.relationship_list(jsonb,text,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.relationship_row(public.core_relationships) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.relationship_said(public.core_relationships) of hera_owner: hera_system execute; hera_writer execute
-- function hera.relationship_types(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.relationships_of(uuid,uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.relationships_of_transaction(uuid,uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.relationships_stay(uuid,uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.remember_import(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.remove_entities(uuid,text,uuid,boolean,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.remove_events(integer,integer) of hera_writer: hera_app execute; hera_system execute
-- function hera.remove_member(uuid,uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.remove_relationship(uuid,text,uuid,boolean,integer,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.remove_transaction(public.universal_transactions) of hera_owner: hera_system execute; hera_writer execute
-- function hera.removed_entity(public.core_entities) of hera_owner: hera_system execute; hera_writer execute
-- function hera.render_fields(hera.field[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.render_listing(text,jsonb,uuid[],integer,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.render_row_by_row(text,jsonb,uuid[],integer,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.reopen_fiscal_year(integer,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.replace_lines(public.universal_transactions,public.universal_transactions,jsonb[],text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.replaced_types(jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.replay_event(uuid,text) of hera_writer: hera_app execute; hera_system execute
-- function hera.report_bounds(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.reposted(public.universal_transactions,public.universal_transactions) of hera_owner: hera_system execute; hera_writer execute
-- function hera.require_role(text,text,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.reserve_stock(public.universal_transactions,uuid,numeric,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.reverse_transaction(uuid,text,uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.revert_item(public.universal_transaction_lines,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.revise_organization(jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.role_for(text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.role_includes(text,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.row_seal(public.universal_transactions,boolean,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.row_seal_by_json(public.universal_transactions,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.run_backlog() of hera_system: hera_app execute; hera_writer execute
-- function hera.run_operation(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.run_operations(boolean,jsonb[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.run_steps(public.universal_transactions) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.run_text(uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.run_timeline(uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.run_times(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.sale_entries(public.universal_transactions,jsonb[],jsonb,numeric,numeric,numeric) of hera_owner: hera_system execute; hera_writer execute
-- function hera.sale_lines(public.universal_transactions,numeric,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.sale_of(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.sale_post(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.schedules() of hera_system: hera_app execute; hera_writer execute
-- function hera.seal_cursor(jsonb,jsonb) of hera_system: hera_app execute; hera_writer execute
-- function hera.seal_end(public.universal_transactions) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.seal_hash(public.universal_transactions) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.seal_log(integer) of hera_system: hera_app execute; hera_writer execute
-- function hera.seal_organization(uuid,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.seal_place(bigint,xid8,uuid,bytea) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.search_document(text,text,text,text) of hera_owner: hera_app execute; hera_reader execute; hera_system execute; hera_writer execute
-- function hera.search_entities(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.search_words(text) of hera_owner: hera_app execute; hera_reader execute; hera_system execute; hera_writer execute
-- function hera.set_entity_fields(uuid,uuid,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.set_key_aside() of hera_owner: hera_system execute; hera_writer execute
-- function hera.set_member(uuid,uuid,text,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.set_relationships(uuid,uuid,jsonb,text[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.set_transaction_relationships(uuid,uuid,jsonb,text[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.settle_event(uuid,jsonb,boolean) of hera_writer: hera_app execute; hera_system execute
-- function hera.settle_event(uuid,text,jsonb,boolean) of hera_writer: hera_app execute; hera_system execute
-- function hera.settle_place(public.core_entities,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.silent_pods() of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.smallest_filter(jsonb,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.sort_clause(hera.sort_key[]) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.spec_answer(text,public.core_entities) of hera_owner: hera_system execute; hera_writer execute
-- function hera.spec_field(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.spec_of_checksum(text,text,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.spec_triggers(jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.specs_stamp() of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.spread_cart_tax(public.universal_transactions,numeric,numeric,integer) of hera_owner: hera_system execute; hera_writer execute
-- function hera.spread_run_steps(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.sql_operator(text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.start_answer(text,uuid[],uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.start_run(jsonb,integer,text) of hera_writer: hera_app execute; hera_system execute
-- function hera.statement_text(jsonb,text,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.stock_adjust(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.stock_arrive(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.stock_at(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.stock_count(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.stock_dispatch(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.stock_issue(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.stock_place(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.stock_receive(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.stock_release(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.stock_reserve(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.stock_restore(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.stock_return(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.stock_revert(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.store_period_status(uuid,uuid,text,text,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.store_points(public.core_entities,numeric,numeric,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.store_spec(text,text,jsonb,public.core_entities,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.store_transaction(public.universal_transactions) of hera_owner: hera_system execute; hera_writer execute
-- function hera.stored_fields(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.subject_history(text,uuid,integer,text,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.subject_key(uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.take_stylist(uuid,uuid,uuid,timestamp with time zone,timestamp with time zone,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.tell_change() of hera_owner: hera_system execute; hera_writer execute
-- function hera.template_accounts(text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.text_condition(text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.text_field_condition(text,text,hera.field_term) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.till_close(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.till_count(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.till_number(uuid,text,text,date) of hera_owner: hera_system execute; hera_writer execute
-- function hera.till_takings(uuid,text,text,date) of hera_owner: hera_system execute; hera_writer execute
-- function hera.time_zone(uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.told_error(text,text,text,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.touched_since(uuid[],text[]) of hera_system: hera_app execute; hera_writer execute
-- function hera.touched_with(text,uuid,boolean) of hera_owner: hera_system execute; hera_writer execute
-- function hera.trading_account(uuid,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.transaction_bundle(uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.transaction_conditions(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.transaction_document(uuid) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.transaction_history(uuid,integer,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.transaction_item(public.universal_transactions,boolean,boolean,boolean,boolean) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.transaction_kind(text,text,jsonb[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.transaction_order(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.transaction_role(text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.transfer_items(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.transfer_of(uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.transfer_open(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.transfer_post(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.transfer_settle(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.transfer_stands(public.universal_transactions,text,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.transfer_unsettle(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.trial_balance(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.try_transaction(uuid,jsonb,jsonb[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.txn_role(text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.undo_entity_creation(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.undo_transaction_creation(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.update_entities(uuid,text,uuid[],jsonb[]) of hera_owner: hera_system execute; hera_writer execute
-- function hera.update_entity(uuid,text,jsonb,jsonb,jsonb,text[],jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.update_transaction(uuid,text,jsonb,jsonb[],jsonb,jsonb,text[],jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.usual_accounts() of hera_owner: hera_system execute; hera_writer execute
-- function hera.utc(timestamp with time zone) of hera_owner: hera_app execute; hera_reader execute; hera_system execute; hera_writer execute
-- function hera.value_fits(text,text,numeric,boolean,timestamp with time zone,jsonb) of hera_owner: hera_app execute; hera_reader execute; hera_system execute; hera_writer execute
-- function hera.value_lines(uuid,uuid,timestamp with time zone) of hera_owner: hera_system execute; hera_writer execute
-- function hera.verify_more_seals(integer,integer) of hera_writer: hera_app execute; hera_system execute
-- function hera.verify_period(bigint) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.verify_periods() of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.verify_seals(bigint,integer,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.void_transaction(uuid,text,uuid,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.wake_next_run(text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.walk_listing(hera.listing_phase,jsonb,jsonb,integer) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.wanted_subject(jsonb,public.universal_transactions) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.with_descendants(uuid,uuid) of hera_owner: hera_system execute; hera_writer execute
-- function hera.with_span(jsonb) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.withdraw_migration(uuid,text) of hera_writer: hera_app execute; hera_system execute
-- function hera.word_query(text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.word_rank(text,text,tsvector,tsquery,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.word_search(jsonb,text) of hera_owner: hera_app execute; hera_system execute; hera_writer execute
-- function hera.write_bundle(text,uuid,text,jsonb,jsonb,jsonb,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.write_fields(uuid,text,uuid,jsonb,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function hera.write_membership(uuid,uuid,jsonb,text) of hera_owner: hera_system execute; hera_writer execute
-- function hera.write_new_run(jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.write_run(uuid,jsonb,jsonb) of hera_writer: hera_app execute; hera_system execute
-- function hera.write_transaction_v1(text,uuid,text,jsonb) of hera_owner: hera_system execute; hera_writer execute
-- function rpc.hera_dynamic_data_batch_v1(uuid,uuid,text,jsonb,jsonb,integer,uuid) of hera_writer: hera_app execute
-- function rpc.hera_dynamic_data_delete_v1(uuid,uuid,text,integer,uuid) of hera_writer: hera_app execute
-- function rpc.hera_dynamic_data_get_v1(uuid,uuid,text,integer,text,uuid) of hera_writer: hera_app execute
-- function rpc.hera_entities_bulk_crud_v1(text,uuid,uuid,jsonb,jsonb) of hera_writer: hera_app execute
-- function rpc.hera_entities_crud_v1(text,uuid,uuid,jsonb,jsonb,jsonb,jsonb) of hera_writer: hera_app execute
-- function rpc.hera_entities_crud_v2(text,uuid,uuid,jsonb,jsonb,jsonb[],jsonb) of hera_writer: hera_app execute
-- function rpc.hera_entity_delete_v1(uuid,uuid,boolean,boolean,text,text,integer,uuid) of hera_writer: hera_app execute
-- function rpc.hera_entity_read_v1(uuid,uuid,text,text,text,uuid,text,boolean,boolean,boolean,text,integer,integer,text,uuid) of hera_writer: hera_app execute
-- function rpc.hera_entity_upsert_v1(uuid,text,text,text,uuid,text,text,uuid,text,jsonb,jsonb,jsonb,integer,uuid) of hera_writer: hera_app execute
-- function rpc.hera_onboard_user_v1(text,uuid,uuid,text,text,text) of hera_writer: hera_app execute
-- function rpc.hera_organizations_crud_v1(text,uuid,jsonb,integer,integer) of hera_writer: hera_app execute
-- function rpc.hera_relationship_delete_v1(uuid,uuid,boolean,text,integer,uuid) of hera_writer: hera_app execute
-- function rpc.hera_relationship_query_v1(uuid,uuid,uuid,text,integer,text,uuid) of hera_writer: hera_app execute
-- function rpc.hera_relationship_upsert_v1(uuid,uuid,uuid,text,text,jsonb,timestamp with time zone,timestamp with time zone,integer,uuid) of hera_writer: hera_app execute
-- function rpc.hera_transactions_crud_v2(text,uuid,uuid,jsonb,jsonb[],jsonb,jsonb[],jsonb) of hera_writer: hera_app execute
-- function rpc.hera_txn_crud_v1(text,uuid,uuid,jsonb) of hera_writer: hera_app execute
-- function rpc.hera_txn_emit_v1(uuid,jsonb,text,text,text,text,uuid,uuid,numeric,text,jsonb,jsonb,jsonb,uuid) of hera_writer: hera_app execute
-- function rpc.hera_txn_query_v1(uuid,jsonb,text,text,uuid,uuid,text,text,text,boolean,boolean,integer,integer,text,uuid) of hera_writer: hera_app execute
-- function rpc.hera_txn_read_v1(uuid,uuid,boolean,boolean,uuid) of hera_writer: hera_app execute
-- function rpc.hera_txn_reverse_v1(uuid,uuid,uuid,text,text,text,text,uuid) of hera_writer: hera_app execute
-- function rpc.hera_user_orgs_list_v1(uuid,uuid) of hera_writer: hera_app execute
-- function rpc.hera_user_remove_from_org_v1(uuid,uuid,uuid,text) of hera_writer: hera_app execute
-- function rpc.hera_user_switch_org_v1(uuid,uuid) of hera_writer: hera_app execute
-- function rpc.hera_users_list_v1(uuid,integer,integer) of hera_writer: hera_app execute
-- function rpc.hera_validate_fiscal_period_v2_enhanced(date,uuid) of hera_writer: hera_app execute
-- function rpc.hera_validate_gl_balance_v2(uuid,uuid,jsonb) of hera_writer: hera_app execute
-- function rpc.hera_validate_organization_access(uuid,uuid) of hera_writer: hera_app execute
-- function rpc.hera_validate_smart_code(text) of hera_owner: hera_app execute; hera_writer execute
-- schema hera of hera_owner: hera_app usage; hera_reader usage; hera_system create, usage; hera_writer create, usage
-- schema public of pg_database_owner: hera_app usage; hera_owner create, usage; hera_reader usage; hera_system usage; hera_writer usage
-- schema reporting of hera_owner: hera_app usage; hera_reader usage; hera_system usage; hera_writer usage
-- schema rpc of hera_owner: hera_app usage; hera_reader usage; hera_system create, usage; hera_writer create, usage
-- table public.core_dynamic_data of hera_owner: hera_app select; hera_reader select; hera_system delete, insert, select, update; hera_writer delete, insert, select, update
-- table public.core_entities of hera_owner: hera_app select; hera_reader select; hera_system delete, insert, select, update; hera_writer delete, insert, select, update
-- table public.core_organizations of hera_owner: hera_app select; hera_reader select; hera_system delete, insert, select, update; hera_writer delete, insert, select, update
-- table public.core_relationships of hera_owner: hera_app select; hera_reader select; hera_system delete, insert, select, update; hera_writer delete, insert, select, update
-- table public.universal_transaction_lines of hera_owner: hera_app select; hera_reader select; hera_system delete, insert, select, update; hera_writer delete, insert, select, update
-- table public.universal_transactions of hera_owner: hera_app select; hera_reader select; hera_system delete, insert, select, update; hera_writer delete, insert, select, update
-- table reporting.balances of postgres: hera_app select; hera_reader select; hera_writer delete, insert, select, update
-- table reporting.balances_until of postgres: hera_app select; hera_reader select; hera_writer delete, insert, select, update
-- table reporting.book_entries of postgres: hera_app select; hera_reader select; hera_writer select
-- table reporting.seals_verified of hera_owner: hera_app select; hera_reader select; hera_writer delete, insert, select, update
