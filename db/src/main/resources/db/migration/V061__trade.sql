-- What a transaction follows from: a sale from its cart, a refund from its sale. A real column, because under row-level security
-- only plain columns reach an index; no caller can write it, so that nothing pretends to belong to a sale.
alter table public.universal_transactions
  add column origin_id uuid,
  add constraint universal_transactions_origin_fkey foreign key (organization_id, origin_id)
    references public.universal_transactions (organization_id, id);

create index universal_transactions_origin on public.universal_transactions (organization_id, origin_id)
  where origin_id is not null;
-- A cart is sold once, whatever the functions think.
create unique index universal_transactions_sale_of_cart_key on public.universal_transactions (organization_id, origin_id)
  where transaction_type = 'POS_SALE' and posting_status <> 'reversed' and origin_id is not null;
