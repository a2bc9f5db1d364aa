// Requests: the log, newest first; a row opens a sheet; live mode adds rows as they happen.
import { html, signal, useEffect, useMemo } from '../lib.js';
import { withQuery } from '../api.js';
import { usePages, useLoad } from '../load.js';
import { here, link, setQuery } from '../route.js';
import { timed } from '../scope.js';
import { compact, count, money, percent, short, span } from '../format.js';
import { Chart } from '../parts/chart.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/figure.js';
import { Empty, Loaded, Notice } from '../parts/states.js';
import { RequestSheet, StatusBadge } from './request-sheet.js';

const live = signal(false);
const MOST_LIVE = 200;
const TOP = 200;

const COLUMNS = [
  { key: 'time', title: 'Time', fixed: true, cell: (r) => html`<${Time} at=${r.time} />`, sort: (r) => r.time },
  { key: 'status', title: 'Status', cell: (r) => html`<${StatusBadge} request=${r} />`, sort: (r) => r.status },
  { key: 'key', title: 'Key', clip: true, cell: (r) => html`<span title=${r.key_id}>${r.key_name ?? short(r.key_id)}</span>`, sort: (r) => r.key_name },
  { key: 'model', title: 'Model', clip: true, cell: (r) => html`<span title=${r.model}>${r.model}</span>`, sort: (r) => r.model },
  { key: 'provider', title: 'Provider', optional: true, cell: (r) => r.provider, sort: (r) => r.provider },
  { key: 'turn', title: 'Turn', optional: true, num: true, cell: (r) => r.turn ?? '–', sort: (r) => r.turn },
  { key: 'sent', title: 'Sent', num: true, hint: 'Input tokens as the client sent them', cell: (r) => html`<span
    title=${count(r.original_tokens)}>${compact(r.original_tokens)}</span>`, sort: (r) => r.original_tokens },
  { key: 'cut', title: 'Cut', num: true, cell: (r) => percent(r.saved_tokens, r.original_tokens), sort: (r) => r.saved_tokens / (r.original_tokens || 1) },
  { key: 'cost', title: 'Cost', num: true, cell: (r) => (r.priced === false ? html`<span class="warn"
    title="The model has no price">no price</span>` : money(r.cost_micros)), sort: (r) => r.cost_micros },
  { key: 'first', title: 'First byte', num: true, hint: 'Time to the first byte of the answer', cell: (r) => span(r.first_byte_micros), sort: (r) => r.first_byte_micros },
  { key: 'overhead', title: 'Added', num: true, hint: 'Time that Compresh added', cell: (r) => span(r.overhead_micros), sort: (r) => r.overhead_micros },
  { key: 'tags', title: 'Tags', optional: true, clip: true, cell: (r) => (r.tags ?? []).join(', ') },
];

/** Adds rows as they happen; stops while the tab is hidden or the person reads further down. */
function useLive(state) {
  useEffect(() => {
    if (!live.value) return undefined;
    let source;
    const open = () => {
      if (document.hidden || source) return;
      source = new EventSource(`/admin/v1${withQuery('/live', { key: here.value.query.key, status: here.value.query.status, org: here.value.query.org })}`);
      source.onmessage = (event) => { if (window.scrollY < TOP) state.prepend([JSON.parse(event.data)].slice(0, MOST_LIVE)); };
      source.onerror = () => { if (source?.readyState === EventSource.CLOSED) { live.value = false; source = null; } };
    };
    const close = () => { source?.close(); source = null; };
    const seen = () => (document.hidden ? close() : open());
    open();
    document.addEventListener('visibilitychange', seen);
    return () => { document.removeEventListener('visibilitychange', seen); close(); };
  }, [live.value]);
}

function Histogram() {
  const state = useLoad(withQuery('/usage/series', { ...timed.value, step: 'auto', by: 'none' }));
  const series = useMemo(() => {
    const points = state.data?.groups[0]?.points ?? [];
    return [{ label: 'Requests', values: points.map((p) => p?.requests ?? 0), filled: true }, { label: 'Errors', values: points.map((p) => p?.errors ?? 0), tone: 'c2' }];
  }, [state.data]);
  if (!state.data?.groups.length) return null;
  return html`<section class="panel"><${Chart} title="Requests over time" times=${state.data.times} series=${series}
    format=${(v) => compact(v)} onZoom=${(from, to) => setQuery({ from, to, period: null })} />
    </section>`;
}

function Find() {
  const submit = (event) => { event.preventDefault(); setQuery({ q: event.target.elements.q.value.trim() || null }); };
  return html`<form class="row" onSubmit=${submit}>
    <input name="q" type="search" aria-label="Request id" placeholder="Request id" key=${here.value.query.q ?? ''} defaultValue=${here.value.query.q ?? ''} style=${{ width: '220px' }} />
    <button class="button">Find</button></form>`;
}

export default function Requests() {
  const { q, open, session } = here.value.query;
  const state = usePages(withQuery('/requests', { ...timed.value, q, session_id: session, limit: 50 }));
  useLive(state);
  return html`<div class="head"><h1>Requests</h1><${Find} />
      <button type="button" class="button" aria-pressed=${live.value ? 'true' : 'false'}
        onClick=${() => { live.value = !live.value; }}>${live.value ? 'Stop live' : 'Live'}</button>
        </div>
    ${live.value && html`<${Notice}>New requests appear at the top as they end. Live mode pauses in a hidden tab and while you read further down.</${Notice}>`}
    ${session && html`<div class="row"><span class="chip">Session: ${short(session)}<button type="button" class="plain"
      aria-label="All sessions" onClick=${() => setQuery({ session: null })}>×</button></span>
      </div>`}
    <${Histogram} />
    <section class="panel flush"><${Loaded} state=${state} lines=${8}>${(rows) => html`<${Table} name="requests"
      label="Requests, newest first" columns=${COLUMNS} rows=${rows} more=${state.more} busy=${state.busy}
      onOpen=${(r) => setQuery({ open: r.id })} empty=${html`<${Empty} title="No requests match">
        <p>Single requests are kept for 30 days. Choose another period, or remove a filter.</p>
        <a class="button" href=${link('/connect')}>Connect a client</a></${Empty}>`} />`}</${Loaded}></section>
    ${open && html`<${RequestSheet} id=${open} onClose=${() => setQuery({ open: null }, { replace: true })} />`}`;
}
