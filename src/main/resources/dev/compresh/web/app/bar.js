// The bar at the top: period, organisation and filters, kept in the address.
import { html, useState } from './lib.js';
import { me } from './api.js';
import { useLoad } from './load.js';
import { here, setQuery } from './route.js';
import { FILTERS, PERIODS, period, refreshed } from './scope.js';
import { withQuery } from './api.js';
import { day } from './format.js';
import { opened } from './palette.js';
import { Icon } from './parts/icons.js';
import { Dialog } from './parts/dialog.js';
import { Choice, TextField, values } from './parts/form.js';

function Period() {
  const now = period.value;
  const custom = now.name === 'custom';
  const choose = (value) => (value === 'custom' ? undefined : setQuery({ period: value, from: null, to: null }));
  return html`<select aria-label="Period" value=${now.name} onChange=${(event) => choose(event.target.value)}>
    ${PERIODS.map(([name, label]) => html`<option value=${name} selected=${name === now.name}>${label}</option>`)}
    ${custom && html`<option value="custom" selected>${day(now.from)} – ${day(now.to)}</option>`}</select>`;
}

function Organisation() {
  const list = useLoad(me.value.operator ? '/orgs?limit=200' : null);
  if (!list.data || list.data.data.length < 2) return null;
  const own = me.value.org_id;
  return html`<select aria-label="Organisation"
    onChange=${(event) => setQuery({ org: event.target.value === own ? null : event.target.value, key: null, user: null })}>
    ${list.data.data.map((o) => html`<option value=${o.id} selected=${o.id === (here.value.query.org ?? own)}>${o.name}</option>`)}</select>`;
}

const FIXED = {
  mode: ['off', 'lossless', 'balanced', 'max', 'shadow'], status: ['success', 'client_error', 'server_error', 'broken'],
  depth: ['1', '2', '6', '11', '21', '51', '101'], held_out: ['true', 'false'],
};

/** Values for a filter: seen ones from the API, a fixed list, or free text. */
function Value({ name }) {
  const seen = useLoad(['model', 'provider', 'tag'].includes(name) ? withQuery('/usage/names', { kind: name, from: period.value.from, to: period.value.to, org: here.value.query.org }) : null);
  const keys = useLoad(name === 'key' ? withQuery('/keys', { limit: 200, org: here.value.query.org }) : null);
  const users = useLoad(name === 'user' && me.value.role !== 'member' ? withQuery('/users', { limit: 200, org: here.value.query.org }) : null);
  const known = FIXED[name]?.map((v) => [v, v]) ?? keys.data?.data.map((k) => [k.id, `${k.description} …${k.last4}`]) ?? users.data?.data.map((u) => [u.id, u.name]) ?? seen.data?.data.map((v) => [v, v]);
  return known?.length ? html`<${Choice} label="is" name="value" options=${known} value=${known[0][0]} />` : html`<${TextField}
    label="is" name="value" required />`;
}

function AddFilter({ onClose }) {
  const [name, setName] = useState('model');
  const submit = (event) => { event.preventDefault(); const { value } = values(event.target); if (value) setQuery({ [name]: value }); onClose(); };
  return html`<${Dialog} title="Add a filter" onClose=${onClose}><form class="form" onSubmit=${submit}>
    <${Choice} label="Show only where" value=${name} onChange=${setName}
      options=${Object.entries(FILTERS).map(([each, [, label]]) => [each, label.toLowerCase()])} />
    <${Value} name=${name} key=${name} />
    <div class="row"><button class="button primary">Apply</button>
      <button type="button" class="button" onClick=${onClose}>Cancel</button></div></form></${Dialog}>`;
}

const Chips = () => Object.entries(FILTERS).filter(([name]) => here.value.query[name]).map(([name, [, label]]) => html`<span class="chip" key=${name}>
  <span class="clip" title=${here.value.query[name]}>${label}: ${here.value.query[name]}</span>
  <button type="button" class="plain" aria-label=${`Remove the filter ${label}`} onClick=${() => setQuery({ [name]: null })}>
    <${Icon} name="close" /></button></span>`);

export function Bar({ page }) {
  const [adding, setAdding] = useState(false);
  return html`<div class="bar" role="region" aria-label="Period and filters">
    ${page?.scoped && html`<${Period} />`}
    <${Organisation} />
    ${page?.filtered && html`<${Chips} /><button type="button" class="button quiet" onClick=${() => setAdding(true)}>Add filter</button>`}
    <span class="spacer"></span>
    ${page?.scoped && html`<button type="button" class="button quiet" aria-label="Newer figures" title="Newer figures"
      onClick=${() => { refreshed.value += 1; }}>
      <${Icon} name="refresh" /></button>`}
    <button type="button" class="button small" onClick=${() => { opened.value = true; }}><${Icon} name="search" />
      <span class="wide-only">Search <kbd class="muted">Ctrl K</kbd></span></button>
    ${adding && html`<${AddFilter} onClose=${() => setAdding(false)} />`}
  </div>`;
}
