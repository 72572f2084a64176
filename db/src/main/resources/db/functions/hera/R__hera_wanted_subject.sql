-- hera.wanted_subject: what an entry of the log is about, 'entity' or 'transaction', when it passes the filters of
-- p_query (see hera.read_changes); NULL when it does not, and for what is no change: the memory of an idempotency key, whose
-- work has entries of its own, has no subject, or says that nothing was to do. An entry tells what it is about by "subject" or by what was created;
-- of any other the row that it is about tells. Reads only; no locks.
create or replace function hera.wanted_subject(p_query jsonb, p_entry public.universal_transactions)
returns text language plpgsql stable set search_path = '' as $$
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
$$;
grant execute on function hera.wanted_subject to hera_app;
