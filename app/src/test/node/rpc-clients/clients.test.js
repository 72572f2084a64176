// The clients as they are published, against the server whose address and tokens the environment names.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PostgrestClient } from '@supabase/postgrest-js'
import { createClient } from '@supabase/supabase-js'

const { HERA_URL, HERA_OWNER, HERA_VIEWER } = process.env

const postgrest = (token = HERA_OWNER) =>
  new PostgrestClient(`${HERA_URL}/api/v2`, { headers: { Authorization: `Bearer ${token}` } })
const supabase = () =>
  createClient(HERA_URL, 'an-anonymous-key', {
    global: { headers: { Authorization: `Bearer ${HERA_OWNER}` } },
    auth: { persistSession: false, autoRefreshToken: false },
  })

for (const [name, client] of [['postgrest-js', postgrest], ['supabase-js', supabase]]) {
  test(`${name}: calls a function with named arguments`, async () => {
    const { data, error, status } = await client().rpc('trial_rows', { p_count: 2 })
    assert.equal(error, null)
    assert.equal(status, 200)
    assert.deepEqual(data, [{ id: 1, name: 'n1' }, { id: 2, name: 'n2' }])
  })

  test(`${name}: gets by the query string`, async () => {
    const { data, error } = await client().rpc('trial_echo', { p_text: 'a b', p_ids: [1, 2], p_on: true }, { get: true })
    assert.equal(error, null)
    assert.deepEqual(data, { text: 'a b', ids: [1, 2], on: true })
  })

  test(`${name}: takes a single row as an object`, async () => {
    const { data, error } = await client().rpc('trial_rows', { p_count: 1 }).single()
    assert.equal(error, null)
    assert.deepEqual(data, { id: 1, name: 'n1' })
  })

  test(`${name}: is told when a single row is not single`, async () => {
    const { data, error, status } = await client().rpc('trial_rows', { p_count: 2 }).single()
    assert.equal(data, null)
    assert.equal(status, 406)
    assert.equal(error.code, 'PGRST116')
    assert.match(error.details, /2 rows/)
  })

  test(`${name}: takes none as null with maybeSingle`, async () => {
    for (const get of [false, true]) {
      const none = await client().rpc('trial_rows', { p_count: 0 }, { get }).maybeSingle()
      assert.equal(none.error, null)
      assert.equal(none.data, null)
      const one = await client().rpc('trial_rows', { p_count: 1 }, { get }).maybeSingle()
      assert.deepEqual(one.data, { id: 1, name: 'n1' })
    }
  })

  test(`${name}: counts, with and without a body, and takes a range`, async () => {
    const head = await client().rpc('trial_rows', { p_count: 7 }, { head: true, count: 'exact' })
    assert.equal(head.error, null)
    assert.equal(head.count, 7)
    assert.equal(head.data, null)
    const range = await client().rpc('trial_rows', { p_count: 7 }, { count: 'exact' }).range(2, 3)
    assert.equal(range.count, 7)
    assert.deepEqual(range.data.map((row) => row.id), [3, 4])
  })

  test(`${name}: takes a function that answers nothing`, async () => {
    const { data, error, status } = await client().rpc('trial_nothing')
    assert.equal(error, null)
    assert.equal(data, null)
    assert.equal(status, 204)
  })

  test(`${name}: fills code, message, details and hint of an error`, async () => {
    const unknown = await client().rpc('trial_rowz')
    assert.equal(unknown.status, 404)
    assert.equal(unknown.error.code, 'PGRST202')
    assert.equal(unknown.error.message, 'Could not find function trial_rowz in the schema cache')
    assert.match(unknown.error.hint, /trial_rows/)
    assert.ok('details' in unknown.error)
    const wrong = await client().rpc('trial_rows', { p_count: 'many', p_color: 'red' })
    assert.equal(wrong.status, 400)
    assert.ok(wrong.error.code)
    assert.match(wrong.error.details, /trial_rows\(p_count integer\)/)
    assert.equal(wrong.error.violations.length, 2)
  })

  test(`${name}: creates and reads an entity in one call each`, async () => {
    const created = await client().rpc('hera_entities_crud_v1', {
      p_action: 'CREATE',
      p_entity: { entity_type: 'product', entity_name: `Trial ${name}`, smart_code: 'HERA.SALON.INV.PRODUCT.SHAMPOO.V1' },
      p_dynamic: { price: { value: '99.90', type: 'number', smart_code: 'HERA.SALON.INV.DYN.PRICE.V1' } },
      p_relationships: {},
      p_options: {},
    })
    assert.equal(created.error, null)
    assert.equal(created.data.success, true)
    const read = await client().rpc('hera_entities_crud_v1', { p_action: 'READ', p_entity: { entity_id: created.data.entity_id } })
    assert.equal(read.error, null)
    assert.equal(read.data.entity.entity_name, `Trial ${name}`)
    assert.equal(read.data.entity.entity_type, 'PRODUCT')
  })

  test(`${name}: is refused what the guardrails refuse, with every violation`, async () => {
    const { error, status } = await client().rpc('hera_entities_crud_v1', {
      p_action: 'CREATE', p_entity: { entity_type: 'PRODUCT' }, p_dynamic: {}, p_relationships: {}, p_options: {},
    })
    assert.equal(status, 400)
    assert.equal(error.error, 'guardrail_violation')
    assert.ok(error.violations.length >= 2)
    assert.ok(error.code)
  })
}

test('a function that may write is not got', async () => {
  const { error, status } = await postgrest().rpc('trial_nothing', {}, { get: true })
  assert.equal(status, 405)
  assert.ok(error.code)
})

test('a filter that would not be applied is refused', async () => {
  const { status, error } = await postgrest().rpc('trial_rows', { p_count: 3 }).eq('id', 2)
  assert.equal(status, 400)
  assert.equal(error.code, 'PGRST100')
})

test('a viewer reads and does not write', async () => {
  assert.equal((await postgrest(HERA_VIEWER).rpc('trial_rows', { p_count: 1 })).status, 200)
  const { status, error } = await postgrest(HERA_VIEWER).rpc('trial_nothing')
  assert.equal(status, 403)
  assert.equal(error.code, '42501')
})

test('without a token nobody is let in', async () => {
  const { status, error } = await new PostgrestClient(`${HERA_URL}/api/v2`).rpc('trial_rows', { p_count: 1 })
  assert.equal(status, 401)
  assert.equal(error.message, 'Authentication required')
  assert.ok(error.code)
})
