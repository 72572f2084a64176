-- hera.row_seal: a hash (SHA-256) that changes with any byte of the row. Of a posting only what must stay as it was posted
-- counts (D6: its metadata may be added to, and it may become reversed). JSON columns go in as text, since a null inside
-- them says something; other nulls are left out, so that a column added later, empty, breaks no seal. Immutable, no locks.
create or replace function hera.row_seal(p_row public.universal_transactions, p_posting boolean)
returns bytea language plpgsql immutable set search_path = '' set timezone = 'UTC' as $$
begin
  -- The many empty columns go first: what is done with the rest costs by the column.
  return sha256(convert_to((case when p_posting
    then jsonb_strip_nulls(to_jsonb(p_row))
      - '{is_system,metadata,version,updated_at,updated_by,posting_status,reversed_by_id}'::text[]
      || jsonb_build_object('business_context', p_row.business_context::text)
    else jsonb_strip_nulls(to_jsonb(p_row)) - 'is_system'
      || jsonb_build_object('business_context', p_row.business_context::text, 'metadata', p_row.metadata::text) end)::text, 'UTF8'));
end
$$;
grant execute on function hera.row_seal to hera_app;
