// Makes the same product both ways in turn: node compare.mjs <url> <token> <rounds>. Prints what each way costs.
import { readFileSync } from 'node:fs'
import { create as oneCall } from './one-call.mjs'
import { create as multiStep } from './multi-step.mjs'

const [url, token, rounds] = process.argv.slice(2)
const organization = 'a0000000-0000-4000-8000-000000000001'
const each = 50
const warmUp = 400
let calls = 0

async function post(path, body) {
  calls++
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'x-hera-org': organization },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response.json()
}

const code = (kind, name) => `HERA.SALON.INV.${kind}.${name}.V1`
const product = {
  entity_type: 'PRODUCT',
  entity_name: 'Premium Shampoo',
  smart_code: code('PRODUCT', 'SHAMPOO'),
  dynamic_fields: {
    price: { value: 99.99, type: 'number', smart_code: code('DYN', 'PRICE') },
    stock_level: { value: 100, type: 'number', smart_code: code('DYN', 'STOCK') },
    supplier: { value: 'Beauty Supply Co.', type: 'text', smart_code: code('DYN', 'SUPPLIER') },
  },
  relationships: {
    HAS_CATEGORY: ['a0000000-0000-4000-8000-0000000000e1'],
    HAS_BRAND: ['a0000000-0000-4000-8000-0000000000e2'],
  },
  relationship_smart_codes: { HAS_CATEGORY: code('REL', 'HAS_CATEGORY'), HAS_BRAND: code('REL', 'HAS_BRAND') },
}

const ways = { 'multi-step': multiStep, 'one call': oneCall }
const measured = { 'multi-step': [], 'one call': [] }
const called = {}

async function run(create, times) {
  const start = performance.now()
  for (let i = 0; i < times; i++) await create(post, organization, product)
  return (performance.now() - start) / times
}

for (const create of Object.values(ways)) await run(create, warmUp)
for (let round = 0; round < Number(rounds); round++) {
  for (const [name, create] of Object.entries(ways)) {
    calls = 0
    measured[name].push(await run(create, each))
    called[name] = calls / each
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const lines = (file) => readFileSync(new URL(file, import.meta.url), 'utf8')
  .split('\n').filter((line) => line.trim() && !line.trim().startsWith('//')).length
const files = { 'multi-step': './multi-step.mjs', 'one call': './one-call.mjs' }
for (const name of Object.keys(ways)) {
  console.log(`${name.padEnd(12)} ${median(measured[name]).toFixed(2).padStart(8)} ms ${called[name]} calls ${lines(files[name])} caller lines`)
}
const faster = measured['one call'].map((one, i) => 1 - one / measured['multi-step'][i])
console.log(`one call is ${(median(faster) * 100).toFixed(0)} % faster (rounds ${(Math.min(...faster) * 100).toFixed(0)} to ${(Math.max(...faster) * 100).toFixed(0)} %; bar 70 %)`)
