-- hera.posting_seal: hera.row_seal for a posted GL transaction with its lines; NULL when there is no such transaction. p_form as
-- there. Reads only; no locks.
-- The form before this one, which knew one form alone, would stay beside it.
drop function if exists hera.posting_seal(uuid, uuid);
create or replace function hera.posting_seal(p_organization_id uuid, p_transaction_id uuid, p_form integer)
returns bytea language plpgsql stable set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set enable_seqscan = off as $$
declare
  v_header public.universal_transactions;
begin
  select * into v_header from public.universal_transactions t
  where t.organization_id = p_organization_id and t.id = p_transaction_id and t.is_gl and t.posting_status <> 'draft';
  if not found then
    return null;
  end if;
  return sha256(hera.row_seal(v_header, true, p_form) || coalesce((
    select string_agg(sha256(convert_to(case when p_form is null
        then jsonb_strip_nulls(to_jsonb(l) || jsonb_build_object('line_data', l.line_data::text, 'metadata', l.metadata::text))::text
        else rtrim(l::text, ',)') end, 'UTF8')), ''::bytea order by l.line_number, l.id)
    from public.universal_transaction_lines l
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id), ''::bytea));
end
$$;
grant execute on function hera.posting_seal to hera_app;
