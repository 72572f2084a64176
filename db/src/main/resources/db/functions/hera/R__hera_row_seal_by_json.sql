-- hera.row_seal_by_json: hera.row_seal as seals without a form have it: of the row as JSON. JSON columns go in as text, since a
-- null inside them says something; other nulls are left out. Immutable, no locks.
create or replace function hera.row_seal_by_json(p_row public.universal_transactions, p_posting boolean)
returns bytea language plpgsql immutable set search_path = '' set timezone = 'UTC' as $$
begin
  -- The many empty columns go first: what is done with the rest costs by the column.
  return sha256(convert_to((case when p_posting
    then jsonb_strip_nulls(to_jsonb(p_row))
      - '{is_system,metadata,version,updated_at,updated_by,posting_status,reversed_by_id,withdrawn_of_id}'::text[]
      || jsonb_build_object('business_context', p_row.business_context::text)
    else jsonb_strip_nulls(to_jsonb(p_row)) - 'is_system'
      || jsonb_build_object('business_context', p_row.business_context::text, 'metadata', p_row.metadata::text) end)::text, 'UTF8'));
end
$$;
grant execute on function hera.row_seal_by_json to hera_app;
