-- As list.lua, past what is remembered.
wrk.headers["Cache-Control"] = "no-cache"
function request() return wrk.format("GET", "/api/v2.1/entities?entity_type=PRODUCT&limit=50", wrk.headers) end
