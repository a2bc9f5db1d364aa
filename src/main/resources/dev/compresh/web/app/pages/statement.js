// A month's statement: by day, to be printed, or saved as CSV by day, user or key.
import { html } from '../lib.js';
import { withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { setQuery } from '../route.js';
import { inOrg } from '../scope.js';
import { count, money } from '../format.js';
import { Empty, Loaded } from '../parts/states.js';

const DIGITS = 6;
const BY = ['day', 'user', 'key'];

/** First and last day of a month given as 2026-11. */
export function days(month) {
  const [year, number] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` };
}

const sum = (rows, name) => rows.reduce((total, r) => total + r[name], 0);

const Rows = ({ rows }) => html`<div class="scroll" role="region" aria-label="Statement" tabindex="0"><table><thead><tr>
  <th scope="col">Day (UTC)</th><th scope="col" class="num">Requests</th><th scope="col" class="num">Sent</th>
  <th scope="col" class="num">Forwarded</th><th scope="col" class="num">Output</th><th scope="col" class="num">Cost</th>
  <th scope="col" class="num">Charged</th></tr></thead>
  <tbody>${rows.map((r) => html`<tr><td class="nowrap">${r.label}</td><td class="num">${count(r.requests)}</td>
    <td class="num">${count(r.original_tokens)}</td><td class="num">${count(r.optimized_tokens)}</td>
    <td class="num">${count(r.output_tokens)}</td><td class="num">${money(r.cost_micros, DIGITS)}</td>
    <td class="num">${money(r.charge_micros, DIGITS)}</td></tr>`)}
  <tr><th scope="row">Sum</th><td class="num"><strong>${count(sum(rows, 'requests'))}</strong></td><td class="num">
    <strong>${count(sum(rows, 'original_tokens'))}</strong></td><td class="num">
    <strong>${count(sum(rows, 'optimized_tokens'))}</strong></td><td class="num">
    <strong>${count(sum(rows, 'output_tokens'))}</strong></td><td class="num">
    <strong>${money(sum(rows, 'cost_micros'), DIGITS)}</strong></td><td class="num">
    <strong>${money(sum(rows, 'charge_micros'), DIGITS)}</strong></td></tr></tbody></table></div>`;

export function Statement({ month }) {
  const valid = /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  const state = useLoad(valid ? withQuery('/spend', { ...inOrg.value, by: 'day', ...days(month) }) : null);
  return html`<div class="head"><h1>Statement ${month}</h1>
    <input type="month" aria-label="Month" style=${{ width: '160px' }} value=${month}
      onChange=${(event) => setQuery({ statement: event.target.value || month })} />
      ${BY.map((by) => html`<a class="button" download=${`statement-${month}-${by}.csv`}
        href=${`/admin/v1${withQuery('/statement.csv', { ...inOrg.value, month, by })}`}>CSV by ${by}</a>`)}
        <button type="button" class="button" onClick=${() => window.print()}>Print</button>
        <button type="button" class="button" onClick=${() => setQuery({ statement: null })}>Back</button></div>
    <section class="panel flush"><${Loaded} state=${state}>${({ data }) => (data.length ? html`<${Rows} rows=${data} />` : html`<${Empty}
      title="Nothing was used in this month" />`)}</${Loaded}>
      </section>`;
}
