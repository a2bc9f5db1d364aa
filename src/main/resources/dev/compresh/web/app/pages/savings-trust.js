// What speaks for and against the saving: the holdout group and signs of loss.
import { html } from '../lib.js';
import { withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { link } from '../route.js';
import { timed } from '../scope.js';
import { count } from '../format.js';
import { layer } from '../words.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded } from '../parts/states.js';

const cost = (g) => (g.requests ? `${Number(g.units_per_token_percent).toFixed(1)} %` : '–');

function interval({ difference_percent: middle, low_percent: low, high_percent: high }) {
  return middle === null || middle === undefined ? null : `${middle.toFixed(1)} % (95 % interval ${low?.toFixed(1) ?? '?'} to ${high?.toFixed(1) ?? '?'} %)`.replaceAll('-', '−');
}

export function Holdout() {
  const state = useLoad(withQuery('/usage/holdout', timed.value));
  return html`<section class="panel"><header><h2>Holdout group</h2></header>
    <${Loaded} state=${state} lines=${3}>${(data) => (data.held_out.requests === 0
    ? html`<p class="muted">No conversation is held out. With a holdout a few conversations go out uncompressed, so that the saving is measured and not only computed. Set <code>compress.hold-out</code> in the configuration.</p>`
    : html`<p>${interval(data) ? html`Compressed requests save <strong>${interval(data)}</strong> per token sent, measured against those held out.` : 'Not enough requests for an interval yet: 30 in each group are needed.'}</p>
      <dl class="facts"><dt>Held out</dt>
        <dd>${count(data.held_out.requests)} requests, input paid at ${cost(data.held_out)} of the fresh price</dd><dt>Compressed</dt>
        <dd>${count(data.others.requests)} requests, at ${cost(data.others)}</dd></dl>`)}</${Loaded}></section>`;
}

const perMillion = (n) => (n ? `${(n / 10000).toFixed(2)} %` : '0 %');

const COLUMNS = [
  { key: 'layer', title: 'Stage', fixed: true, cell: (r) => layer(r.layer), sort: (r) => r.layer },
  { key: 'cuts', title: 'Cuts', num: true, hint: 'Results and messages that it changed, each once', cell: (r) => count(r.cuts), sort: (r) => r.cuts },
  { key: 'regrets', title: 'Regrets', num: true, hint: 'Signs that something was missing, such as a file that was read again', cell: (r) => count(Object.values(r.regrets).reduce((a, b) => a + b, 0)) },
  { key: 'rate', title: 'Rate', num: true, cell: (r) => perMillion(r.regrets_per_million), sort: (r) => r.regrets_per_million },
  { key: 'base', title: 'Held out', num: true, hint: 'The same signs where nothing was cut', cell: (r) => (r.held_out_cuts ? perMillion(r.held_out_per_million) : '–') },
];

export function Regrets({ scope }) {
  const state = useLoad(withQuery('/regrets', scope));
  return html`<section class="panel flush"><header><h2>Regrets</h2>
    <span class="muted small">Signs that something cut was needed after all</span></header>
    <${Loaded} state=${state} lines=${3}>${({ data }) => html`<${Table} name="regrets" label="Regrets by stage" columns=${COLUMNS}
      rows=${data} id=${(r) => r.layer}
      empty=${html`<${Empty} title="Nothing was cut in this period">
        <p>Once something is, re-reads and repeated questions are counted here, together with those of the holdout group.</p>
        <a class="inline-link" href=${link('/sessions')}>See sessions</a></${Empty}>`} />`}</${Loaded}></section>`;
}
