-- One new journal entry per request, each named as a browser names it, for some day of the last ten years: nobody writes
-- thousands in one month.
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
local token, words

local function uuid()
  return string.format("%08x-%04x-7%03x-8%03x-%012x", math.random(0, 2^31 - 1), math.random(0, 65535),
    math.random(0, 4095), math.random(0, 4095), math.random(0, 2^47))
end

local function day()
  return os.date("%Y-%m-%d", os.time() - math.random(1, 3650) * 86400)
end

function init(args)
  math.randomseed(os.time())
  headers["Cookie"], token, words = args[1], args[2], args[3]
end

function request()
  local body = "csrf_token=" .. token .. "&_op=" .. uuid() .. "&_entity=" .. uuid() .. "&happened_on=" .. day() .. "&text=" .. words
  return wrk.format("POST", "/journal", headers, body)
end
