// One user: role, state, budget, a new one-time password.
import { html, useState } from '../lib.js';
import { call, withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { link } from '../route.js';
import { inOrg } from '../scope.js';
import { Budget } from '../parts/budget.js';
import { Snippet } from '../parts/copy.js';
import { Confirm, Dialog } from '../parts/dialog.js';
import { Time } from '../parts/figure.js';
import { Choice, FormError, TextField, faultOf, useSend, values } from '../parts/form.js';
import { Loaded } from '../parts/states.js';
import { toast } from '../parts/toast.js';

export const ROLES = [['member', 'member: own keys and figures'], ['admin', 'admin: the organisation\'s keys and users'], ['owner', 'owner: everything in the organisation']];

export const Once = ({ name, password, onClose }) => html`<div class="stack"><p>
  <strong>${name}</strong> signs in with this one-time password, and chooses another one then. It is shown this once.</p>
  <${Snippet} text=${password} label="One-time password" /><div>
  <button type="button" class="button primary" onClick=${onClose}>Done</button></div></div>`;

/** The budget of a user, key or organisation, to be changed. */
export function BudgetForm({ path, title }) {
  const state = useLoad(path);
  const save = useSend(async ({ cap, period }) => { await call('PUT', path, { body: { cap_micros: Math.round(Number(cap) * 1e6), period } }); toast('Budget saved.'); state.reload(); });
  const remove = useSend(async () => { await call('DELETE', path); toast('Budget removed.'); state.reload(); });
  return html`<section class="stack"><h2>${title}</h2><${Loaded} state=${state} lines=${2}>${(b) => html`<${Budget} cap=${b} />
    <form class="form" key=${JSON.stringify([b.cap_micros, b.period])} onSubmit=${(event) => { event.preventDefault(); save.send(values(event.target)); }}>
      <div class="pair"><${TextField} label="Cap in USD" name="cap" type="number" min="0" step="0.01" required
        value=${b.cap_micros === null ? '' : b.cap_micros / 1e6} fault=${faultOf(save.error, 'cap_micros')} />
      <${Choice} label="Per" name="period" options=${[['month', 'month'], ['day', 'day'], ['none', 'in all']]} value=${b.period ?? 'month'} />
      </div>
      <${FormError} error=${save.error ?? remove.error} shown=${['cap_micros']} /><div class="row">
        <button class="button" disabled=${save.busy}>Set the budget</button>${b.cap_micros !== null
          && html`<button type="button" class="button" disabled=${remove.busy} onClick=${() => remove.send()}>Remove it</button>`}</div>
        </form>`}</${Loaded}></section>`;
}

function Found({ user: u, path, reload, onChange }) {
  const [doing, setDoing] = useState(null);
  const [made, setMade] = useState(null);
  const edit = useSend(async (body) => { await call('PATCH', path(''), { body }); toast('Saved.'); setDoing(null); reload(); onChange(); });
  const reset = useSend(async () => { setMade(await call('POST', path('/reset-password'))); setDoing(null); });
  if (made) return html`<${Once} name=${made.name} password=${made.one_time_password} onClose=${() => { setMade(null); reload(); }} />`;
  return html`<dl class="facts"><dt>Role</dt><dd>${u.role}${u.operator ? ', operator' : ''}</dd><dt>State</dt><dd>${u.state}</dd>
    <dt>Since</dt><dd><${Time} at=${u.created_at} /></dd><dt>Last sign-in</dt><dd><${Time} at=${u.last_sign_in_at} /></dd></dl>
    <div class="row"><a class="button" href=${link('/keys', { user: u.id })}>Keys</a>
      <a class="button" href=${link('/usage', { user: u.id })}>Usage</a></div>
    <form class="form" onSubmit=${(event) => { event.preventDefault(); edit.send(values(event.target)); }}>
      <${Choice} label="Role" name="role" options=${ROLES} value=${u.role} /><div>
      <button class="button" disabled=${edit.busy}>Change the role</button></div></form>
    <${FormError} error=${edit.error ?? reset.error} />
    <${BudgetForm} title="Budget over all keys" path=${withQuery(`/budgets/users/${encodeURIComponent(u.id)}`, inOrg.value)} />
    <div class="row"><button type="button" class="button" onClick=${() => setDoing('reset')}>New one-time password</button>
      <button type="button" class="button danger" disabled=${edit.busy}
        onClick=${() => (u.state === 'active' ? setDoing('stop') : edit.send({ state: 'active' }))}>${u.state === 'active' ? 'Deactivate' : 'Activate'}</button>
      </div>
    ${doing === 'reset' && html`<${Confirm} title="New one-time password"
      text=${`${u.name} is signed out everywhere, and their tokens end.`} action="Make one" busy=${reset.busy} onYes=${() => reset.send()}
      onClose=${() => setDoing(null)} />`}
    ${doing === 'stop' && html`<${Confirm} title="Deactivate the user"
      text=${`${u.name} is signed out, and their keys are refused until they are active again.`} action="Deactivate" busy=${edit.busy}
      onYes=${() => edit.send({ state: 'deactivated' })} onClose=${() => setDoing(null)} />`}`;
}

export function UserSheet({ id, onClose, onChange }) {
  const path = (more) => withQuery(`/users/${encodeURIComponent(id)}${more}`, inOrg.value);
  const state = useLoad(path(''));
  return html`<${Dialog} title=${state.data?.name ?? 'User'} kind="sheet" onClose=${onClose}>
    <${Loaded} state=${state} lines=${6}>${(data) => html`<${Found} user=${data} path=${path} reload=${state.reload}
      onChange=${onChange} />`}</${Loaded}></${Dialog}>`;
}
