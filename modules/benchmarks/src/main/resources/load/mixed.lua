-- Of ten requests six read one of a thousand products, two list, two create.
local ids, counter, run = {}, 0, 0
function init(args)
  for line in io.lines(os.getenv("HERA_IDS")) do ids[#ids + 1] = line end
  math.randomseed(os.time())
  run = math.random(1, 1000000000)
end
local function read() return wrk.format("GET", "/api/v2.1/entities/" .. ids[math.random(#ids)], wrk.headers) end
local function list() return wrk.format("GET", "/api/v2.1/entities?entity_type=PRODUCT&limit=50", wrk.headers) end
local function create()
  return wrk.format("POST", "/api/v2.1/entities", wrk.headers,
    '{"entity_type":"PRODUCT","entity_name":"Premium Shampoo","smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1","entity_description":"Organic shampoo for all hair types","entity_code":"M-'
    .. run .. '-' .. counter .. '","dynamic":{"price":{"field_type":"number","field_value_number":25.50,"smart_code":"HERA.SALON.INV.DYN.PRICE.V1"},"stock_level":{"field_type":"number","field_value_number":100,"smart_code":"HERA.SALON.INV.DYN.STOCK.V1"},"supplier":{"field_type":"text","field_value_text":"Beauty Supply Co.","smart_code":"HERA.SALON.INV.DYN.SUPPLIER.V1"}},"relationships":[{"to_entity_id":"a0000000-0000-4000-8000-0000000000e1","relationship_type":"HAS_CATEGORY","smart_code":"HERA.SALON.INV.REL.CATEGORY.V1"}]}')
end
local turn = { read, create, read, list, read, read, create, read, list, read }
function request()
  counter = counter + 1
  return turn[counter % 10 + 1]()
end
