-- A product with three fields and one relationship, its code never used before.
local counter = 0
local id = tostring(math.random(1, 1000000000))
function setup(thread) thread:set("id", tostring(math.random(1, 1000000000)) .. tostring(thread.addr)) end
function init(args) math.randomseed(os.time()); id = tostring(math.random(1, 1000000000)) end
function request()
  counter = counter + 1
  local body = '{"entity_type":"PRODUCT","entity_name":"Premium Shampoo","smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1","entity_description":"Organic shampoo for all hair types","entity_code":"W-' .. id .. '-' .. counter .. '","dynamic":{"price":{"field_type":"number","field_value_number":25.50,"smart_code":"HERA.SALON.INV.DYN.PRICE.V1"},"stock_level":{"field_type":"number","field_value_number":100,"smart_code":"HERA.SALON.INV.DYN.STOCK.V1"},"supplier":{"field_type":"text","field_value_text":"Beauty Supply Co.","smart_code":"HERA.SALON.INV.DYN.SUPPLIER.V1"}},"relationships":[{"to_entity_id":"a0000000-0000-4000-8000-0000000000e1","relationship_type":"HAS_CATEGORY","smart_code":"HERA.SALON.INV.REL.CATEGORY.V1"}]}'
  return wrk.format("POST", "/api/v2.1/entities", wrk.headers, body)
end
function response(status) if status ~= 201 then wrong = (wrong or 0) + 1 end end
