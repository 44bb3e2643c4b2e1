-- One new journal entry per request, each named as a browser names it.
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
local token, words

local function uuid()
  return string.format("%08x-%04x-7%03x-8%03x-%012x", math.random(0, 2^31 - 1), math.random(0, 65535),
    math.random(0, 4095), math.random(0, 4095), math.random(0, 2^47))
end

function init(args)
  math.randomseed(os.time())
  headers["Cookie"], token, words = args[1], args[2], args[3]
end

function request()
  local body = "csrf_token=" .. token .. "&_op=" .. uuid() .. "&_entity=" .. uuid() .. "&text=" .. words
  return wrk.format("POST", "/journal", headers, body)
end
