// Where the context goes: parts of the prompts, and the advice that pays most.
import { html } from '../lib.js';
import { withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { here, link, setQuery } from '../route.js';
import { timed } from '../scope.js';
import { compact, count, percent } from '../format.js';
import { PARTS } from '../words.js';
import { Bars, Composition, Legend } from '../parts/bars.js';
import { Empty, Loaded, Notice } from '../parts/states.js';
import { Table } from '../parts/table.js';

const TONES = { system: 'c1', tools: 'c2', tool_result: 'c3', user: 'c4', assistant: 'c5', reasoning: 'c6', other: 'soft' };
const BY = [['none', 'All together'], ['key', 'By key'], ['user', 'By user']];
const MOST = 14;

/** Sums per part, whatever the tool. */
function sums(parts) {
  const by = {};
  for (const p of parts) by[p.part] = (by[p.part] ?? 0) + p.tokens;
  return Object.keys(PARTS).filter((name) => by[name]).map((name) => ({ label: PARTS[name], value: by[name], tone: TONES[name] }));
}

const nameOf = (p) => (p.name ? `${PARTS[p.part] ?? p.part}: ${p.name}` : p.part === 'tools' ? 'All tool schemas' : PARTS[p.part] ?? p.part);

const Whole = ({ row }) => html`<section class="panel"><header><h2>Tokens of prompts</h2>
  <span class="muted small">${compact(row.total_tokens)} in ${count(row.requests)} counted requests, as clients sent them</span>
  </header>
  <${Composition} parts=${sums(row.parts)} />
    <${Legend} entries=${sums(row.parts).map((p) => [p.tone, `${p.label} ${percent(p.value, row.total_tokens)}`])} />
  <${Bars} lines=${[...row.parts].sort((a, b) => b.tokens - a.tokens).slice(0, MOST).map((p) => ({ key: `${p.part} ${p.name}`, label: p.name || nameOf(p), title: nameOf(p), parts: [{ value: p.tokens, tone: TONES[p.part] ?? 'soft' }], text: `${compact(p.tokens)} · ${percent(p.tokens, row.total_tokens)}` }))} />
    </section>`;

const COLUMNS = [
  { key: 'name', title: 'Who', fixed: true, clip: true, cell: (r) => html`<span title=${r.label}>${r.name ?? r.label}</span>`, sort: (r) => r.name ?? r.label },
  { key: 'requests', title: 'Requests', num: true, cell: (r) => count(r.requests), sort: (r) => r.requests },
  { key: 'mean', title: 'Tokens per request', num: true, cell: (r) => count(Math.round(r.total_tokens / (r.requests || 1))), sort: (r) => r.total_tokens / (r.requests || 1) },
  { key: 'mix', title: 'Composition', cell: (r) => html`<${Composition} parts=${sums(r.parts)} />` },
];

export default function Context() {
  const by = here.value.query.by ?? 'none';
  const known = BY.some(([name]) => name === by) ? by : 'none';
  const state = useLoad(withQuery('/usage/context', { ...timed.value, by: known }));
  return html`<div class="head"><h1>Where the context goes</h1>
    <span class="tabs">${BY.map(([name, label]) => html`<button type="button" aria-pressed=${known === name ? 'true' : 'false'}
      onClick=${() => setQuery({ by: name === 'none' ? null : name })}>${label}</button>`)}</span>
    </div>
    <${Loaded} state=${state} height=${240}>${({ data, advice }) => (!data.some((r) => r.requests > 0)
      ? html`<section class="panel"><${Empty} title="No prompts were counted in this period">
        <p>Prompts are counted where they are compressed or could be. Choose a longer period, or connect a client.</p>
        <a class="button" href=${link('/connect')}>Connect</a></${Empty}></section>`
      : html`${advice.length > 0 && html`<section class="stack" aria-label="Advice">
        <h2>What pays most</h2>${advice.map((a) => html`<${Notice} key=${`${a.code} ${a.name}`}>${a.text}</${Notice}>`)}</section>`}
        ${known === 'none' ? html`<${Whole} row=${data[0]} />` : html`<section class="panel flush"><header>
          <h2>${BY.find(([name]) => name === known)[1]}</h2>
          <${Legend} entries=${Object.keys(PARTS).map((name) => [TONES[name], PARTS[name]])} /></header>
          <${Table} name="context" label="Context" columns=${COLUMNS} rows=${data} id=${(r) => r.label} /></section>`}`)}</${Loaded}>`;
}
