-- hera.verify_more_seals: goes on verifying the seals of the caller's organization from where it stopped last
-- (reporting.seals_verified): at most p_count that nobody has compared yet, and p_again of the older ones once more, in rounds,
-- so that what was changed long after it was sealed is found, too. What is broken is where it stops, and is told each time until
-- it is as it was sealed. Answers {seals, more, broken}: how many held, whether new ones are left, hera.broken_in_seal or null.
-- Locks: advisory (seal verification, organization), tried: who does not get it has nothing to do.
create or replace function hera.verify_more_seals(p_count integer, p_again integer)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_place reporting.seals_verified;
  v_new jsonb;
  v_old jsonb;
  v_broken jsonb;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('hera.verify ' || v_organization_id, 0)) then
    return '{"seals": 0, "more": false, "broken": null}';
  end if;
  select * into v_place from reporting.seals_verified p where p.organization_id = v_organization_id;
  v_place.newest := coalesce(v_place.newest, 0);
  v_place.again := case when v_place.again <= v_place.newest then v_place.again else 1 end;
  if v_place.head is distinct from (
      select t.metadata ->> 'hash' from public.universal_transactions t
      where t.organization_id = v_organization_id and t.transaction_type = 'SEAL'
        and t.transaction_code = lpad(v_place.newest::text, 15, '0')) then
    return jsonb_build_object('seals', 0, 'more', false, 'broken', jsonb_build_object('seal', v_place.newest, 'kind', 'seal',
      'reason', 'a seal that was verified before is missing or another one'));
  end if;

  v_old := hera.verify_seals(v_place.again, least(p_again, v_place.newest - v_place.again + 1)::integer, null);
  v_new := hera.verify_seals(v_place.newest + 1, p_count, null);
  v_broken := coalesce(nullif(v_old -> 'broken', 'null'), nullif(v_new -> 'broken', 'null'));
  insert into reporting.seals_verified as p (organization_id, newest, head, again, verified_at)
  values (v_organization_id, v_place.newest + (v_new ->> 'seals')::bigint,
    case when (v_new ->> 'seals')::bigint > 0 then v_new ->> 'head' else v_place.head end,
    v_place.again + (v_old ->> 'seals')::bigint, now())
  on conflict (organization_id) do update
  set newest = excluded.newest, head = excluded.head, again = excluded.again, verified_at = excluded.verified_at;
  return jsonb_build_object('seals', (v_old ->> 'seals')::bigint + (v_new ->> 'seals')::bigint,
    'more', (v_new ->> 'seals')::integer = p_count, 'broken', v_broken);
end
$$;
alter function hera.verify_more_seals(integer, integer) owner to hera_writer;
grant execute on function hera.verify_more_seals(integer, integer) to hera_app;
