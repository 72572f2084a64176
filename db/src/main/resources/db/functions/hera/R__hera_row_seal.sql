-- hera.row_seal: a hash (SHA-256) that changes with any byte of the row. Of a posting only what must stay as it was posted
-- counts (D6: its metadata may be added to, and it may become reversed or withdrawn). The row is taken as text, in which a value with a comma
-- or a bracket is quoted: what is cut off its end are empty columns, so that one added later, empty, breaks no seal. p_form is
-- the form that the seal was made in: NULL are the first ones, of the row as JSON, four times as dear. Immutable, no locks.
-- The form before this one, which knew one form alone, would stay beside it.
drop function if exists hera.row_seal(public.universal_transactions, boolean);
create or replace function hera.row_seal(p_row public.universal_transactions, p_posting boolean, p_form integer)
returns bytea language plpgsql immutable set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD' as $$
begin
  if p_form is null then
    return hera.row_seal_by_json(p_row, p_posting);
  end if;
  p_row.is_system := null;
  if p_posting then
    p_row.metadata := null;
    p_row.version := null;
    p_row.updated_at := null;
    p_row.updated_by := null;
    p_row.posting_status := null;
    p_row.reversed_by_id := null;
    p_row.withdrawn_of_id := null;
  end if;
  return sha256(convert_to(rtrim(p_row::text, ',)'), 'UTF8'));
end
$$;
grant execute on function hera.row_seal to hera_app;
