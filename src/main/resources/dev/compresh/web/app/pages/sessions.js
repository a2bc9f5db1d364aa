// Sessions: conversations, last used first.
import { html } from '../lib.js';
import { withQuery } from '../api.js';
import { usePages } from '../load.js';
import { go, here, link, setQuery } from '../route.js';
import { compact, count, money, percent, short } from '../format.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/figure.js';
import { Empty, Loaded } from '../parts/states.js';

const COLUMNS = [
  { key: 'id', title: 'Session', fixed: true, cell: (r) => html`<span class="mono" title=${r.id}>${short(r.id)}</span>`, sort: (r) => r.id },
  { key: 'last', title: 'Last request', cell: (r) => html`<${Time} at=${r.last_seen_at} />`, sort: (r) => r.last_seen_at },
  { key: 'turns', title: 'Turns', num: true, cell: (r) => count(r.turns), sort: (r) => r.turns },
  { key: 'requests', title: 'Requests', num: true, optional: true, cell: (r) => count(r.requests), sort: (r) => r.requests },
  { key: 'sent', title: 'Sent', num: true, hint: 'Input tokens as clients sent them', cell: (r) => html`<span
    title=${count(r.original_tokens)}>${compact(r.original_tokens)}</span>`, sort: (r) => r.original_tokens },
  { key: 'cut', title: 'Cut', num: true, cell: (r) => percent(r.saved_tokens, r.original_tokens), sort: (r) => r.saved_tokens / (r.original_tokens || 1) },
  { key: 'read', title: 'Cache read', num: true, cell: (r) => compact(r.cache_read_tokens), sort: (r) => r.cache_read_tokens },
  { key: 'busts', title: 'Busts', num: true, hint: 'Requests that broke a warm cache', cell: (r) => html`<span class=${r.busts ? 'lost' : ''}>${r.busts ?? '–'}</span>`, sort: (r) => r.busts },
  { key: 'cost', title: 'Cost', num: true, cell: (r) => (r.cost_micros === undefined ? '–' : money(r.cost_micros)), sort: (r) => r.cost_micros },
  { key: 'net', title: 'Net saving', num: true, cell: (r) => (r.net_saving_micros === undefined ? '–'
    : html`<span class=${r.net_saving_micros < 0 ? 'lost' : 'saved'}>${money(r.net_saving_micros)}</span>`), sort: (r) => r.net_saving_micros },
];

export default function Sessions() {
  const { key, q, org } = here.value.query;
  const state = usePages(withQuery('/sessions', { key_id: key, q, org, limit: 50 }));
  const find = (event) => { event.preventDefault(); setQuery({ q: event.target.elements.q.value.trim() || null }); };
  return html`<div class="head"><h1>Sessions</h1><form class="row" onSubmit=${find}>
    <input name="q" type="search" aria-label="Session id begins with" placeholder="Session id" key=${q ?? ''} defaultValue=${q ?? ''} style=${{ width: '220px' }} />
    <button class="button">Find</button></form>
      <p class="lead">Figures turn by turn; no message text is stored.</p></div>
    <section class="panel flush"><${Loaded} state=${state} lines=${8}>${(rows) => html`<${Table} name="sessions"
      label="Sessions, last used first" columns=${COLUMNS} rows=${rows} id=${(r) => `${r.key_id} ${r.id}`} more=${state.more} busy=${state.busy}
      onOpen=${(r) => go(link('/session', { key_id: r.key_id, id: r.id }))}
      empty=${html`<${Empty} title=${q || key ? 'No session matches' : 'No sessions yet'}>
        <p>A session is one conversation of a client: requests that continue each other. It appears with its first request.</p>
        <a class="button" href=${link('/connect')}>Connect a client</a></${Empty}>`} />`}</${Loaded}></section>`;
}
