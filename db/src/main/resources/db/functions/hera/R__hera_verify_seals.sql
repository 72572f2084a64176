-- hera.verify_seals: compares p_count seals of the caller's organization, from number p_from on, with the rows that they
-- seal: {"seals", "entries", "head", "sealed_until", "next", "met", "broken"}; next is where to go on, null after the last; met
-- says whether one of them has the hash p_expected, which somebody kept elsewhere; broken is the first row that is not as it
-- was sealed (hera.broken_in_seal), null when there is none. Entries after the last seal are not looked at. Runs as the caller
-- under row-level security; reads only.
create or replace function hera.verify_seals(p_from bigint, p_count integer, p_expected text)
returns jsonb language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_before public.universal_transactions;
  v_seal public.universal_transactions;
  v_broken jsonb;
  v_met boolean := false;
  v_seals integer := 0;
  v_entries bigint := 0;
begin
  select * into v_before from public.universal_transactions t
  where t.organization_id = v_organization_id and t.transaction_type = 'SEAL'
    and t.transaction_code < lpad(p_from::text, 15, '0')
  order by t.transaction_code desc limit 1;
  for v_seal in
    select * from public.universal_transactions t
    where t.organization_id = v_organization_id and t.transaction_type = 'SEAL'
      and t.transaction_code >= lpad(p_from::text, 15, '0')
    order by t.transaction_code limit p_count
  loop
    begin
      v_broken := hera.broken_in_seal(v_seal, v_before);
      v_entries := v_entries + case when v_broken is null then (v_seal.metadata ->> 'count')::bigint else 0 end;
    exception
      -- What is so broken that it cannot be read is broken, and must be named, not fail.
      when data_exception then
        v_broken := jsonb_build_object('kind', 'seal', 'id', v_seal.id, 'reason', 'the seal itself cannot be read');
    end;
    if v_broken is not null then
      -- It may not know its number any more: they are consecutive.
      v_broken := case when v_broken ->> 'seal' ~ '^\d+$' then v_broken
        else v_broken || jsonb_build_object('seal', p_from + v_seals) end;
      exit;
    end if;
    v_met := v_met or v_seal.metadata ->> 'hash' = p_expected;
    v_seals := v_seals + 1;
    v_before := v_seal;
  end loop;
  return jsonb_build_object('seals', v_seals, 'entries', v_entries, 'head', v_before.metadata ->> 'hash',
    'sealed_until', v_before.created_at, 'next', case when v_seals = p_count then p_from + p_count end,
    'met', coalesce(v_met, false), 'broken', v_broken);
end
$$;
grant execute on function hera.verify_seals(bigint, integer, text) to hera_app;
