-- The only way out of reversed (D6): a migration that is rolled back gives the original back, and its reversal and what was posted in the original's
-- place become nothing together. They name the original in a real column, since an index whose predicate reads metadata makes
-- every change of any metadata, a run's above all, write all indexes anew. No caller can write it.
alter table public.universal_transactions
  add column withdrawn_of_id uuid,
  add constraint universal_transactions_withdrawn_of_fkey foreign key (organization_id, withdrawn_of_id)
    references public.universal_transactions (organization_id, id);

drop index public.universal_transactions_withdrawn;
create index universal_transactions_withdrawn on public.universal_transactions (organization_id, withdrawn_of_id)
  where withdrawn_of_id is not null;

-- What was given back may be reversed, sold and numbered as before.
drop index public.universal_transactions_reversal_of_key;
create unique index universal_transactions_reversal_of_key on public.universal_transactions (organization_id, reversal_of_id)
  where reversal_of_id is not null and withdrawn_of_id is null;
drop index public.universal_transactions_number_key;
create unique index universal_transactions_number_key on public.universal_transactions (organization_id, transaction_number)
  where transaction_number is not null and deleted_at is null and posting_status <> 'reversed' and withdrawn_of_id is null
    and not is_system;
drop index public.universal_transactions_sale_of_cart_key;
create unique index universal_transactions_sale_of_cart_key on public.universal_transactions (organization_id, origin_id)
  where transaction_type = 'POS_SALE' and posting_status <> 'reversed' and withdrawn_of_id is null and origin_id is not null;
