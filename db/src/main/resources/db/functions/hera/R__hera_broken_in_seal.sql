-- hera.broken_in_seal: the first row that is not as p_seal sealed it: {seal, kind log|posting|seal, id, reason}; NULL when all
-- are. p_before is the seal before it, NULL for the first. Runs as the caller under row-level security; reads only.
create or replace function hera.broken_in_seal(p_seal public.universal_transactions, p_before public.universal_transactions)
returns jsonb language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off
set enable_bitmapscan = off as $$
declare
  v_after hera.feed_place := hera.seal_end(p_before);
  v_until hera.feed_place;
  v_form integer := p_seal.metadata ->> 'form';
  v_broken record;
begin
  if p_seal.metadata ->> 'hash' is distinct from hera.seal_hash(p_seal) then
    return jsonb_build_object('seal', p_seal.metadata -> 'number', 'kind', 'seal', 'id', p_seal.id,
      'reason', 'the seal itself was changed');
  elsif p_seal.metadata ->> 'previous' is distinct from p_before.metadata ->> 'hash'
     or (p_seal.metadata ->> 'number')::bigint <> coalesce((p_before.metadata ->> 'number')::bigint, 0) + 1 then
    return jsonb_build_object('seal', p_seal.metadata -> 'number', 'kind', 'seal', 'id', p_seal.id,
      'reason', 'the seal before it is missing or another one');
  end if;

  v_until := hera.seal_end(p_seal);
  with entries as materialized (
    select decode(p_seal.metadata ->> 'entries', 'hex') as bytes
  ), sealed as (
    select n.place, substr(e.bytes, n.place * 33 + 1, 1) = 'L'::bytea as is_log,
      encode(substr(e.bytes, n.place * 33 + 2, 16), 'hex')::uuid as id, substr(e.bytes, n.place * 33 + 18, 16) as seal
    from entries e
    cross join lateral generate_series(0, octet_length(e.bytes) / 33 - 1) n (place)
  ), logged as (
    select t.id, substr(hera.row_seal(t, false, v_form), 1, 16) as seal, row_number() over (order by t.log_cluster, t.log_xid, t.id) - 1 as place
    from public.universal_transactions t
    where t.organization_id = p_seal.organization_id and t.log_xid is not null
      and (t.log_cluster, t.log_xid, t.id) > (v_after.cluster, v_after.xid, v_after.id)
      and (t.log_cluster, t.log_xid, t.id) <= (v_until.cluster, v_until.xid, v_until.id)
  ), compared as (
    select coalesce(s.place, l.place) as place, true as is_log, coalesce(s.id, l.id) as id,
      case when l.id is null then 'missing' when s.id is null then 'added' else 'changed' end as reason
    from (select * from sealed where is_log) s full join logged l on l.id = s.id
    where s.seal is distinct from l.seal
    union all
    select s.place, false, s.id, case when p.seal is null then 'missing' else 'changed' end
    from sealed s cross join lateral substr(hera.posting_seal(p_seal.organization_id, s.id, v_form), 1, 16) p (seal)
    where not s.is_log and s.seal is distinct from p.seal
  )
  select * into v_broken from compared c order by c.place, c.is_log desc, c.id limit 1;
  return case when found then jsonb_build_object('seal', p_seal.metadata -> 'number',
    'kind', case when v_broken.is_log then 'log' else 'posting' end, 'id', v_broken.id,
    'reason', 'the row was ' || case v_broken.reason when 'missing' then 'removed' else v_broken.reason end || ' after it was sealed') end;
end
$$;
grant execute on function hera.broken_in_seal to hera_app;
