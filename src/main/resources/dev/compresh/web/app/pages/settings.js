// Settings: one's own sign-ins, password, tokens and theme; for the operator the configuration.
import { html, useState } from '../lib.js';
import { call, me } from '../api.js';
import { useLoad } from '../load.js';
import { theme, chooseTheme } from '../theme.js';
import { Snippet } from '../parts/copy.js';
import { Dialog } from '../parts/dialog.js';
import { Time } from '../parts/figure.js';
import { Choice, FormError, TextField, faultOf, useSend, values } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded } from '../parts/states.js';
import { toast } from '../parts/toast.js';
import { Alerts } from './alerts.js';
import { Effective } from './effective.js';
import { PeekPolicy } from './peek-policy.js';

const EXPIRY = [['30d', '30 days'], ['90d', '90 days'], ['1y', '1 year'], ['never', 'never']];

function Password() {
  const { busy, error, send } = useSend(async (form) => { await call('POST', '/password', { body: values(form) }); toast('Password changed.'); form.reset(); });
  return html`<form class="panel form" onSubmit=${(event) => { event.preventDefault(); send(event.target); }}><h2>Password</h2>
    <input type="hidden" autocomplete="username" value=${me.value.name} />
    <${TextField} label="Current password" name="current_password" type="password" autocomplete="current-password" required
      fault=${faultOf(error, 'current_password')} />
      <${TextField} label="New password" name="new_password" type="password" autocomplete="new-password" required minlength="12" maxlength="256"
        hint="12 characters or more" fault=${faultOf(error, 'new_password')} />
    <${FormError} error=${error} shown=${['current_password', 'new_password']} /><div>
      <button class="button" disabled=${busy}>Change the password</button></div></form>`;
}

const Theme = () => html`<section class="panel"><h2>Appearance</h2>
  <div class="tabs" role="group"
    aria-label="Theme">${[['system', 'As the system'], ['light', 'Light'], ['dark', 'Dark']].map(([name, label]) => html`<button type="button"
    aria-pressed=${theme.value === name ? 'true' : 'false'} onClick=${() => chooseTheme(name)}>${label}</button>`)}</div>
  <p class="muted small">Kept in this browser.</p></section>`;

function NewToken({ onClose }) {
  const [made, setMade] = useState(null);
  const { busy, error, send } = useSend(async (body) => setMade(await call('POST', '/tokens', { body })));
  const roles = ['member', 'admin', 'owner'].slice(0, { member: 1, admin: 2, owner: 3 }[me.value.role]).reverse();
  return html`<${Dialog} title="Create a token" onClose=${onClose}>${made ? html`<div class="stack">
    <p>Copy the token now: it is shown this once.</p><${Snippet} text=${made.token} label="The new token" /><div>
    <button type="button" class="button primary" onClick=${onClose}>Done</button></div></div>`
    : html`<form class="form" onSubmit=${(event) => { event.preventDefault(); send(values(event.target)); }}>
      <${TextField} label="Description" name="description" required maxlength="120" fault=${faultOf(error, 'description')} />
      <div class="pair"><${Choice} label="Role" name="role" options=${roles.map((r) => [r, r])} value=${roles[0]} hint="At most what you may do" />
      <${Choice} label="Expires" name="expires" options=${EXPIRY} value="90d" /></div>
      <${FormError} error=${error} shown=${['description']} /><div class="row">
        <button class="button primary" disabled=${busy}>Create</button>
        <button type="button" class="button" onClick=${onClose}>Cancel</button></div></form>`}</${Dialog}>`;
}

function Tokens() {
  const [making, setMaking] = useState(false);
  const state = useLoad('/tokens');
  const end = useSend(async (id) => { await call('DELETE', `/tokens/${encodeURIComponent(id)}`); toast('Token ended.'); state.reload(); });
  const columns = [
    { key: 'description', title: 'Token', fixed: true, clip: true, cell: (t) => html`<span title=${t.description}>${t.description}</span>` },
      { key: 'last4', title: 'Ends in', cell: (t) => html`<span class="mono">…${t.last4}</span>` },
      { key: 'role', title: 'Role', cell: (t) => t.role },
    { key: 'expires', title: 'Expires', cell: (t) => html`<${Time} at=${t.expires_at} />` },
      { key: 'used', title: 'Last used', cell: (t) => html`<${Time} at=${t.last_used_at} />` },
    { key: 'act', title: 'Action', cell: (t) => (t.revoked_at ? html`<span class="badge">ended</span>`
      : html`<button type="button" class="plain link" onClick=${() => end.send(t.id)}>End</button>`) },
  ];
  return html`<section class="panel flush"><header><h2>Tokens</h2>
    <span class="muted small">For scripts that call the administration API</span><span class="more">
    <button type="button" class="button small" onClick=${() => setMaking(true)}>Create a token</button></span></header>
    <${FormError} error=${end.error} /><${Loaded} state=${state} lines=${3}>${({ data }) => html`<${Table} name="tokens" label="Tokens"
      columns=${columns} rows=${data} choose=${false} empty=${html`<${Empty} title="No tokens">
      <p>A token lets a script do what you may do, without your password.</p></${Empty}>`} />`}</${Loaded}>
    ${making && html`<${NewToken} onClose=${() => { setMaking(false); state.reload(); }} />`}</section>`;
}

function SignIns() {
  const state = useLoad('/sign-ins');
  const end = useSend(async (id) => { await call('DELETE', `/sign-ins/${encodeURIComponent(id)}`); toast('Sign-in ended.'); state.reload(); });
  const columns = [
    { key: 'created', title: 'Signed in', fixed: true, cell: (s) => html`<${Time} at=${s.created_at} />` },
      { key: 'seen', title: 'Last seen', cell: (s) => html`<${Time} at=${s.last_seen_at} />` },
      { key: 'remote', title: 'From', cell: (s) => s.remote },
      { key: 'agent', title: 'Browser', clip: true, cell: (s) => html`<span title=${s.agent}>${s.agent}</span>` },
    { key: 'act', title: 'Action', cell: (s) => (s.current ? html`<span class="badge good">this one</span>`
      : html`<button type="button" class="plain link" onClick=${() => end.send(s.id)}>End</button>`) },
  ];
  return html`<section class="panel flush"><header><h2>Sign-ins</h2></header><${FormError} error=${end.error} />
    <${Loaded} state=${state} lines=${3}>${({ data }) => html`<${Table} name="sign-ins" label="Sign-ins" columns=${columns}
      rows=${data} choose=${false} />`}</${Loaded}>
    </section>`;
}

export default function Settings() {
  return html`<div class="head"><h1>Settings</h1>
    <p class="lead">${me.value.name}, ${me.value.role}${me.value.operator ? ' and operator' : ''}</p></div>
    <div class="columns"><${Password} /><${Theme} /></div><${Tokens} /><${SignIns} />${me.value.role !== 'member' && html`<${Alerts} />`}${me.value.role === 'owner' && html`<${PeekPolicy} />`}${me.value.operator && html`<${Effective} />`}`;
}
