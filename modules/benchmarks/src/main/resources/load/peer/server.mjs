// A peer of the server: Fastify and node-postgres in front of the same functions, with none of what HERA asks of a request (no
// caller is looked up, nothing is checked, limited or remembered). PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD name the database; prints where
// it answers.
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ max: 16 })
const scope = "select set_config('hera.organization_id', $1, true), set_config('hera.actor_user_id', $2, true),"
  + " set_config('hera.request', $3, true), "
const organization = 'a0000000-0000-4000-8000-000000000001'
const actor = 'a0000000-0000-4000-8000-0000000000a1'
const request = '{"request_id":"00000000-0000-4000-8000-000000000000"}'

// A name has node-postgres prepare the statement once for each connection.
async function call(name, sql, ...values) {
  const answer = await pool.query({ name, text: scope + sql + '::text as answer', values: [organization, actor, request, ...values] })
  return answer.rows[0].answer
}

const app = Fastify()

app.post('/api/v2.1/entities', async (asked, reply) => {
  const { dynamic, relationships, ...entity } = asked.body
  const made = await call('create',
    "rpc.hera_entities_crud_v2('CREATE', $2::text::uuid, $1::text::uuid, $4::jsonb, $5::jsonb, $6::jsonb[], null)",
    JSON.stringify(entity), JSON.stringify(dynamic), relationships.map((each) => JSON.stringify(each)))
  return reply.code(201).type('application/json').send(made)
})

app.get('/api/v2.1/entities/:id', async (asked, reply) => {
  const answer = await call('read', "hera.read_entity($4::uuid, '{}')", asked.params.id)
  // Version, place and how long it holds stand before the item.
  let item = 0
  for (let passed = 0; passed < 3; passed++) item = answer.indexOf(' ', item) + 1
  return reply.type('application/json').send('{"data":' + answer.substring(item) + '}')
})

app.get('/api/v2.1/entities', async (asked, reply) => {
  const { entity_type, limit } = asked.query
  const page = await call('list', 'hera.list_entities($4::jsonb)', JSON.stringify({ entity_type, limit: Number(limit) }))
  return reply.type('application/json').send('{' + page + '}')
})

console.log('answers at ' + await app.listen({ host: '127.0.0.1', port: 0 }))
