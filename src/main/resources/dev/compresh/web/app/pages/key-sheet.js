// One key: figures, change, rotation with an overlap, revocation.
import { html, useState } from '../lib.js';
import { call, withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { link } from '../route.js';
import { inOrg } from '../scope.js';
import { compact, count, money, percent } from '../format.js';
import { Budget } from '../parts/budget.js';
import { Id } from '../parts/copy.js';
import { Confirm, Dialog } from '../parts/dialog.js';
import { Figure, Time } from '../parts/figure.js';
import { Choice, FormError, useSend, values } from '../parts/form.js';
import { Loaded } from '../parts/states.js';
import { toast } from '../parts/toast.js';
import { KeyFields, SHOWN, keyBody } from './key-form.js';
import { KeyOnce } from './key-new.js';

const OVERLAPS = [['0', 'no overlap: at once'], ['1', '1 hour'], ['24', '1 day'], ['168', '7 days']];
const HOUR = 3600e3;

function Edit({ value, path, onDone }) {
  const { busy, error, send } = useSend(async (body) => { await call('PATCH', path, { body }); toast('Saved.'); onDone(); });
  const submit = (event) => { event.preventDefault(); send(keyBody(values(event.target), true)); };
  return html`<form class="form" onSubmit=${submit}><${KeyFields} value=${value} error=${error} /><${FormError} error=${error} shown=${SHOWN} />
    <div class="row"><button class="button primary" disabled=${busy}>Save</button>
      <button type="button" class="button" onClick=${onDone}>Cancel</button></div></form>`;
}

/** A new key like the old one, which then ends by itself. */
function Rotate({ value, path, onDone, onChange }) {
  const [created, setCreated] = useState(null);
  const { busy, error, send } = useSend(async (hours) => {
    const body = { description: value.description, user_id: value.user_id };
    for (const name of ['requests_per_minute', 'mode', 'objective']) if (value[name]) body[name] = value[name];
    if (value.allowed_models.length) body.allowed_models = value.allowed_models;
    if (value.expires_at) body.expires = value.expires_at;
    if (value.spend_cap) { body.spend_cap_micros = value.spend_cap.micros; body.spend_cap_period = value.spend_cap.period; }
    const made = await call('POST', withQuery('/keys', inOrg.value), { body });
    if (hours > 0) await call('PATCH', path, { body: { expires: new Date(Date.now() + hours * HOUR).toISOString() } });
    else await call('DELETE', path);
    setCreated(made);
    onChange();
  });
  if (created) return html`<${KeyOnce} created=${created} note="This is the new key, shown this once. The old one works until the overlap ends." />
    <div><button type="button" class="button" onClick=${onDone}>Done</button></div>`;
  return html`<form class="form" onSubmit=${(event) => { event.preventDefault(); send(Number(values(event.target).hours)); }}>
    <p>Makes a new key with the same limits. The old one goes on working for the overlap, so that clients can be changed one after the other.</p>
    <${Choice} label="Overlap" name="hours" options=${OVERLAPS} value="24" /><${FormError} error=${error} />
    <div class="row"><button class="button primary" disabled=${busy}>Rotate</button>
      <button type="button" class="button" onClick=${onDone}>Cancel</button></div></form>`;
}

const Facts = ({ value: k }) => html`<dl class="facts"><dt>Id</dt><dd><${Id} value=${k.id} whole /></dd><dt>State</dt>
  <dd>${k.state}</dd><dt>Made</dt><dd><${Time} at=${k.created_at} /></dd><dt>Expires</dt><dd><${Time} at=${k.expires_at} /></dd>
  <dt>Last used</dt><dd><${Time} at=${k.last_used_at} /></dd>
  <dt>Requests per minute</dt><dd>${k.requests_per_minute ?? 'default'}</dd><dt>Mode</dt><dd>${k.mode ?? 'default'}</dd>
    <dt>Objective</dt><dd>${k.objective ?? 'default'}</dd><dt>Models</dt>
    <dd>${k.allowed_models.length ? k.allowed_models.join(', ') : 'the organisation\'s'}</dd><dt>Budget</dt><dd>
    <${Budget} cap=${k.spend_cap} /></dd>${k.tags?.length ? html`<dt>Tags</dt><dd>${k.tags.join(', ')}</dd>` : null}</dl>`;

function Found({ value: k, path, reload, onChange }) {
  const [doing, setDoing] = useState(null);
  const done = () => { setDoing(null); reload(); onChange(); };
  const act = useSend(async (method, body) => { await call(method, path, body ? { body } : {}); done(); });
  if (doing === 'edit') return html`<${Edit} value=${k} path=${path} onDone=${done} />`;
  if (doing === 'rotate') return html`<${Rotate} value=${k} path=${path} onDone=${done} onChange=${onChange} />`;
  return html`<div class="figures"><${Figure} label="Spent" value=${money(k.spend_micros)} href=${link('/usage', { key: k.id })} />
    <${Figure} label="Requests" value=${count(k.requests)} href=${link('/requests', { key: k.id })} />
    <${Figure} label="Sent" value=${compact(k.original_tokens)} note="tokens" />
    <${Figure} label="Cut" value=${percent(k.saved_tokens, k.original_tokens)} href=${link('/savings', { key: k.id })} /></div>
    <${Facts} value=${k} /><${FormError} error=${act.error} />
    ${k.state !== 'revoked' && html`<div class="row">
      <button type="button" class="button" onClick=${() => setDoing('edit')}>Change</button>
      <button type="button" class="button" onClick=${() => setDoing('rotate')}>Rotate</button>
      <button type="button" class="button" disabled=${act.busy}
        onClick=${() => act.send('PATCH', { state: k.state === 'deactivated' ? 'active' : 'deactivated' })}>${k.state === 'deactivated' ? 'Activate' : 'Deactivate'}</button>
      <button type="button" class="button danger" onClick=${() => setDoing('revoke')}>Revoke</button></div>`}
    ${doing === 'revoke' && html`<${Confirm} title="Revoke the key"
      text=${`Clients that send “${k.description}” (…${k.last4}) are refused from now on, for good. Its figures remain.`}
      action="Revoke for good" busy=${act.busy} onYes=${() => act.send('DELETE')} onClose=${() => setDoing(null)} />`}`;
}

export function KeySheet({ id, onClose, onChange }) {
  const path = withQuery(`/keys/${encodeURIComponent(id)}`, inOrg.value);
  const state = useLoad(path);
  return html`<${Dialog} title=${state.data?.description ?? 'Key'} kind="sheet" onClose=${onClose}>
    <${Loaded} state=${state} lines=${8}>${(data) => html`<${Found} value=${data} path=${path} reload=${state.reload}
      onChange=${onChange} />`}</${Loaded}></${Dialog}>`;
}
