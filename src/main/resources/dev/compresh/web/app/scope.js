// Period, organisation and filters: read from the address, written into calls of the API.
import { computed, signal } from './lib.js';
import { here } from './route.js';

export const PERIODS = [
  ['24h', 'Last 24 hours', 24], ['7d', 'Last 7 days', 168], ['30d', 'Last 30 days', 720], ['90d', 'Last 90 days', 2160], ['1y', 'Last year', 8760],
];
const HOUR = 3600e3;
const DEFAULT = '7d';

/** Filters by their names in the address and in the API. */
export const FILTERS = {
  key: ['key_id', 'Key'], user: ['user_id', 'User'], model: ['model', 'Model'], provider: ['provider', 'Provider'],
  mode: ['mode', 'Mode'], status: ['status', 'Status'], tag: ['tag', 'Tag'], depth: ['depth', 'Depth from turn'], held_out: ['held_out', 'Held out'],
};

/** Goes up when the person asks for newer figures. */
export const refreshed = signal(0);

export const period = computed(() => {
  const { period: name, from, to } = here.value.query;
  refreshed.value;
  if (from && to && !Number.isNaN(Date.parse(from)) && !Number.isNaN(Date.parse(to))) {
    return { name: 'custom', label: 'Chosen period', from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  }
  const [known, label, hours] = PERIODS.find(([each]) => each === name) ?? PERIODS.find(([each]) => each === DEFAULT);
  const end = Math.ceil(Date.now() / HOUR) * HOUR;
  return { name: known, label, from: new Date(end - hours * HOUR).toISOString(), to: new Date(end).toISOString() };
});

export const org = computed(() => here.value.query.org ?? null);

/** The filters that are set, by their names in the API. */
export const filters = computed(() => {
  const set = {};
  for (const [name, [parameter]] of Object.entries(FILTERS)) {
    if (here.value.query[name]) set[parameter] = here.value.query[name];
  }
  return set;
});

/** Parameters of a call about a time. */
export const timed = computed(() => ({ from: period.value.from, to: period.value.to, org: org.value, ...filters.value }));
export const inOrg = computed(() => ({ org: org.value }));
