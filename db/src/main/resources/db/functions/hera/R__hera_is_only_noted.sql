-- hera.is_only_noted: whether a change of a transaction leaves everything alone that books are made of: it touches metadata
-- and the version, marks it as reversed by a reversal that points back, or is a part of withdrawing a migration, which
-- hera.guard_withdrawal judges as a whole. Reads only.
create or replace function hera.is_only_noted(p_old public.universal_transactions, p_new public.universal_transactions)
returns boolean language plpgsql stable set search_path = '' as $$
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
$$;
