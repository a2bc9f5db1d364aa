// The configuration in force: values, where each comes from, what needs a restart.
import { html, useMemo, useState } from '../lib.js';
import { useLoad } from '../load.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded, Notice } from '../parts/states.js';

const COLUMNS = [
  { key: 'key', title: 'Setting', fixed: true, cell: (s) => html`<code title=${s.description}>${s.key}</code>`, sort: (s) => s.key },
  { key: 'value', title: 'Value', clip: true, cell: (s) => html`<span class="mono" title=${String(s.value)}>${String(s.value ?? '–')}</span>` },
  { key: 'source', title: 'From', cell: (s) => html`<span title=${s.location}>${s.source}</span>`, sort: (s) => s.source },
  { key: 'reload', title: 'Takes effect', cell: (s) => (s.reloadable ? 'at once' : 'at the next start'), sort: (s) => String(s.reloadable) },
];

function Status() {
  const state = useLoad('/status');
  return html`<section class="panel"><h2>Running</h2><${Loaded} state=${state} lines=${3}>${(s) => html`<dl class="facts">
    <dt>Version</dt><dd>${s.version}</dd><dt>Clients connect at</dt><dd class="mono">${s.clients}</dd><dt>Mode</dt><dd>${s.mode}</dd>
    <dt>Connections</dt><dd>${s.connections}</dd><dt>Up</dt>
    <dd>${Math.floor(s.up_seconds / 3600)} h ${Math.floor((s.up_seconds % 3600) / 60)} min</dd><dt>Providers</dt>
    <dd>${s.providers.map((p) => html`<div>${p}</div>`)}</dd>
    </dl>${s.notes.map((n) => html`<${Notice} kind="warning">${n}</${Notice}>`)}`}</${Loaded}></section>`;
}

export function Effective() {
  const state = useLoad('/settings/effective');
  const [text, setText] = useState('');
  const all = Array.isArray(state.data) ? state.data : state.data?.data;
  const rows = useMemo(() => (all ?? []).filter((s) => `${s.key} ${s.source}`.includes(text.trim().toLowerCase())), [all, text]);
  return html`<${Status} /><section class="panel flush"><header><h2>Configuration</h2><span class="more">
    <input type="search" aria-label="Search settings" placeholder="Search settings" value=${text} onInput=${(event) => setText(event.target.value)} /></span>
    </header>
    <${Loaded} state=${state}>${() => html`<${Table} name="settings" label="Configuration in force" columns=${COLUMNS}
      rows=${rows} id=${(s) => s.key} choose=${false} tall empty=${html`<${Empty} title="No setting matches" />`} />`}</${Loaded}>
      </section>`;
}
