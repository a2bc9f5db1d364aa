// A new key: the form, then the key, shown this once with ready-made lines.
import { html, useEffect, useRef, useState } from '../lib.js';
import { call, me, withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { may } from '../pages.js';
import { inOrg } from '../scope.js';
import { CLIENTS, clientsUrl } from '../snippets.js';
import { CopyButton, Snippet } from '../parts/copy.js';
import { Dialog } from '../parts/dialog.js';
import { Choice, FormError, useSend, values } from '../parts/form.js';
import { KeyFields, SHOWN, keyBody } from './key-form.js';

export function KeyOnce({ created, note }) {
  const state = useLoad(withQuery('/connection', inOrg.value));
  const [id, setId] = useState(CLIENTS[0].id);
  const client = CLIENTS.find((each) => each.id === id);
  const shown = useRef(null);
  useEffect(() => shown.current?.focus(), []); // the field that had the focus is gone
  return html`<div class="stack"><p>${note ?? 'Copy the key now: it is shown this once.'}</p>
    <div class="copyable"><pre ref=${shown} tabindex="0" aria-label="The new key"><code>${created.key}</code></pre>
      <${CopyButton} text=${created.key} label="Copy the key" /></div>
    <${Choice} label="Lines for" options=${CLIENTS.map((each) => [each.id, each.name])} value=${id} onChange=${setId} />
    ${state.data && html`<${Snippet} text=${client.lines(clientsUrl(state.data), created.key)} label=${`Lines for ${client.name}`} />`}</div>`;
}

/** Users that a key can be made for: oneself first. */
function useOwners() {
  const state = useLoad(may(me.value, 'admin') ? withQuery('/users', { ...inOrg.value, limit: 200 }) : null);
  const all = (state.data?.data ?? []).filter((u) => u.state === 'active');
  return [...all.filter((u) => u.id === me.value.user_id), ...all.filter((u) => u.id !== me.value.user_id)];
}

export function NewKey({ onClose }) {
  const [created, setCreated] = useState(null);
  const users = useOwners();
  const { busy, error, send } = useSend(async (body) => setCreated(await call('POST', withQuery('/keys', inOrg.value), { body })));
  const submit = (event) => { event.preventDefault(); send(keyBody(values(event.target), false)); };
  return html`<${Dialog} title=${created ? 'The key is ready' : 'Create a key'} onClose=${onClose}>
    ${created ? html`<${KeyOnce} created=${created} /><div><button type="button" class="button primary" onClick=${onClose}>Done</button></div>`
      : html`<form class="form" onSubmit=${submit}><${KeyFields} error=${error} users=${users} /><${FormError} error=${error} shown=${SHOWN} />
        <div class="row"><button class="button primary" disabled=${busy}>${busy ? 'Creating …' : 'Create'}</button>
          <button type="button" class="button" onClick=${onClose}>Cancel</button></div></form>`}</${Dialog}>`;
}
