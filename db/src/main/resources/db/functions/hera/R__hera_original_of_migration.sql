-- hera.original_of_migration: what a migration posted this transaction in place of (metadata.original_transaction_id). No locks. Refuses:
-- ZH005 when it does not exist, ZH013 when no migration posted it.
create or replace function hera.original_of_migration(p_organization_id uuid, p_reposted_id uuid)
returns uuid language plpgsql stable set search_path = '' set enable_seqscan = off as $$
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
$$;
