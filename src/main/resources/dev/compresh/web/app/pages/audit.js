// Audit: who did what, when, from where.
import { html } from '../lib.js';
import { me, withQuery } from '../api.js';
import { usePages } from '../load.js';
import { here, setQuery } from '../route.js';
import { inOrg } from '../scope.js';
import { Table } from '../parts/table.js';
import { Id } from '../parts/copy.js';
import { Time } from '../parts/figure.js';
import { Empty, Loaded } from '../parts/states.js';

const detail = (e) => Object.entries(e.detail).map(([name, value]) => `${name} ${value}`).join(', ');

const COLUMNS = [
  { key: 'time', title: 'Time', fixed: true, cell: (e) => html`<${Time} at=${e.time} />`, sort: (e) => e.time },
  { key: 'actor', title: 'Who', clip: true, cell: (e) => html`<span title=${e.actor_id}>${e.actor_name || e.actor_id}</span>`, sort: (e) => e.actor_name },
  { key: 'action', title: 'What', cell: (e) => html`<code>${e.action}</code>`, sort: (e) => e.action },
  { key: 'object', title: 'To what', cell: (e) => html`${e.object_type} ${e.object_id && html`<${Id} value=${e.object_id} />`}` },
  { key: 'detail', title: 'Details', clip: true, cell: (e) => html`<span title=${detail(e)}>${detail(e)}</span>` },
  { key: 'via', title: 'By', cell: (e) => e.via, sort: (e) => e.via },
  { key: 'remote', title: 'From', cell: (e) => e.remote, sort: (e) => e.remote },
];

export default function AuditLog() {
  const { action, all } = here.value.query;
  const state = usePages(withQuery('/audit', { ...inOrg.value, action, all, limit: 50 }));
  const find = (event) => { event.preventDefault(); setQuery({ action: event.target.elements.action.value.trim() || null }); };
  return html`<div class="head"><h1>Audit</h1><form class="row" onSubmit=${find}>
    <input name="action" type="search" aria-label="Action" placeholder="Action, such as key.create" key=${action ?? ''} defaultValue=${action ?? ''} style=${{ width: '230px' }} />
    <button class="button">Find</button></form>
      ${me.value.operator && html`<label class="check">
        <input type="checkbox" checked=${all === 'true'} onChange=${() => setQuery({ all: all === 'true' ? null : 'true' })} />All organisations</label>`}</div>
    <section class="panel flush"><${Loaded} state=${state} lines=${8}>${(rows) => html`<${Table} name="audit"
      label="Audit log, latest first" columns=${COLUMNS} rows=${rows} more=${state.more} busy=${state.busy} empty=${html`<${Empty}
      title="No entry matches">
      <p>Every change and every sign-in has a line here.</p></${Empty}>`} />`}</${Loaded}></section>`;
}
