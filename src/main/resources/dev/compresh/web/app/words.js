// Names of stages, modes and states as people read them.
export const LAYERS = {
  tool_output: 'Tool output', dedup: 'Repeated lines', prune: 'Answered results', eviction: 'Stale results',
  chat_memory: 'Chat memory', recall: 'Recalled turns', reasoning: 'Void thinking',
};
export const layer = (name) => LAYERS[String(name).toLowerCase()] ?? name;

export const GROUPINGS = [['none', 'Nothing'], ['key', 'Key'], ['user', 'User'], ['model', 'Model'], ['provider', 'Provider'], ['tag', 'Tag'], ['status', 'Status'], ['mode', 'Mode'], ['depth', 'Depth'], ['held_out', 'Holdout']];

const STATUS = { success: 'Success', client_error: 'Client error', server_error: 'Server error', broken: 'Broken off' };
export const statusName = (name) => STATUS[name] ?? name;

export const PARTS = { system: 'System', tools: 'Tool schemas', tool_result: 'Tool results', user: 'User', assistant: 'Assistant', reasoning: 'Reasoning', other: 'Other' };

/** What composes a bill, in one order and with one tone each everywhere. */
export const composition = (f) => [
  { label: 'Fresh input', value: f.input_tokens ?? 0, tone: 'c1' },
  { label: 'Cache read', value: f.cache_read_tokens ?? 0, tone: 'c3' },
  { label: 'Cache write', value: f.cache_write_tokens ?? (f.cache_write_5m_tokens ?? 0) + (f.cache_write_1h_tokens ?? 0), tone: 'c6' },
  { label: 'Output', value: f.output_tokens ?? 0, tone: 'c4' },
];

export const HINTS = {
  paid: 'Cost at the catalogue\'s prices for what was really sent and answered.',
  without: 'What the same requests would have cost uncompressed, with the provider\'s cache counted.',
  saved: 'Without Compresh minus paid. Below zero: Compresh cost more than it saved.',
  original: 'Input tokens as clients sent them.',
  optimized: 'Input tokens that went to providers.',
  overhead: 'Time that Compresh itself added to a request; half, and 99 of 100, took at most this long.',
  errors: 'Requests that failed at Compresh or at the provider.',
};
