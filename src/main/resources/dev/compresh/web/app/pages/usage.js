// Usage: one series with a metric and a grouping, the same rows as a table, and as CSV.
import { html, useMemo } from '../lib.js';
import { withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { here, link, setQuery } from '../route.js';
import { timed } from '../scope.js';
import { compact, count, money, moneyTick, percent, span } from '../format.js';
import { GROUPINGS, HINTS, composition, statusName } from '../words.js';
import { Chart } from '../parts/chart.js';
import { Composition, Legend } from '../parts/bars.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded } from '../parts/states.js';

const METRICS = {
  cost: ['Cost', (p) => p.cost_micros, money], net: ['Net saving', (p) => p.net_saving_micros, money], requests: ['Requests', (p) => p.requests, count],
  errors: ['Errors', (p) => p.errors, count], original: ['Tokens sent by clients', (p) => p.original_tokens, compact], optimized: ['Tokens forwarded', (p) => p.optimized_tokens, compact],
  cut: ['Cut, % of tokens', (p) => (p.original_tokens ? (100 * p.saved_tokens) / p.original_tokens : null), (v) => `${Number(v).toFixed(0)} %`],
  read: ['Tokens read from caches', (p) => p.cache_read_tokens, compact], output: ['Output tokens', (p) => p.output_tokens, compact], overhead: ['Added time, mean', (p) => p.overhead_micros_mean, span],
};
const RANKS = { cost: 'cost', net: 'saving', requests: 'requests', errors: 'requests', original: 'tokens', optimized: 'tokens' };
const LINES = 6;

const nameOf = (by, r) => r.other ? 'others' : (by === 'status' ? statusName(r.label) : r.name ?? (r.label || (by === 'none' ? 'All' : 'none')));

function Series({ by, metric }) {
  const [label, pick, format] = METRICS[metric];
  const state = useLoad(withQuery('/usage/series', { ...timed.value, step: 'auto', by, rank: RANKS[metric] ?? 'cost', limit: by === 'none' ? undefined : LINES - 1 }));
  const series = useMemo(() => (state.data?.groups ?? []).slice(0, LINES).map((g) => ({
    label: nameOf(by, g), filled: by === 'none', values: g.points.map((p) => (p ? pick(p) : metric === 'cut' || metric === 'overhead' ? null : 0)),
  })), [state.data, metric]);
  return html`<section class="panel"><${Loaded} state=${state} height=${280}>${(data) => (data.groups.length
    ? html`<${Chart} title=${label} times=${data.times} series=${series}
      format=${(v) => format(v)} tick=${format === money ? moneyTick : undefined}
      onZoom=${(from, to) => setQuery({ from, to, period: null })} />`
    : html`<${Empty} title="No requests in this period"><p>Choose a longer period or remove a filter.</p></${Empty}>`)}</${Loaded}></section>`;
}

const columns = (by) => [
  { key: 'label', title: GROUPINGS.find(([name]) => name === by)?.[1] ?? by, fixed: true, clip: true, cell: (r) => html`<a
    href=${link('/requests', { [by]: r.label })} title=${r.label}>${nameOf(by, r)}</a>`, sort: (r) => nameOf(by, r) },
  { key: 'requests', title: 'Requests', num: true, cell: (r) => count(r.requests), sort: (r) => r.requests },
  { key: 'errors', title: 'Errors', num: true, hint: HINTS.errors, cell: (r) => html`<span class=${r.errors ? 'lost' : ''}>${count(r.errors)}</span>`, sort: (r) => r.errors },
  { key: 'original', title: 'Sent', num: true, hint: HINTS.original, cell: (r) => html`<span
    title=${count(r.original_tokens)}>${compact(r.original_tokens)}</span>`, sort: (r) => r.original_tokens },
  { key: 'cut', title: 'Cut', num: true, cell: (r) => percent(r.saved_tokens, r.original_tokens), sort: (r) => r.saved_tokens / (r.original_tokens || 1) },
  { key: 'mix', title: 'Composition', hint: 'Fresh input, cache read, cache write, output', cell: (r) => html`<${Composition} parts=${composition(r)} />` },
  { key: 'output', title: 'Output', num: true, optional: true, cell: (r) => compact(r.output_tokens), sort: (r) => r.output_tokens },
  { key: 'reasoning', title: 'Reasoning', num: true, optional: true, cell: (r) => compact(r.reasoning_tokens), sort: (r) => r.reasoning_tokens },
  { key: 'charge', title: 'Charged', num: true, optional: true, cell: (r) => money(r.charge_micros), sort: (r) => r.charge_micros },
  { key: 'cost', title: 'Cost', num: true, hint: HINTS.paid, cell: (r) => money(r.cost_micros), sort: (r) => r.cost_micros },
  { key: 'net', title: 'Net saving', num: true, hint: HINTS.saved, cell: (r) => html`<span class=${r.net_saving_micros < 0 ? 'lost' : 'saved'}>${money(r.net_saving_micros)}</span>`, sort: (r) => r.net_saving_micros },
];

function Rows({ by, metric }) {
  const state = useLoad(withQuery('/usage/groups', { ...timed.value, by, rank: RANKS[metric] ?? 'cost', limit: 200 }));
  const shown = useMemo(() => columns(by), [by]);
  return html`<section class="panel flush"><header><h2>Rows</h2><${Legend} entries=${composition({}).map((p) => [p.tone, p.label])} /></header>
    <${Loaded} state=${state}>${({ data, other }) => html`<${Table} name="usage" label=${`Usage by ${by}`} columns=${shown}
      rows=${other ? [...data, { ...other, label: '(other)', name: 'others', other: true }] : data} id=${(r) => r.label} empty=${html`<${Empty}
      title="No rows in this period" />`} />`}</${Loaded}>
      </section>`;
}

const Select = ({ label, value, options, name }) => html`<label class="row"><span class="muted">${label}</span>
  <select style=${{ width: 'auto' }} value=${value} onChange=${(event) => setQuery({ [name]: event.target.value })}>
  ${options.map(([each, text]) => html`<option value=${each} selected=${each === value}>${text}</option>`)}</select></label>`;

export default function Usage() {
  const { by: wanted, metric: chosen } = here.value.query;
  const by = GROUPINGS.some(([name]) => name === wanted) ? wanted : 'model';
  const metric = METRICS[chosen] ? chosen : 'cost';
  const csv = `/admin/v1${withQuery('/usage/export.csv', { ...timed.value, step: 'day', by })}`;
  return html`<div class="head"><h1>Usage</h1>
    <${Select} label="Metric" name="metric" value=${metric} options=${Object.entries(METRICS).map(([name, [label]]) => [name, label])} />
      <${Select} label="Group by" name="by" value=${by} options=${GROUPINGS} /><a class="button" href=${csv} download="usage.csv">CSV</a></div>
    <${Series} by=${by} metric=${metric} />${by !== 'none' && html`<${Rows} by=${by} metric=${metric} />`}`;
}
