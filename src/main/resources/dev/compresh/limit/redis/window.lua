-- One decision about one key's sliding window: a list of the times of what was admitted, oldest
-- first, in milliseconds of this server. KEYS: the list. ARGV: limit, span, 1 to take or 0 to look.
-- Returns: admitted, size, age of the oldest, age of the one that must leave before the next.
local limit, span = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local size = redis.call('LLEN', KEYS[1])
local function at(index) return tonumber(redis.call('LINDEX', KEYS[1], index)) end
if size > 0 then
  -- A clock that was set back stands still until it has caught up.
  now = math.max(now, at(-1))
  local low, high = 0, size
  while low < high do
    local middle = math.floor((low + high) / 2)
    if now - at(middle) >= span then low = middle + 1 else high = middle end
  end
  if low > 0 then
    redis.call('LTRIM', KEYS[1], low, -1)
    size = size - low
  end
end
local admitted = size < limit
if admitted and ARGV[3] == '1' then
  redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
  redis.call('PEXPIRE', KEYS[1], span)
  size = size + 1
end
if size == 0 then return {1, 0, span, span} end
local blocking = span
if size >= limit then blocking = now - at(size - limit) end
return {admitted and 1 or 0, size, now - at(0), blocking}
