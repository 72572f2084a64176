-- public = the six tables and nothing else; rpc = what callers may call; hera = what rpc is made of; reporting = views.
create schema hera;
create schema rpc;
create schema reporting;

grant usage on schema hera, rpc, reporting to hera_writer, hera_system, hera_app, hera_reader;
-- A function can be handed over only to a role that may create in its schema.
grant create on schema hera, rpc to hera_writer, hera_system;

-- Nobody may execute what was not granted to him.
alter default privileges revoke execute on functions from public;
alter default privileges in schema hera grant execute on functions to hera_writer, hera_system;
alter default privileges in schema rpc grant execute on functions to hera_writer;
