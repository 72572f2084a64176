-- hera.seal_end: where a seal ends in the feed; the feed's beginning for no seal. Immutable, no locks.
create or replace function hera.seal_end(p_seal public.universal_transactions)
returns hera.feed_place language plpgsql immutable set search_path = '' as $$
begin
  return case when p_seal.id is null then row(0, '0', '00000000-0000-0000-0000-000000000000')::hera.feed_place
    else row(p_seal.metadata -> 'until' ->> 0, p_seal.metadata -> 'until' ->> 1, p_seal.metadata -> 'until' ->> 2)::hera.feed_place end;
end
$$;
grant execute on function hera.seal_end to hera_app;
