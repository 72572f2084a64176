-- hera.seal_hash: the hash of a seal, in hexadecimal: of its whole row but the hash itself, in the form that it names. Immutable,
-- no locks.
create or replace function hera.seal_hash(p_seal public.universal_transactions)
returns text language plpgsql immutable set search_path = '' as $$
begin
  p_seal.metadata := p_seal.metadata - 'hash';
  return encode(hera.row_seal(p_seal, false, (p_seal.metadata ->> 'form')::integer), 'hex');
end
$$;
grant execute on function hera.seal_hash to hera_app;
