-- hera.seal_organization: seals at most p_limit entries of one organization's log, those that follow its last seal in the
-- feed's order and can no longer be overtaken (hera.read_changes tells why), and the GL transactions that were posted by
-- them. A seal is a row of type SEAL: in metadata its number, the hash of the seal before, where it begins and ends in the
-- feed, the form of its hashes, its entries (33 bytes each in hexadecimal: L for the log or P for a posting, id, half of hera.row_seal or
-- hera.posting_seal), and its own hash over the whole row without that hash. Answers how many entries of the log it sealed.
-- Locks: an advisory one on (seals, organization), tried only: who does not get it leaves the work to whoever has it.
-- Nothing that writers wait for. Runs within hera.seal_log as hera_system.
create or replace function hera.seal_organization(p_organization_id uuid, p_limit integer)
returns integer language plpgsql volatile set search_path = '' set timezone = 'UTC' set enable_seqscan = off
set enable_sort = off set enable_bitmapscan = off as $$
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
$$;
