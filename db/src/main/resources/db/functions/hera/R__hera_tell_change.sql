-- hera.tell_change: puts a transaction's change into the outbox for orchestrations that listen to it (TXN.{TYPE}.CREATED, UPDATED or
-- POSTED), one event each, in the same commit. A draft that is posted is POSTED; what is born posted is CREATED and POSTED; UPDATED is
-- whatever raises the version, a soft deletion (payload.deleted) and a reversal (payload.posting_status) included. The event acts as
-- who changed it, in the role that he has now; a change made inside a run counts the events that led to it (hera.enter_run).
-- Log rows and the engine's own never come here. No locks beyond the inserted rows.
create or replace function hera.tell_change() returns trigger language plpgsql set search_path = '' as $$
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
$$;

create or replace trigger orchestrations_hear_of_a_new_one after insert on public.universal_transactions
  for each row when (not new.is_system)
  execute function hera.tell_change();
-- More of it is told apart in the function: a condition is read from its text by every statement, and most changes raise the version.
create or replace trigger orchestrations_hear_of_a_change after update on public.universal_transactions
  for each row when (not new.is_system)
  execute function hera.tell_change();
