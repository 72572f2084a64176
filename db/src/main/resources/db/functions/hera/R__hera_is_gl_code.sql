-- hera.is_gl_code: whether a smart code has a segment GL (D5). Immutable, no locks.
create or replace function hera.is_gl_code(p_smart_code text)
returns boolean language plpgsql immutable set search_path = '' as $$
begin
  return strpos(p_smart_code, '.GL.') > 0;
end
$$;
grant execute on function hera.is_gl_code to hera_app;
