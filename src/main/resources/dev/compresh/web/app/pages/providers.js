// Providers: health, last error, test, keys, adding one.
import { html, useState } from '../lib.js';
import { call, me, withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { here, setQuery } from '../route.js';
import { inOrg } from '../scope.js';
import { Confirm, Dialog } from '../parts/dialog.js';
import { Time } from '../parts/figure.js';
import { Choice, FormError, TextField, faultOf, useSend, values } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded, Notice } from '../parts/states.js';
import { toast } from '../parts/toast.js';

function Health({ provider: p }) {
  if (!p.active) return html`<span class="badge">off</span>`;
  if (p.cooling_seconds > 0) return html`<span class="badge bad">cooling down, ${p.cooling_seconds} s</span>`;
  return p.failures > 0 ? html`<span class="badge warn">${p.failures} failures in a row</span>` : html`<span class="badge good">healthy</span>`;
}

const COLUMNS = [
  { key: 'name', title: 'Provider', fixed: true, clip: true, cell: (p) => p.name, sort: (p) => p.name },
  { key: 'kind', title: 'Kind', cell: (p) => p.fields.kind ?? 'openai', sort: (p) => p.fields.kind },
  { key: 'url', title: 'Address', clip: true, cell: (p) => html`<span
    title=${p.fields.base_url}>${p.fields.base_url ?? p.fields['base-url'] ?? 'its own'}</span>` },
  { key: 'health', title: 'Health', cell: (p) => html`<${Health} provider=${p} />`, sort: (p) => p.cooling_seconds },
  { key: 'key', title: 'Stored key', cell: (p) => html`<${Time} at=${p.own_key_set_at ?? p.key_set_at} none="none" />` },
  { key: 'source', title: 'From', cell: (p) => (p.source === 'config' ? 'configuration' : 'dashboard'), sort: (p) => p.source },
];

function New({ kinds, onClose }) {
  const { busy, error, send } = useSend(async (given) => {
    const { kind, name, base_url: url, key, local, own } = given;
    await call('POST', withQuery('/providers', inOrg.value), { body: { name, kind, ...(url ? { base_url: url } : {}), ...(key ? { key } : {}), ...(local ? { local: true } : {}), ...(own || !me.value.operator ? { own: true } : {}) } });
    toast('Added.');
    onClose();
  });
  return html`<${Dialog} title="Add a provider" onClose=${onClose}>
    <form class="form" onSubmit=${(event) => { event.preventDefault(); send(values(event.target)); }}>
    <${TextField} label="Name" name="name" required maxlength="60" hint="What routes and figures call it" fault=${faultOf(error, 'name')} />
    <${Choice} label="Kind" name="kind" options=${kinds} value="openai" fault=${faultOf(error, 'kind')} />
    <${TextField} label="Base URL" name="base_url" type="url" placeholder="https://host/v1" hint="Empty for the vendor's own address"
      fault=${faultOf(error, 'base_url')} />
    <${TextField} label="Key" name="key" type="password" autocomplete="off" hint="Stored encrypted, never shown again" fault=${faultOf(error, 'key')} />
    ${me.value.operator && html`<label class="check">
      <input type="checkbox" name="local" value="yes" />On a private network</label><label class="check">
      <input type="checkbox" name="own" value="yes" />For this organisation alone</label>`}
    <${FormError} error=${error} shown=${['name', 'kind', 'base_url', 'key']} /><div class="row">
      <button class="button primary" disabled=${busy}>Add</button>
      <button type="button" class="button" onClick=${onClose}>Cancel</button></div></form></${Dialog}>`;
}

function SetKey({ path, onDone }) {
  const { busy, error, send } = useSend(async ({ key, own }) => { await call('PUT', path('/key'), { body: { key, ...(own || !me.value.operator ? { own: true } : {}) } }); toast('Key stored.'); onDone(); });
  return html`<form class="form" onSubmit=${(event) => { event.preventDefault(); send(values(event.target)); }}>
    <${TextField} label="New key" name="key" type="password" autocomplete="off" required fault=${faultOf(error, 'key')}
      hint="Stored encrypted, never shown again" />
    ${me.value.operator && html`<label class="check">
      <input type="checkbox" name="own" value="yes" />For this organisation's requests alone</label>`}<${FormError} error=${error} shown=${['key']} />
      <div><button class="button" disabled=${busy}>Store the key</button></div></form>`;
}

function Sheet({ provider: p, onClose, reload }) {
  const path = (more = '') => withQuery(`/providers/${encodeURIComponent(p.name)}${more}`, inOrg.value);
  const [result, setResult] = useState(null);
  const [removing, setRemoving] = useState(false);
  const test = useSend(async () => setResult(await call('POST', path('/test'))));
  const remove = useSend(async () => { await call('DELETE', path()); toast('Removed.'); onClose(); reload(); });
  const forget = useSend(async () => { await call('DELETE', withQuery(`/providers/${encodeURIComponent(p.name)}/key`, { ...inOrg.value, ...(p.own_key_set_at ? { own: 'true' } : {}) })); toast('Stored key forgotten.'); reload(); });
  return html`<${Dialog} title=${p.name} kind="sheet" onClose=${onClose}>
    <div class="row"><${Health} provider=${p} />
      <button type="button" class="button small" disabled=${test.busy} onClick=${() => test.send()}>${test.busy ? 'Asking …' : 'Test'}</button>
      </div>
    ${result && html`<${Notice} kind=${result.reached && result.status < 400 ? '' : 'error'}>${result.status ? `${result.status}: ` : ''}${result.message}</${Notice}>`}<${FormError}
      error=${test.error ?? remove.error ?? forget.error} />
    <dl class="facts">${Object.entries(p.fields).filter(([, value]) => value !== '' && !(Array.isArray(value) && !value.length)).map(([name, value]) => html`<dt>${name}</dt>
      <dd class="mono">${typeof value === 'string' ? value : JSON.stringify(value)}</dd>`)}<dt>From</dt>
      <dd>${p.source === 'config' ? 'the configuration file or the environment; change it there' : 'the dashboard or the API'}</dd></dl>
    <${SetKey} path=${path} onDone=${reload} />
    <div class="row">${(p.key_set_at || p.own_key_set_at) && html`<button type="button" class="button" disabled=${forget.busy}
      onClick=${() => forget.send()}>Forget the stored key</button>`}${p.source === 'store' && html`<button type="button" class="button danger"
      onClick=${() => setRemoving(true)}>Remove</button>`}</div>
    ${removing && html`<${Confirm} title="Remove the provider"
      text=${`Requests no longer go to ${p.name}, and its stored keys are forgotten.`} action="Remove" busy=${remove.busy}
      onYes=${() => remove.send()} onClose=${() => setRemoving(false)} />`}</${Dialog}>`;
}

export default function Providers() {
  const [adding, setAdding] = useState(false);
  const state = useLoad(withQuery('/providers', inOrg.value));
  const kinds = useLoad('/provider-kinds').data?.data.map((k) => [k.name, k.title]) ?? [];
  const shown = state.data?.data.find((p) => p.name === here.value.query.open);
  return html`<div class="head"><h1>Providers</h1>
    <button type="button" class="button primary" onClick=${() => setAdding(true)}>Add a provider</button>
    <p class="lead">Where requests go. Health is that of the instance that answers this page.</p></div>
    <section class="panel flush"><${Loaded} state=${state}>${({ data }) => html`<${Table} name="providers" label="Providers"
      columns=${COLUMNS} rows=${data} id=${(p) => p.name} onOpen=${(p) => setQuery({ open: p.name })} empty=${html`<${Empty}
      title="No providers">
      <p>Without one, requests go to the simulated provider.</p></${Empty}>`} />`}</${Loaded}></section>
    ${adding && html`<${New} kinds=${kinds} onClose=${() => { setAdding(false); state.reload(); }} />`}
    ${shown && html`<${Sheet} provider=${shown} reload=${state.reload} onClose=${() => setQuery({ open: null }, { replace: true })} />`}`;
}
