// Alerts: where they are sent, and what was raised lately.
import { html, useState } from '../lib.js';
import { call, me, withQuery } from '../api.js';
import { useLoad, usePages } from '../load.js';
import { inOrg } from '../scope.js';
import { Snippet } from '../parts/copy.js';
import { Confirm, Dialog } from '../parts/dialog.js';
import { Time } from '../parts/figure.js';
import { Choice, FormError, TextField, faultOf, useSend, values } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded } from '../parts/states.js';
import { toast } from '../parts/toast.js';

const WAYS = [['webhook', 'Signed webhook'], ['slack', 'Slack-compatible webhook'], ['email', 'E-mail']];
const KINDS = {
  budget_threshold: 'Budget at 50, 80 or 100 %', provider_down: 'Provider down', error_rate: 'Many errors', net_saving_negative: 'Saving below zero',
  price_missing: 'Price missing', key_expires: 'Key about to expire',
};
const kind = (name) => KINDS[name] ?? name;
const channelPath = (id, rest = '') => withQuery(`/alert-channels/${encodeURIComponent(id)}${rest}`, inOrg.value);

function NewChannel({ onClose }) {
  const [made, setMade] = useState(null);
  const [way, setWay] = useState('webhook');
  const { busy, error, send } = useSend(async (form) => {
    const kinds = new FormData(form).getAll('kinds');
    const { name, address, scope } = values(form);
    const added = await call('POST', withQuery('/alert-channels', inOrg.value), { body: { kind: way, name, address, kinds, ...(scope ? { scope } : {}) } });
    if (added.secret) setMade(added); else { toast('Channel added.'); onClose(); }
  });
  return html`<${Dialog} title="Add a channel" onClose=${onClose}>${made ? html`<div class="stack">
    <p>Copy the secret now: it is shown this once. It signs each call in the header X-Compresh-Signature.</p>
    <${Snippet} text=${made.secret} label="The secret" /><div>
    <button type="button" class="button primary" onClick=${onClose}>Done</button></div></div>`
    : html`<form class="form" onSubmit=${(event) => { event.preventDefault(); send(event.target); }}>
      <div class="pair"><${Choice} label="Sent as" name="kind" options=${WAYS} value=${way} onChange=${setWay} />
        <${TextField} label="Name" name="name" required maxlength="120" fault=${faultOf(error, 'name')} /></div>
      <${TextField} label=${way === 'email' ? 'E-mail address' : 'Address'} name="address" required maxlength="500"
        type=${way === 'email' ? 'email' : 'url'} hint=${way === 'email' ? undefined : 'https://…'} fault=${faultOf(error, 'address')} />
      <fieldset class="field"><legend>Alerts (none chosen: all)</legend>${Object.entries(KINDS).map(([value, label]) => html`<label
        class="check"><input type="checkbox" name="kinds" value=${value} />${label}</label>`)}</fieldset>
      ${me.value.operator && html`<label class="check"><input type="checkbox" name="scope" value="installation" />Also alerts of the
        installation and of all organisations</label>`}
      <${FormError} error=${error} shown=${['name', 'address']} /><div class="row">
        <button class="button primary" disabled=${busy}>Add</button>
        <button type="button" class="button" onClick=${onClose}>Cancel</button></div></form>`}</${Dialog}>`;
}

function Channels() {
  const [making, setMaking] = useState(false);
  const [removing, setRemoving] = useState(null);
  const state = useLoad(withQuery('/alert-channels', inOrg.value));
  const test = useSend(async (id) => {
    const result = await call('POST', channelPath(id, '/test'));
    toast(result.sent ? 'A test was sent.' : `The test could not be sent: ${result.error}.`);
  });
  const remove = useSend(async (id) => { await call('DELETE', channelPath(id)); toast('Channel removed.'); setRemoving(null); state.reload(); });
  const columns = [
    { key: 'name', title: 'Channel', fixed: true, clip: true, cell: (c) => html`<span title=${c.name}>${c.name}</span>` },
    { key: 'kind', title: 'Sent as', cell: (c) => Object.fromEntries(WAYS)[c.kind] ?? c.kind },
    { key: 'address', title: 'To', clip: true, cell: (c) => html`<span title=${c.address}>${c.address}</span>` },
    { key: 'kinds', title: 'Alerts', clip: true, cell: (c) => (c.kinds.length ? c.kinds.map(kind).join(', ') : 'all') },
    { key: 'scope', title: 'Of', cell: (c) => c.scope },
    { key: 'act', title: 'Action', cell: (c) => html`<span class="row"><button type="button" class="plain link" disabled=${test.busy}
      onClick=${() => test.send(c.id)}>Test</button><button type="button" class="plain link"
      onClick=${() => setRemoving(c)}>Remove</button></span>` },
  ];
  return html`<section class="panel flush"><header><h2>Alert channels</h2>
    <span class="muted small">Each alert is sent once per period</span><span class="more">
    <button type="button" class="button small" onClick=${() => setMaking(true)}>Add a channel</button></span></header>
    <${FormError} error=${test.error ?? remove.error} /><${Loaded} state=${state} lines=${3}>${({ data }) => html`<${Table}
      name="alert-channels" label="Alert channels" columns=${columns} rows=${data} choose=${false}
      empty=${html`<${Empty} title="No channels"><p>A channel tells you of a used-up budget, a failing provider or a key about to expire.</p></${Empty}>`} />`}</${Loaded}>
    ${making && html`<${NewChannel} onClose=${() => { setMaking(false); state.reload(); }} />`}
    ${removing && html`<${Confirm} title="Remove the channel" text=${`Alerts are no longer sent to '${removing.name}'.`} action="Remove"
      busy=${remove.busy} onYes=${() => remove.send(removing.id)} onClose=${() => setRemoving(null)} />`}</section>`;
}

const RAISED = [
  { key: 'time', title: 'Time', fixed: true, cell: (a) => html`<${Time} at=${a.raised_at} />` },
  { key: 'kind', title: 'Alert', cell: (a) => kind(a.kind) },
  { key: 'message', title: 'Message', clip: true, cell: (a) => html`<span title=${a.message}>${a.message}</span>` },
  { key: 'sent', title: 'Sent', num: true, cell: (a) => `${a.sent}${a.pending ? `, ${a.pending} waiting` : ''}${a.failed ? `, ${a.failed} failed` : ''}` },
];

export function Alerts() {
  const raised = usePages(withQuery('/alerts', { ...inOrg.value, limit: 20, ...(me.value.operator ? { all: true } : {}) }));
  return html`<${Channels} /><section class="panel flush"><header><h2>Alerts</h2></header>
    <${Loaded} state=${raised}>${(rows) => html`<${Table} name="alerts" label="Alerts, latest first" columns=${RAISED} rows=${rows}
      choose=${false} more=${raised.more} busy=${raised.busy} empty=${html`<${Empty} title="No alerts so far" />`} />`}</${Loaded}></section>`;
}
