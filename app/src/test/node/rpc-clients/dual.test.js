// The v2 forms of front ends in the field, through fetch and through the published client's rpc().
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '@supabase/supabase-js'

const { HERA_URL, HERA_OWNER } = process.env
const organization = 'a0000000-0000-4000-8000-000000000001'
const category = 'a0000000-0000-4000-8000-0000000000e1'
const brand = 'a0000000-0000-4000-8000-0000000000e2'
const field = 'HERA.SALON.INV.DYN.FIELD.V1'

const call = async (method, path, body) => {
  const response = await fetch(`${HERA_URL}/api/v2${path}`, {
    method,
    credentials: 'include',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${HERA_OWNER}`,
      'x-hera-org': organization,
      'x-hera-api-version': 'v2',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}
const supabase = createClient(HERA_URL, 'an-anonymous-key', {
  global: { headers: { Authorization: `Bearer ${HERA_OWNER}` } },
  auth: { persistSession: false, autoRefreshToken: false },
})
const rpc = async (name, args) => {
  const { data, error } = await supabase.rpc(name, { p_organization_id: organization, ...args })
  assert.equal(error, null, JSON.stringify(error))
  return data
}

test('fetch: the multi-step way makes, reads, changes and deletes a product', async () => {
  const made = await call('POST', '/entities', {
    p_organization_id: organization, p_entity_type: 'product', p_entity_name: 'Step by step',
    p_smart_code: 'HERA.SALON.INV.PRODUCT.SHAMPOO.V1', p_entity_id: null,
  })
  assert.equal(made.status, 201)
  const id = made.body.data.id
  const fields = await call('POST', '/dynamic-data/batch', {
    p_organization_id: organization, p_entity_id: id, p_smart_code: field, p_items: [
      { field_name: 'price', field_type: 'number', field_value_number: 12.5 },
      { field_name: 'note', field_type: 'text', field_value: 'soft' },
    ],
  })
  assert.deepEqual([fields.body.success, fields.body.total, fields.body.upserted, fields.body.skipped], [true, 2, 2, 0])
  const one = await call('POST', '/dynamic-data', {
    p_organization_id: organization, p_entity_id: id, p_field_name: 'tags', p_field_value_json: { a: [1] }, p_smart_code: field,
  })
  assert.deepEqual(one.body.data.field_value_json, { a: [1] })
  for (const [to, type] of [[category, 'HAS_CATEGORY'], [brand, 'HAS_BRAND']]) {
    const pointed = await call('POST', '/relationships', {
      organization_id: organization, from_entity_id: id, to_entity_id: to, relationship_type: type,
      smart_code: `HERA.SALON.INV.REL.${type}.V1`,
    })
    assert.ok(pointed.body.data.id)
  }
  const list = await call('GET', `/entities?p_organization_id=${organization}&p_entity_type=PRODUCT&p_include_dynamic=true&p_include_relationships=true`)
  const item = list.body.data.find((entity) => entity.id === id)
  assert.deepEqual([item.price, item.note, item.relationships.length], [12.5, 'soft', 2])
  const read = await call('GET', `/dynamic-data?p_organization_id=${organization}&p_entity_id=${id}`)
  assert.deepEqual(read.body.data.map((row) => row.field_name), ['note', 'price', 'tags'])
  const pointers = await call('GET', `/relationships?p_organization_id=${organization}&p_from_entity_id=${id}`)
  assert.equal(pointers.body.data.length, 2)
  const changed = await call('PUT', '/entities', { entity_id: id, entity_name: 'Changed' })
  assert.equal(changed.body.data.entity_name, 'Changed')
  assert.equal((await call('DELETE', `/relationships/${pointers.body.data[0].id}`)).body.success, true)
  assert.equal((await call('DELETE', `/dynamic-data?p_entity_id=${id}&p_field_name=note`)).body.success, true)
  assert.equal((await call('DELETE', `/entities/${id}?hard_delete=false&cascade=true&reason=test`)).body.mode, 'SOFT')
  assert.equal((await call('GET', `/entities/${id}?p_organization_id=${organization}`)).status, 404)
})

test('fetch: an error is text', async () => {
  const { status, body } = await call('POST', '/entities', { entity_type: 'PRODUCT' })
  assert.equal(status, 400)
  assert.equal(typeof body.error, 'string')
})

test('supabase-js: the small functions', async () => {
  const made = await rpc('hera_entity_upsert_v1', {
    p_entity_type: 'PRODUCT', p_entity_name: 'By rpc', p_smart_code: 'HERA.SALON.INV.PRODUCT.SHAMPOO.V1', p_entity_id: null,
  })
  assert.equal(made.id, made.entity_id)
  const p_entity_id = made.id
  const fields = await rpc('hera_dynamic_data_batch_v1', {
    p_entity_id, p_smart_code: field, p_fields: [{ field_name: 'price', field_type: 'number', field_value_number: 7 }],
  })
  assert.equal(fields.upserted, 1)
  const pointed = await rpc('hera_relationship_upsert_v1', {
    p_from_entity_id: p_entity_id, p_to_entity_id: category, p_relationship_type: 'HAS_CATEGORY', p_smart_code: null,
  })
  assert.equal(pointed.id, pointed.relationship_id)
  assert.equal((await rpc('hera_entity_read_v1', { p_entity_id })).data.price, 7)
  assert.equal((await rpc('hera_dynamic_data_delete_v1', { p_entity_id, p_field_name: 'price' })).success, true)
  assert.equal((await rpc('hera_relationship_delete_v1', { p_relationship_id: pointed.id })).mode, 'SOFT')
  assert.equal((await rpc('hera_entity_delete_v1', { p_entity_id })).mode, 'SOFT')
})

test('supabase-js: many at once, and the reason of the one that was refused', async () => {
  const done = await rpc('hera_entities_bulk_crud_v1', {
    p_action: 'CREATE',
    p_entities: [
      { entity: { entity_type: 'PRODUCT', entity_name: 'A', smart_code: 'HERA.SALON.INV.PRODUCT.SHAMPOO.V1' }, dynamic: {}, relationships: [] },
      { entity_type: 'PRODUCT', entity_name: 'B' },
    ],
    p_options: { atomic: false },
  })
  assert.deepEqual([done.total, done.succeeded, done.failed, done.atomic_rollback], [2, 1, 1, false])
  assert.match(done.results[1].error, /^HERA_SMARTCODE_INVALID: /)
})

test('supabase-js: a refusal begins with its code', async () => {
  const { error, status } = await supabase.rpc('hera_entity_read_v1', { p_entity_id: organization.replace(/^a/, 'f') })
  assert.equal(status, 404)
  assert.match(error.message, /^HERA_ENTITY_NOT_FOUND: /)
  assert.ok(error.code)
})

test('supabase-js: users and organizations', async () => {
  const users = await rpc('hera_users_list_v1', { p_limit: 25, p_offset: 0 })
  assert.ok(users.find((user) => user.email === 'owner@luxe.example' && user.role === 'owner'))
  const { data: mine } = await supabase.rpc('hera_user_orgs_list_v1')
  assert.deepEqual(mine.map((org) => [org.id, org.role, org.is_primary]), [[organization, 'owner', true]])
  const { data: list } = await supabase.rpc('hera_organizations_crud_v1', { p_action: 'LIST', p_payload: {} })
  assert.equal(list.items[0].organization_code, 'LUXE')
  const onboarded = await rpc('hera_onboard_user_v1', { p_supabase_user_id: 'e0000000-0000-4000-8000-0000000000e9', p_role: 'staff' })
  assert.equal(onboarded.role, 'staff')
  const removed = await rpc('hera_user_remove_from_org_v1', { p_user_id: onboarded.user_id })
  assert.equal(removed.success, true)
  const { error, status } = await supabase.rpc('hera_organizations_crud_v1', { p_action: 'CREATE', p_payload: {} })
  assert.equal(status, 403)
  assert.ok(error.message)
})
