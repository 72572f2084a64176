-- One of a thousand products, by id; the ids stand in the file that HERA_IDS names.
local ids = {}
function init(args)
  for line in io.lines(os.getenv("HERA_IDS")) do ids[#ids + 1] = line end
  math.randomseed(os.time())
end
function request() return wrk.format("GET", "/api/v2.1/entities/" .. ids[math.random(#ids)], wrk.headers) end
