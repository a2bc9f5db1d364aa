// One request in a sheet: attempts, usage, cost with its prices, stages, headers.
import { html } from '../lib.js';
import { withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { here, link } from '../route.js';
import { count, exact, money, percent, span } from '../format.js';
import { PARTS, layer } from '../words.js';
import { Bars } from '../parts/bars.js';
import { Id } from '../parts/copy.js';
import { Dialog } from '../parts/dialog.js';
import { Loaded } from '../parts/states.js';

const ENDINGS = { CLIENT_LEFT: 'client left', CUT_OFF: 'cut off', UNREACHABLE: 'unreachable', TIMEOUT: 'timed out', REFUSED: 'refused', SHUTDOWN: 'shut down' };

export function StatusBadge({ request: r }) {
  const broken = ENDINGS[r.ending];
  const tone = r.status >= 400 ? 'bad' : broken ? 'warn' : r.status >= 200 ? 'good' : 'warn';
  return html`<span class=${`badge ${tone}`}>${r.status || '–'}${broken ? ` ${broken}` : ''}</span>`;
}

const Facts = ({ facts }) => html`<dl class="facts">${facts.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => html`<dt>${name}</dt>
  <dd>${value}</dd>`)}</dl>`;

function Attempts({ attempts }) {
  if (!attempts?.length) return null;
  const total = Math.max(1, attempts.reduce((sum, a) => sum + a.micros, 0));
  return html`<section class="stack"><h3>Attempts</h3>
    <${Bars} most=${total} lines=${attempts.map((a, i) => ({ key: i, label: `${a.provider} ${a.status || ENDINGS[a.ending] || a.ending}`, parts: [{ value: a.micros, tone: a.status >= 200 && a.status < 400 ? 'c1' : 'lost' }], text: span(a.micros) }))} />
    </section>`;
}

const PRICED = [['input_tokens', 'Fresh input', 'input'], ['cache_read_tokens', 'Cache read', 'cache_read'], ['cache_write_5m_tokens', 'Cache write, 5 min', 'cache_write_5m'], ['cache_write_1h_tokens', 'Cache write, 1 h', 'cache_write_1h'], ['output_tokens', 'Output', 'output']];

function Bill({ r }) {
  const { usage, prices } = r;
  if (!usage) return null;
  const lines = PRICED.filter(([name]) => usage[name] > 0);
  return html`<section class="stack"><h3>Cost</h3><div class="scroll" role="region" aria-label="Cost" tabindex="0"><table><thead>
    <tr><th scope="col">Usage</th><th scope="col" class="num">Tokens</th><th scope="col" class="num">$ per million</th>
    <th scope="col" class="num">Amount</th></tr></thead>
    <tbody>${lines.map(([name, label, price]) => html`<tr><td>${label}</td><td class="num">${count(usage[name])}</td>
      <td class="num">${prices ? (prices[price] / 1e6).toFixed(2) : '–'}</td>
      <td class="num">${prices ? money((usage[name] * prices[price]) / 1e6, 6) : '–'}</td></tr>`)}
    <tr><td><strong>Cost</strong></td><td></td><td></td><td class="num">
      <strong>${r.priced === false ? 'no price' : money(r.cost_micros, 6)}</strong></td></tr></tbody></table></div>
    ${!usage.reported && html`<p class="warn small">The provider reported no usage; the tokens are an estimate.</p>`}
    <${Facts} facts=${[['Uncompressed input', money(r.uncompressed_input_micros)], ['Paid input', money(r.paid_input_micros)], ['Net saving', html`<span class=${r.net_saving_micros < 0 ? 'lost' : 'saved'}>${money(r.net_saving_micros)}</span>`], ['Charged', r.charge_micros ? money(r.charge_micros) : null]]} />
      </section>`;
}

function Stages({ r }) {
  const stages = Object.entries(r.saved_by_layer ?? {}).filter(([, tokens]) => tokens !== 0);
  return html`<section class="stack"><h3>Compression</h3>
    <p>${count(r.original_tokens)} tokens sent, ${count(r.optimized_tokens)} forwarded: ${percent(r.saved_tokens, r.original_tokens)} cut${r.bust
      ? html`; <span class="lost">a warm cache was broken</span>` : ''}${r.held_out ? '; the conversation is held out' : ''}.</p>
    ${stages.length > 0 && html`<${Bars}
      lines=${stages.map(([name, tokens]) => ({ label: layer(name), parts: [{ value: tokens, tone: 'c1' }], text: count(tokens) }))} />`}</section>`;
}

const Context = ({ parts }) => (parts?.length ? html`<section class="stack"><h3>Where the context goes</h3>
  <${Bars} lines=${[...parts].sort((a, b) => b.tokens - a.tokens).slice(0, 10).map((p) => ({ key: `${p.part} ${p.name}`, label: p.name ? `${PARTS[p.part] ?? p.part}: ${p.name}` : PARTS[p.part] ?? p.part, parts: [{ value: p.tokens, tone: 'c3' }], text: count(p.tokens) }))} />
  </section>` : null);

function Headers({ headers }) {
  const lines = Object.entries(headers ?? {});
  return lines.length ? html`<section class="stack"><h3>Headers that Compresh added</h3><pre tabindex="0" class="copyable">
    <code>${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}</code></pre></section>` : null;
}

const Details = (r) => html`
  <div class="row"><${StatusBadge} request=${r} /><span class="muted">${exact(r.time)}</span></div>
  ${r.error_code && html`<div class="notice error"><div>Error <code>${r.error_code}</code></div></div>`}
  <${Facts} facts=${[['Request id', html`<${Id} value=${r.request_id} whole />`], ['Key', html`<a
    href=${link('/keys', { open: r.key_id })}>${r.key_name ?? r.key_id}</a>`],
    ['Session', r.session_id && r.session_id !== '-' ? html`<a
      href=${link('/session', { key_id: r.key_id, id: r.session_id })}>${r.session_id}</a>` : null], ['Turn', r.turn], ['Model', r.upstream_model && r.upstream_model !== r.model ? `${r.model}, sent as ${r.upstream_model}` : r.model],
    ['Provider', r.provider], ['Endpoint', r.endpoint], ['Mode', r.mode], ['Tags', r.tags?.join(', ')], ['First byte', span(r.first_byte_micros)], ['In all', span(r.total_micros)], ['Added', span(r.overhead_micros)]]} />
  <${Attempts} attempts=${r.attempts} /><${Bill} r=${r} /><${Stages} r=${r} /><${Context} parts=${r.context} /><${Headers} headers=${r.headers} />`;

export function RequestSheet({ id, onClose }) {
  const state = useLoad(withQuery(`/requests/${encodeURIComponent(id)}`, { org: here.value.query.org }));
  return html`<${Dialog} title="Request" kind="sheet" onClose=${onClose}><${Loaded} state=${state} lines=${8}>${Details}</${Loaded}></${Dialog}>`;
}
