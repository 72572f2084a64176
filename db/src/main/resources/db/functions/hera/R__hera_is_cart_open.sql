-- hera.is_cart_open: whether a cart of this status can still be changed, and holds what it has reserved. Immutable, no locks.
create or replace function hera.is_cart_open(p_status text)
returns boolean language plpgsql immutable set search_path = '' as $$
begin
  return upper(p_status) not in ('CHECKED_OUT', 'COMPLETED', 'CLOSED', 'CANCELLED', 'VOID', 'VOIDED', 'EXPIRED');
end
$$;
