// One session: a strip of its turns, its topics, and what was cut.
import { html, useState } from '../lib.js';
import { me, withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { may } from '../pages.js';
import { here, link } from '../route.js';
import { compact, count, exact, money, percent, short } from '../format.js';
import { layer } from '../words.js';
import { Bars, Legend } from '../parts/bars.js';
import { Id } from '../parts/copy.js';
import { Figure, Time } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded, Notice } from '../parts/states.js';
import { Peek } from './peek.js';

/** A session is stored some moments after its first request; so many times it is asked for again. */
const AWAITED = 15;

const heightOf = (value, most) => ({ height: `${most ? Math.max(1, (100 * value) / most) : 0}%` });

function Strip({ turns, chosen, choose }) {
  const most = Math.max(1, ...turns.map((t) => t.original_tokens));
  return html`<div class="strip" role="group"
    aria-label="Turns, oldest first">${turns.map((t, i) => html`<button type="button" key=${i} class=${t.bust ? 'bust' : ''}
    aria-pressed=${chosen === i ? 'true' : 'false'} onClick=${() => choose(i)}
    aria-label=${`Request ${i + 1}: ${count(t.original_tokens)} sent, ${count(t.optimized_tokens)} forwarded${t.bust ? ', broke a warm cache' : ''}`} title=${`${i + 1}: ${count(t.original_tokens)} → ${count(t.optimized_tokens)}${t.bust ? ', cache bust' : ''}`}>
    <span class="bar-sent" style=${heightOf(t.original_tokens, most)}></span>
      <span class="bar-out" style=${heightOf(t.optimized_tokens, most)}></span></button>`)}</div>`;
}

const Turn = ({ turn, at }) => html`<div class="stack"><div class="row"><h3>Request ${at + 1}</h3>
  <span class="muted small">${exact(turn.time)}</span>${turn.id && html`<a href=${link('/requests', { open: turn.id })}>Details</a>`}</div>
  <div class="figures"><${Figure} label="Sent" value=${compact(turn.original_tokens)} />
    <${Figure} label="Forwarded" value=${compact(turn.optimized_tokens)} note=${`${percent(turn.saved_tokens, turn.original_tokens)} cut`} />
    <${Figure} label="Cache read" value=${compact(turn.cache_read_tokens)} />
    <${Figure} label="Cache write" value=${compact(turn.cache_write_tokens)} />
    <${Figure} label="Output" value=${compact(turn.output_tokens)} />${turn.cost_micros !== undefined && html`<${Figure} label="Cost"
      value=${money(turn.cost_micros)} />`}</div>
  ${Object.keys(turn.saved_by_layer).length > 0 && html`<${Bars}
    lines=${Object.entries(turn.saved_by_layer).map(([name, tokens]) => ({ label: layer(name), parts: [{ value: tokens, tone: 'c1' }], text: count(tokens) }))} />`}</div>`;

const COLUMNS = [
  { key: 'time', title: 'Time', fixed: true, cell: (r) => html`<${Time} at=${r.time} />`, sort: (r) => r.time },
    { key: 'model', title: 'Model', clip: true, cell: (r) => r.model }, { key: 'status', title: 'Status', cell: (r) => r.status },
  { key: 'sent', title: 'Sent', num: true, cell: (r) => count(r.original_tokens), sort: (r) => r.original_tokens },
    { key: 'out', title: 'Forwarded', num: true, cell: (r) => count(r.optimized_tokens), sort: (r) => r.optimized_tokens },
  { key: 'fresh', title: 'Fresh', num: true, cell: (r) => count(r.input_tokens) },
    { key: 'read', title: 'Cache read', num: true, cell: (r) => count(r.cache_read_tokens) },
    { key: 'write', title: 'Cache write', num: true, cell: (r) => count(r.cache_write_tokens) },
  { key: 'bust', title: 'Bust', cell: (r) => (r.bust ? html`<span class="lost">bust</span>` : '') },
];

const weight = (w) => `w${w > 75 ? 4 : w > 45 ? 3 : w > 20 ? 2 : 1}`;

const Cloud = ({ terms }) => html`<section class="panel"><header><h2>Topics</h2>
  <span class="muted small">Terms of the conversation, by weight</span></header>
  ${terms.length ? html`<p class="cloud">${[...terms].sort((a, b) => a.term.localeCompare(b.term)).map((t) => html`<span class=${weight(t.weight)}
    title=${`${t.weight} % of the heaviest`}>${t.term}</span>`)}</p>`
    : html`<p class="muted">No terms yet. They come with the first longer messages.</p>`}</section>`;

function Found({ data, keyId }) {
  const turns = data.history;
  const [chosen, choose] = useState(turns.length - 1);
  return html`<section class="panel"><header><h2>Requests, oldest first</h2><span class="more">
    <${Legend} entries=${[['soft', 'sent'], ['c1', 'forwarded'], ['c2', 'broke a warm cache']]} /></span></header>
      ${turns.length ? html`<${Strip} turns=${turns} chosen=${chosen} choose=${choose} />${turns[chosen]
        && html`<${Turn} turn=${turns[chosen]} at=${chosen} />`}` : html`<${Empty} title="Its requests are no longer kept">
        <p>Single requests are kept for 30 days; the sums above remain.</p></${Empty}>`}</section>
    <${Cloud} terms=${data.terms} />
    ${may(me.value, 'admin') && html`<${Peek} keyId=${keyId} sessionId=${data.id} />`}
    <section class="panel flush"><header><h2>Figures</h2></header>
      <${Table} name="turns" label="Requests of the session" columns=${COLUMNS}
        rows=${turns} id=${(r) => `${r.time} ${r.original_tokens}`} tall choose=${false} />
      </section>`;
}

export default function SessionPage() {
  const { key_id: keyId, id, org } = here.value.query;
  const state = useLoad(keyId && id ? withQuery(`/sessions/${encodeURIComponent(keyId)}/${encodeURIComponent(id)}`, { org }) : null, AWAITED);
  return html`<div class="head"><h1 class="clip">Session ${short(id ?? '')}</h1>${id && html`<${Id} value=${id} />`}<a class="button"
    href=${link('/sessions')}>All sessions</a>
    </div>
    ${state.awaiting && html`<div role="status"><${Notice}>This session is being written. It appears here by itself.</${Notice}></div>`}
    ${!state.awaiting && html`<${Loaded} state=${state} lines=${8}>${(data) => html`<div class="figures">
      <${Figure} label="Turns" value=${count(data.turns)} hint="Messages of the user; an agent sends many requests in one turn." />
      <${Figure} label="Sent by the client" value=${compact(data.original_tokens)} />
      <${Figure} label="Forwarded" value=${compact(data.optimized_tokens)} note=${`${percent(data.saved_tokens, data.original_tokens)} cut`} />
      ${data.net_saving_micros !== undefined && html`<${Figure} label="Net saving"
        value=${money(data.net_saving_micros)} tone=${data.net_saving_micros < 0 ? 'lost' : 'saved'} />`}<${Figure} label="Last request"
        value=${html`<${Time} at=${data.last_seen_at} />`} />
        </div>
      <${Found} data=${data} keyId=${keyId} key=${data.id} />`}</${Loaded}>`}`;
}
