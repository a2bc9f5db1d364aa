// Models: search, prices with their source, own prices, aliases, maintenance.
import { html, useMemo, useState } from '../lib.js';
import { call, me } from '../api.js';
import { useLoad } from '../load.js';
import { here, setQuery } from '../route.js';
import { compact, count } from '../format.js';
import { Dialog } from '../parts/dialog.js';
import { FormError, TextField, faultOf, useSend, values } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded, Notice } from '../parts/states.js';
import { toast } from '../parts/toast.js';

const MOST = 50;
const SOURCES = { known: 'shipped', config: 'configuration', store: 'set here' };
const PRICES = [['input', 'Input'], ['cache_read', 'Cache read'], ['cache_write', 'Cache write'], ['output', 'Output']];
const usd = (v) => (v === undefined || v === null ? '–' : `$${Number(v).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`);
const hasPrice = (m) => m.prices && Object.keys(m.prices).length > 0;

const COLUMNS = [
  { key: 'id', title: 'Model', fixed: true, clip: true, cell: (m) => html`<span title=${m.name}>${m.id}</span>`, sort: (m) => m.id },
  { key: 'vendor', title: 'Vendor', cell: (m) => m.vendor || '–', sort: (m) => m.vendor },
  { key: 'type', title: 'Type', optional: true, cell: (m) => m.type, sort: (m) => m.type },
  { key: 'window', title: 'Window', num: true, hint: 'Context length in tokens', cell: (m) => (m.context_length ? compact(m.context_length) : '–'), sort: (m) => m.context_length },
  ...PRICES.map(([name, label]) => ({ key: name, title: label, num: true, optional: name.startsWith('cache_w'), hint: 'USD per million tokens', cell: (m) => (hasPrice(m) ? usd(m.prices[name])
    : html`<span class="warn" title="Requests count as costing nothing">no price</span>`), sort: (m) => m.prices?.[name] })),
  { key: 'aliases', title: 'Aliases', clip: true, cell: (m) => m.aliases.join(', ') },
  { key: 'source', title: 'Prices from', cell: (m) => SOURCES[m.source] ?? m.source, sort: (m) => m.source },
  { key: 'state', title: 'State', cell: (m) => (m.maintenance ? html`<span class="badge warn">maintenance</span>` : ''), sort: (m) => String(m.maintenance) },
];

function Sheet({ model: m, onClose, reload }) {
  const path = `/models/${encodeURIComponent(m.id)}`;
  const save = useSend(async (given) => {
    const prices = { ...m.prices };
    for (const [name] of PRICES) { if (given[name] !== undefined) prices[name] = Number(given[name]); else delete prices[name]; }
    const aliases = (given.aliases ?? '').split(/[\s,]+/).filter(Boolean);
    await call('PATCH', path, { body: { ...(Object.keys(prices).length ? { prices } : {}), aliases, maintenance: given.maintenance === 'yes' } });
    toast('Saved.');
    reload();
  });
  const forget = useSend(async () => { await call('DELETE', path); toast('Back to the shipped facts.'); reload(); });
  return html`<${Dialog} title=${m.id} kind="sheet" onClose=${onClose}>
    <dl class="facts"><dt>Name</dt><dd>${m.name}</dd><dt>Vendor</dt><dd>${m.vendor || 'not known'}</dd><dt>Type</dt>
      <dd>${m.type}</dd><dt>Window</dt><dd>${m.context_length ? `${count(m.context_length)} tokens` : 'not known'}</dd>
      <dt>Longest answer</dt><dd>${m.max_output ? `${count(m.max_output)} tokens` : 'not known'}</dd>
      <dt>Capabilities</dt><dd>${m.capabilities.join(', ') || 'none known'}</dd><dt>Served by</dt>
        <dd>${m.routes.length ? m.routes.map((r) => `${r.provider} as ${r.model}`).join(', ') : 'the provider that its name tells'}</dd>
        <dt>Facts from</dt><dd>${SOURCES[m.source] ?? m.source}</dd></dl>
    ${!hasPrice(m) && html`<${Notice} kind="warning">No price is known. Requests to this model count as costing nothing, and prepaid organisations are refused.</${Notice}>`}
    ${me.value.operator ? html`<form class="form" key=${JSON.stringify(m)} onSubmit=${(event) => { event.preventDefault(); save.send(values(event.target)); }}>
      <h3>Prices in USD per million tokens</h3>
        <div class="pair">${PRICES.map(([name, label]) => html`<${TextField} label=${label} name=${name} type="number" min="0" step="any"
          value=${m.prices?.[name] ?? ''} fault=${faultOf(save.error, `prices.${name}`)} />`)}</div>
      <${TextField} label="Aliases" name="aliases" value=${m.aliases.join(', ')}
        hint="Other names that clients may use, separated by commas" fault=${faultOf(save.error, 'aliases')} />
      <label class="check"><input type="checkbox" name="maintenance"
        value="yes" defaultChecked=${m.maintenance} />In maintenance: not listed, requests are refused</label>
      <${FormError} error=${save.error ?? forget.error} /><div class="row">
        <button class="button primary" disabled=${save.busy}>Save</button>${m.source === 'store' && html`<button type="button" class="button" disabled=${forget.busy}
          onClick=${() => forget.send()}>Forget what was set here</button>`}</div>
        </form>`
      : html`<dl class="facts">${PRICES.map(([name, label]) => html`<dt>${label}</dt>
        <dd>${usd(m.prices?.[name])} per million</dd>`)}</dl>`}</${Dialog}>`;
}

const matches = (m, text) => !text || [m.id, m.name, m.vendor, ...m.aliases].some((each) => String(each).toLowerCase().includes(text));

export default function Models() {
  const state = useLoad('/models');
  const [text, setText] = useState('');
  const [most, setMost] = useState(MOST);
  const all = state.data?.data;
  const found = useMemo(() => (all ?? []).filter((m) => matches(m, text.trim().toLowerCase())), [all, text]);
  const rows = useMemo(() => found.slice(0, most), [found, most]);
  const shown = all?.find((m) => m.id === here.value.query.open);
  return html`<div class="head"><h1>Models</h1>
    <input type="search" aria-label="Search models" placeholder="Search models" style=${{ width: '260px' }} value=${text}
      onInput=${(event) => { setText(event.target.value); setMost(MOST); }} />
    <p class="lead">What clients can ask for, and at which prices. USD per million tokens.</p></div>
    <section class="panel flush"><${Loaded} state=${state} lines=${8}>${() => html`<${Table} name="models" label="Models" columns=${COLUMNS}
      rows=${rows} more=${found.length > most ? () => setMost(most + MOST) : null} onOpen=${(m) => setQuery({ open: m.id })}
      empty=${html`<${Empty} title="No model matches" />`} />`}</${Loaded}>
      </section>
    ${shown && html`<${Sheet} model=${shown} reload=${state.reload} onClose=${() => setQuery({ open: null }, { replace: true })} />`}`;
}
