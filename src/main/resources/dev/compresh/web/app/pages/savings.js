// Savings: from what clients sent to the net, with losses, holdout and regrets next to it.
import { html, useState } from '../lib.js';
import { withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { here, link, setQuery } from '../route.js';
import { filters, period, timed } from '../scope.js';
import { compact, count, digitsFor, money, percent } from '../format.js';
import { layer } from '../words.js';
import { Bars, Legend } from '../parts/bars.js';
import { Waterfall } from '../parts/waterfall.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded, Notice } from '../parts/states.js';
import { Holdout, Regrets } from './savings-trust.js';

const UNITS = 100;
const BY = [['model', 'Model'], ['key', 'Key'], ['user', 'User'], ['provider', 'Provider'], ['tag', 'Tag'], ['mode', 'Mode']];

/** Amounts as text: money, or tokens at the price of fresh input. */
const shown = (unit, w) => (unit === 'micros' ? (v) => (v === 0 ? money(0) : money(v, digitsFor(w.net || w.sent))) : (v) => compact(Math.round(v / UNITS)));

function steps(w, text) {
  const cuts = [...w.cut].sort((a, b) => b.amount - a.amount);
  const plus = (v) => (v > 0 ? `+${text(v)}` : v < 0 ? `−${text(-v)}` : text(0));
  const minus = (v) => (v > 0 ? `−${text(v)}` : text(Math.abs(v)));
  return [
    { label: 'Sent by clients', value: w.sent, total: true, tone: 'soft', text: text(w.sent), hint: 'All input at the fresh price, as clients sent it.' },
    ...cuts.map((c) => ({ label: layer(c.layer), value: -c.amount, tone: 'c1', text: minus(c.amount), hint: 'What this stage cut, at the fresh price.' })),
    { label: 'Cached anyway', value: w.cache_anyway, tone: 'ghost', text: plus(w.cache_anyway), hint: 'Part of the cut that the provider\'s cache would have made cheap anyway. Never claimed as saved.' },
    { label: 'Cache busts', value: w.bust_loss, tone: 'lost', text: plus(w.bust_loss), textTone: w.bust_loss > 0 ? 'lost' : '', hint: 'What requests cost more because a rewrite broke a warm cache.' },
    { label: 'Net saving', value: w.net, total: true, tone: w.net < 0 ? 'lost' : 'saved', text: w.net < 0 ? `−${text(-w.net)}` : text(w.net), textTone: w.net < 0 ? 'lost' : 'saved', hint: 'Cut minus cached anyway minus busts. It may be below zero.' },
  ];
}

function Fall({ data }) {
  const unit = here.value.query.unit === 'tokens' || !data.micros.sent ? 'units' : 'micros';
  const w = data[unit];
  return html`<section class="panel"><header><h2>From sent to net</h2>
    <span class="more tabs">${[['micros', 'Money'], ['units', 'Tokens']].map(([name, label]) => html`<button type="button"
      aria-pressed=${unit === name ? 'true' : 'false'}
      onClick=${() => setQuery({ unit: name === 'units' ? 'tokens' : null }, { replace: true })}>${label}</button>`)}</span>
    </header>
    <${Waterfall} label="From what clients sent to the net saving" steps=${steps(w, shown(unit, w))} />
    <p class="muted small">Input paid ${shown(unit, w)(w.paid)}, uncompressed it would have been ${shown(unit, w)(w.uncompressed)}.${unit === 'units' ? ' Tokens are counted at the price of fresh input.' : ''}</p>
    ${data.unpriced > 0 && html`<${Notice} kind="warning">${count(data.unpriced)} requests used a model without a price; in money they are missing here.</${Notice}>`}</section>`;
}

const change = (d) => (d.saved_tokens === 0 ? '0 %' : `${d.saved_tokens > 0 ? '−' : '+'}${percent(Math.abs(d.saved_tokens), d.original_tokens)}`);

function Depth() {
  const state = useLoad(withQuery('/usage/depth', timed.value));
  return html`<section class="panel"><header><h2>By depth of conversation</h2><span class="more">
    <${Legend} entries=${[['soft', 'sent'], ['c1', 'forwarded']]} /></span></header>
    <${Loaded} state=${state}>${({ data }) => html`<${Bars} lines=${data.filter((d) => d.requests > 0).map((d) => ({
      key: d.depth, label: d.label === 'unknown' ? 'unknown' : `Turn ${d.label}`, href: d.depth ? link('/requests', { depth: d.depth }) : undefined,
      parts: [{ value: d.original_tokens, tone: 'soft' }, { value: d.optimized_tokens, tone: 'c1' }], text: change(d),
    }))} /><p class="muted small">Long conversations resend the most; that is where compression pays.</p>`}</${Loaded}></section>`;
}

function By() {
  const [by, setBy] = useState('model');
  const state = useLoad(withQuery('/usage/groups', { ...timed.value, by, rank: 'saving', limit: 50 }));
  const columns = [
    { key: 'label', title: BY.find(([name]) => name === by)[1], fixed: true, clip: true, cell: (r) => html`<a
      href=${link('/usage', { [by]: r.label })}
      title=${r.name ?? r.label}>${r.name ?? (r.label || 'none')}</a>`, sort: (r) => r.name ?? r.label },
    { key: 'requests', title: 'Requests', num: true, cell: (r) => count(r.requests), sort: (r) => r.requests },
    { key: 'cut', title: 'Cut', num: true, hint: 'Tokens that were not forwarded', cell: (r) => percent(r.saved_tokens, r.original_tokens), sort: (r) => r.saved_tokens / (r.original_tokens || 1) },
    { key: 'paid', title: 'Paid', num: true, cell: (r) => money(r.cost_micros), sort: (r) => r.cost_micros },
    { key: 'busts', title: 'Busts', num: true, cell: (r) => count(r.busts), sort: (r) => r.busts },
    { key: 'net', title: 'Net saving', num: true, cell: (r) => html`<span class=${r.net_saving_micros < 0 ? 'lost' : 'saved'}>${money(r.net_saving_micros)}</span>`, sort: (r) => r.net_saving_micros },
  ];
  return html`<section class="panel flush"><header><h2>By</h2>
    <span class="tabs">${BY.map(([name, label]) => html`<button type="button" aria-pressed=${by === name ? 'true' : 'false'}
      onClick=${() => setBy(name)}>${label}</button>`)}</span>
    </header>
    <${Loaded} state=${state}>${({ data }) => html`<${Table} name="savings" label="Net saving" columns=${columns}
      rows=${data} id=${(r) => r.label} empty=${html`<${Empty} title="Nothing in this period" />`} />`}</${Loaded}>
      </section>`;
}

export default function Savings() {
  const state = useLoad(withQuery('/usage/waterfall', timed.value));
  const old = { from: period.value.from, to: period.value.to, org: here.value.query.org, key_id: filters.value.key_id };
  return html`<div class="head"><h1>Savings</h1>
    <p class="lead">Net of what the provider's cache would have saved anyway, and of what compression itself cost.</p></div>
    <${Loaded} state=${state} height=${200}>${(data) => (data.units.sent === 0
      ? html`<section class="panel"><${Empty} title="Nothing was sent in this period">
        <p>Choose a longer period, or connect a client.</p><a class="button" href=${link('/connect')}>Connect</a></${Empty}></section>`
      : html`<div class="columns"><${Fall} data=${data} /><${Depth} /></div>`)}</${Loaded}>
    <div class="columns"><${Holdout} /><${Regrets} scope=${old} /></div>
    <${By} />`;
}
