-- hera.refusal_states: every SQLSTATE of class ZH that our functions raise, with the code its message begins with. The
-- twin of the Java enum OurState; a test compares the two.
create or replace function hera.refusal_states()
returns table (sqlstate_code text, message_code text) language sql immutable set search_path = '' as $$
  values ('ZH001', 'HERA_ORG_REQUIRED'), ('ZH002', 'HERA_ACTOR_NOT_MEMBER'), ('ZH003', 'HERA_FORBIDDEN'),
    ('ZH004', 'HERA_RESERVED_KIND'), ('ZH005', 'HERA_ENTITY_NOT_FOUND'), ('ZH006', 'HERA_VERSION_CONFLICT'),
    ('ZH007', 'HERA_IDEMPOTENCY_CONFLICT'), ('ZH008', 'HERA_FK_VIOLATION'), ('ZH009', 'HERA_PAYLOAD_INVALID'),
    ('ZH010', 'HERA_SMARTCODE_INVALID'), ('ZH011', 'HERA_HAS_DEPENDANTS'), ('ZH012', 'HERA_BATCH_TOO_LARGE'),
    ('ZH013', 'HERA_WRONG_STATE'), ('ZH014', 'HERA_APPEND_ONLY'), ('ZH015', 'HERA_CURSOR_INVALID'),
    ('ZH016', 'HERA_GL_UNBALANCED'), ('ZH017', 'HERA_PERIOD_CLOSED'), ('ZH018', 'HERA_GL_AMOUNT_INVALID'),
    ('ZH050', 'HERA_PROCEDURE_FAILED')
$$;
grant execute on function hera.refusal_states() to hera_app;
