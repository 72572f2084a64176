-- hera.guard_lines_of: may this statement have touched the lines of this transaction? p_gl: it wrote GL codes; p_added: it
-- only added lines. See hera.guard_new_lines. Locks: a draft's row (share), so that nobody posts it meanwhile;
-- hera.hold_period. Refuses: ZH013, also when the transaction cannot be seen; ZH016-ZH018.
create or replace function hera.guard_lines_of(
  p_organization_id uuid, p_transaction_id uuid, p_gl boolean, p_added boolean
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
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
$$;
