-- wrk repeats the requests of the file in PEERS_REQUESTS in turn. Without a rate of its own, it is a closed loop: each
-- connection waits PEERS_DELAY_MS after an answer. That waiting makes the rate, as long as answers take little time.
local delay_ms = tonumber(os.getenv("PEERS_DELAY_MS"))
local threads = 0
local requests = {}
local at = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  for line in io.lines(os.getenv("PEERS_REQUESTS")) do
    local method, path, token, body = line:match("^(%S+)\t(%S+)\t(%S+)\t(.*)$")
    local headers = { Authorization = "Bearer " .. token }
    if body == "" then
      body = nil
    else
      headers["Content-Type"] = "application/json"
    end
    requests[#requests + 1] = wrk.format(method, path, headers, body)
  end
  -- So that threads do not send the same requests at the same time.
  at = number * math.floor(#requests / 2)
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function delay()
  return delay_ms
end

-- wrk itself prints no P95. Times are in microseconds.
function done(summary, latency, all)
  local failed = 0
  for _, count in pairs(summary.errors) do
    failed = failed + count
  end
  print(string.format('{"p50Us":%d,"p95Us":%d,"p99Us":%d,"errors":%d}',
    latency:percentile(50), latency:percentile(95), latency:percentile(99), failed))
end
