// People: users with roles and budgets; organisations for the operator.
import { html, useState } from '../lib.js';
import { call, me, withQuery } from '../api.js';
import { useLoad, usePages } from '../load.js';
import { here, setQuery } from '../route.js';
import { inOrg } from '../scope.js';
import { Dialog } from '../parts/dialog.js';
import { Time } from '../parts/figure.js';
import { Choice, FormError, TextField, faultOf, useSend, values } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded } from '../parts/states.js';
import { Once, ROLES, UserSheet } from './user-sheet.js';

const USERS = [
  { key: 'name', title: 'User', fixed: true, clip: true, cell: (u) => html`<span title=${u.name}>${u.name}</span>`, sort: (u) => u.name.toLowerCase() },
  { key: 'role', title: 'Role', cell: (u) => `${u.role}${u.operator ? ', operator' : ''}`, sort: (u) => u.role },
  { key: 'state', title: 'State', cell: (u) => html`<span class=${`badge ${u.state === 'active' ? 'good' : 'warn'}`}>${u.state}</span>`, sort: (u) => u.state },
  { key: 'seen', title: 'Last sign-in', cell: (u) => html`<${Time} at=${u.last_sign_in_at} />`, sort: (u) => u.last_sign_in_at },
  { key: 'made', title: 'Since', cell: (u) => html`<${Time} at=${u.created_at} />`, sort: (u) => u.created_at },
];

const ORGS = [
  { key: 'name', title: 'Organisation', fixed: true, clip: true, cell: (o) => o.name, sort: (o) => o.name.toLowerCase() },
  { key: 'state', title: 'State', cell: (o) => html`<span class=${`badge ${o.state === 'active' ? 'good' : 'warn'}`}>${o.state}</span>` },
  { key: 'models', title: 'Models', clip: true, cell: (o) => (o.allowed_models.length ? o.allowed_models.join(', ') : 'all') },
  { key: 'made', title: 'Since', cell: (o) => html`<${Time} at=${o.created_at} />` },
];

function NewUser({ onClose }) {
  const [made, setMade] = useState(null);
  const { busy, error, send } = useSend(async (body) => setMade(await call('POST', withQuery('/users', inOrg.value), { body })));
  return html`<${Dialog} title="Add a user" onClose=${onClose}>${made ? html`<${Once} name=${made.name} password=${made.one_time_password}
    onClose=${onClose} />` : html`<form class="form" onSubmit=${(event) => { event.preventDefault(); send(values(event.target)); }}>
    <${TextField} label="Name" name="name" required maxlength="100" hint="What they sign in with" fault=${faultOf(error, 'name')} />
      <${Choice} label="Role" name="role" options=${ROLES} value="member" fault=${faultOf(error, 'role')} />
    <${FormError} error=${error} shown=${['name', 'role']} /><div class="row">
      <button class="button primary" disabled=${busy}>Add</button>
      <button type="button" class="button" onClick=${onClose}>Cancel</button></div></form>`}</${Dialog}>`;
}

function NewOrg({ onClose }) {
  const [made, setMade] = useState(null);
  const { busy, error, send } = useSend(async (body) => setMade(await call('POST', '/orgs', { body })));
  return html`<${Dialog} title="Add an organisation" onClose=${onClose}>${made
    ? html`<${Once} name=${made.owner.name} password=${made.owner.one_time_password} onClose=${onClose} />` : html`<form class="form"
    onSubmit=${(event) => { event.preventDefault(); send(values(event.target)); }}>
    <${TextField} label="Name" name="name" required maxlength="100" fault=${faultOf(error, 'name')} />
      <${TextField} label="Its owner" name="owner" required maxlength="100" hint="What the owner signs in with" fault=${faultOf(error, 'owner')} />
    <${FormError} error=${error} shown=${['name', 'owner']} /><div class="row">
      <button class="button primary" disabled=${busy}>Add</button>
      <button type="button" class="button" onClick=${onClose}>Cancel</button></div></form>`}</${Dialog}>`;
}

function OrgSheet({ org, onClose, reload }) {
  const { busy, error, send } = useSend(async (body) => { await call('PATCH', `/orgs/${org.id}`, { body }); reload(); onClose(); });
  const list = (text) => (text ?? '').split(/[\s,]+/).filter(Boolean);
  const submit = (event) => {
    event.preventDefault();
    const given = values(event.target);
    const tags = org.tag_names ? { tag_names: list(given.tag_names) } : {};
    send({ name: given.name, state: given.state, allowed_models: list(given.models), ...tags });
  };
  return html`<${Dialog} title=${org.name} kind="sheet" onClose=${onClose}><form class="form" onSubmit=${submit}>
    <${TextField} label="Name" name="name" required maxlength="100" value=${org.name} fault=${faultOf(error, 'name')} />
    <${Choice} label="State" name="state" options=${[['active', 'active'], ['deactivated', 'deactivated: keys and people are refused']]} value=${org.state} />
    <${TextField} label="Allowed models" name="models" value=${org.allowed_models.join(', ')} hint="Separated by commas; empty for all"
      fault=${faultOf(error, 'allowed_models')} />
    ${org.tag_names && html`<${TextField} label="Names of tags" name="tag_names" value=${org.tag_names.join(', ')} hint="Those that requests may carry; empty for all"
      fault=${faultOf(error, 'tag_names')} />`}
    <${FormError} error=${error} shown=${['name', 'allowed_models', 'tag_names']} /><div class="row">
      <button class="button primary" disabled=${busy}>Save</button>
      <a class="button" href=${`/people?org=${org.id}`} onClick=${onClose}>See its people</a></div></form></${Dialog}>`;
}

function Orgs() {
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState(null);
  const state = usePages('/orgs?limit=100');
  return html`<section class="panel flush"><header><h2>Organisations</h2><span class="more">
    <button type="button" class="button small" onClick=${() => setAdding(true)}>Add an organisation</button></span></header>
      <${Loaded} state=${state} lines=${3}>${(rows) => html`<${Table} name="orgs" label="Organisations" columns=${ORGS} rows=${rows}
        more=${state.more} onOpen=${setOpen} />`}</${Loaded}>
        </section>
    ${adding && html`<${NewOrg} onClose=${() => { setAdding(false); state.reload(); }} />`}${open
      && html`<${OrgSheet} org=${open} reload=${state.reload} onClose=${() => setOpen(null)} />`}`;
}

export default function People() {
  const [adding, setAdding] = useState(false);
  const state = usePages(withQuery('/users', { ...inOrg.value, limit: 100 }));
  const own = useLoad(`/orgs/${here.value.query.org ?? me.value.org_id}`);
  const { open } = here.value.query;
  return html`<div class="head"><h1>People</h1>
    <button type="button" class="button primary" onClick=${() => setAdding(true)}>Add a user</button>${own.data
      && html`<p class="lead">Users of ${own.data.name}</p>`}</div>
    <section class="panel flush"><header><h2>Users</h2></header>
      <${Loaded} state=${state}>${(rows) => html`<${Table} name="users" label="Users" columns=${USERS} rows=${rows} more=${state.more}
        busy=${state.busy} onOpen=${(u) => setQuery({ open: u.id })} empty=${html`<${Empty} title="No users" />`} />`}</${Loaded}>
      </section>
    ${me.value.operator && html`<${Orgs} />`}
    ${adding && html`<${NewUser} onClose=${() => { setAdding(false); state.reload(); }} />`}
    ${open && html`<${UserSheet} id=${open} onChange=${state.reload} onClose=${() => setQuery({ open: null }, { replace: true })} />`}`;
}
