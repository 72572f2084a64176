-- hera.event_item: an event of the outbox as people see it. Immutable but for hera.utc, no locks.
create or replace function hera.event_item(p_event public.universal_transactions)
returns json language plpgsql immutable set search_path = '' as $$
begin
  return json_build_object('event_id', p_event.id, 'kind', split_part(p_event.smart_code, '.', 5), 'name', p_event.transaction_code,
    'status', p_event.transaction_status, 'at', hera.utc(p_event.created_at), 'tries', p_event.metadata -> 'tries',
    'due', hera.utc(p_event.run_due), 'problems', coalesce(p_event.metadata -> 'problems', '[]'),
    'run_id', p_event.metadata -> 'run_id', 'actor_user_id', p_event.created_by, 'payload', p_event.business_context);
end
$$;
grant execute on function hera.event_item to hera_app;
