-- hera.kinds_of_callers: the condition that the row e is of no kind that HERA keeps for itself (D15): what no generic call may write, no
-- list of everything shows. Accounts, posting and exchange rates are the callers' own. Immutable, no locks.
create or replace function hera.kinds_of_callers()
returns text language sql immutable
return 'e.entity_type not in (''USER'', ''ORGANIZATION'', ''FISCAL_PERIOD'', ''PROCEDURE'', ''ORCHESTRATION'', ''AI_MODEL'', ''ORCH_POD'')';
grant execute on function hera.kinds_of_callers to hera_app;
