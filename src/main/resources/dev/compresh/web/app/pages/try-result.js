// What a replay came to: bills, depth, stages and the ten largest cuts.
import { html, useState } from '../lib.js';
import { compact, count, money, percent } from '../format.js';
import { layer } from '../words.js';
import { Bars, Legend } from '../parts/bars.js';
import { Table } from '../parts/table.js';
import { CutPair } from './cuts.js';

const RULES = { no_cache: 'No cache', openai: 'OpenAI\'s cache', anthropic_5m: 'Anthropic, 5 min', anthropic_1h: 'Anthropic, 1 h' };
const BETTER = ['balanced', 'lossless', 'max', 'off'];
const depthName = (d) => (d.to === null || d.to === undefined ? `Turn ${d.from}+` : d.from === d.to ? `Turn ${d.from}` : `Turns ${d.from}–${d.to}`);
const modeName = (m) => (m.objective && m.mode !== 'off' ? `${m.mode}, ${m.objective}` : m.mode);

const bill = (mode, rules) => mode.bills.find((b) => b.rules === rules);
const net = (b) => html`<span class=${b.net_micros < 0 ? 'lost' : 'saved'}
  title=${`Paid ${money(b.paid_micros)}, uncompressed ${money(b.raw_micros)}`}>${money(b.paid_micros)} (${b.net_micros < 0 ? '+' : '−'}${Math.abs(b.percent).toFixed(0)} %)</span>`;

function Bills({ modes }) {
  const rules = [...new Set(modes.flatMap((m) => m.bills.map((b) => b.rules)))];
  const columns = [
    { key: 'mode', title: 'Mode', fixed: true, cell: modeName },
    { key: 'tokens', title: 'Tokens forwarded', num: true, cell: (m) => compact(m.optimized_tokens), sort: (m) => m.optimized_tokens },
    { key: 'cut', title: 'Cut', num: true, cell: (m) => percent(m.saved_tokens, m.original_tokens), sort: (m) => m.saved_tokens },
    ...rules.map((r) => ({ key: r, title: RULES[r] ?? r, num: true, cell: (m) => (bill(m, r) ? net(bill(m, r)) : '–'), sort: (m) => bill(m, r)?.paid_micros })),
  ];
  return html`<section class="panel flush"><header><h2>The bill</h2>
    <span class="muted small">Input, under each provider's cache rules; in brackets against uncompressed</span></header>
    <${Table} name="bills" label="Bill by mode" columns=${columns} rows=${modes} id=${modeName} choose=${false} /></section>`;
}

function Mode({ mode }) {
  return html`<div class="columns"><section class="panel"><header><h2>By depth</h2><span class="more">
    <${Legend} entries=${[['soft', 'sent'], ['c1', 'forwarded']]} /></span></header>
      <${Bars} lines=${mode.depth.map((d) => ({ key: d.from, label: depthName(d), parts: [{ value: d.original_tokens, tone: 'soft' }, { value: d.optimized_tokens, tone: 'c1' }], text: percent(d.original_tokens - d.optimized_tokens, d.original_tokens) }))} />
        </section>
    <section class="panel"><header><h2>By stage</h2>
      </header>${mode.layers.length ? html`<${Bars}
        lines=${mode.layers.map((l) => ({ label: layer(l.layer), parts: [{ value: l.saved_tokens, tone: 'c1' }], text: compact(l.saved_tokens) }))} />`
        : html`<p class="muted">This mode cuts nothing.</p>`}</section>
      </div>`;
}

const Cuts = ({ cuts }) => html`<section class="panel"><header><h2>The largest cuts</h2>
  </header>${cuts.map((c, i) => html`<details key=${i} open=${i === 0}>
  <summary>${c.tool || `Message ${c.message}`}: ${layer(c.layer)}, ${count(c.saved_tokens)} tokens</summary>
  <${CutPair} before=${c.before} after=${c.after} cuts=${[c]} /></details>`)}</section>`;

const Files = ({ files }) => html`<details class="panel">
  <summary>${count(files.length)} files, ${count(files.reduce((sum, f) => sum + f.requests, 0))} requests</summary>
  <ul>${files.map((f) => html`<li>
    <span class="mono">${f.name}</span>: ${f.format}, ${count(f.conversations)} conversations, ${count(f.requests)} requests${f.skipped_lines
    ? html`, <span class="warn">${count(f.skipped_lines)} lines skipped</span>` : ''}</li>`)}</ul></details>`;

export function Result({ result }) {
  const best = [...result.modes].sort((a, b) => BETTER.indexOf(a.mode) - BETTER.indexOf(b.mode))[0];
  const [chosen, choose] = useState(best);
  const most = [...(best?.bills ?? [])].sort((a, b) => b.net_micros - a.net_micros)[0];
  return html`${most && html`<p class="lede">${RULES[most.rules] ?? most.rules}, mode ${best.mode}: <strong>${money(most.paid_micros)}</strong> instead of <strong>${money(most.raw_micros)}</strong> of input, ${most.net_micros < 0
    ? html`<strong class="lost">${money(-most.net_micros)} more</strong>`
    : html`<strong class="saved">${money(most.net_micros)} saved (${most.percent.toFixed(0)} %)</strong>`}</p>`}
    <${Files} files=${result.files} /><${Bills} modes=${result.modes} />
    <div class="tabs" role="group" aria-label="Mode">${result.modes.map((m) => html`<button type="button"
      aria-pressed=${m === chosen ? 'true' : 'false'} onClick=${() => choose(m)}>${modeName(m)}</button>`)}</div>
    ${chosen && html`<${Mode} mode=${chosen} />`}${result.cuts.length > 0 && html`<${Cuts} cuts=${result.cuts} />`}`;
}
