-- As read.lua, past what is remembered.
wrk.headers["Cache-Control"] = "no-cache"
local ids = {}
function init(args)
  for line in io.lines(os.getenv("HERA_IDS")) do ids[#ids + 1] = line end
  math.randomseed(os.time())
end
function request() return wrk.format("GET", "/api/v2.1/entities/" .. ids[math.random(#ids)], wrk.headers) end
