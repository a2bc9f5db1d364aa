// Keys: made, shown once, edited, rotated, revoked; each with its budget.
import { html, useState } from '../lib.js';
import { me, withQuery } from '../api.js';
import { usePages } from '../load.js';
import { here, link, setQuery } from '../route.js';
import { inOrg } from '../scope.js';
import { compact, count, money, percent } from '../format.js';
import { Budget } from '../parts/budget.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/figure.js';
import { Empty, Loaded } from '../parts/states.js';
import { KeySheet } from './key-sheet.js';
import { NewKey } from './key-new.js';

const TONES = { active: 'good', expired: 'warn', deactivated: 'warn', revoked: '' };
export const StateBadge = ({ state }) => html`<span class=${`badge ${TONES[state] ?? ''}`}>${state}</span>`;

const COLUMNS = [
  { key: 'description', title: 'Key', fixed: true, clip: true, cell: (k) => html`<span
    title=${k.description}>${k.description}</span>`, sort: (k) => k.description.toLowerCase() },
  { key: 'last4', title: 'Ends in', cell: (k) => html`<span class="mono">…${k.last4}</span>` },
  { key: 'state', title: 'State', cell: (k) => html`<${StateBadge} state=${k.state} />`, sort: (k) => k.state },
  { key: 'used', title: 'Last used', cell: (k) => html`<${Time} at=${k.last_used_at} />`, sort: (k) => k.last_used_at },
  { key: 'expires', title: 'Expires', optional: true, cell: (k) => html`<${Time} at=${k.expires_at} />`, sort: (k) => k.expires_at },
  { key: 'requests', title: 'Requests', num: true, cell: (k) => count(k.requests), sort: (k) => k.requests },
  { key: 'tokens', title: 'Sent', num: true, optional: true, cell: (k) => compact(k.original_tokens), sort: (k) => k.original_tokens },
  { key: 'cut', title: 'Cut', num: true, cell: (k) => percent(k.saved_tokens, k.original_tokens), sort: (k) => k.saved_tokens / (k.original_tokens || 1) },
  { key: 'spend', title: 'Spent', num: true, cell: (k) => money(k.spend_micros), sort: (k) => k.spend_micros },
  { key: 'budget', title: 'Budget', cell: (k) => html`<${Budget} cap=${k.spend_cap} />` },
];

export default function Keys() {
  const [making, setMaking] = useState(false);
  const [gone, setGone] = useState(false);
  const { open, user } = here.value.query;
  const state = usePages(withQuery('/keys', { ...inOrg.value, user_id: user, limit: 100 }));
  const close = () => setQuery({ open: null }, { replace: true });
  return html`<div class="head"><h1>Keys</h1><button type="button" class="button primary" onClick=${() => setMaking(true)}>Create a key</button>
      <p class="lead">${me.value.role === 'member' ? 'Your keys and what they have used.' : 'All keys of the organisation.'}</p></div>
    <section class="panel flush"><${Loaded} state=${state} lines=${8}>${(rows) => {
      const shown = rows.filter((k) => gone || k.state !== 'revoked');
      return html`<${Table} name="keys" label="Keys, newest first" columns=${COLUMNS} rows=${shown} more=${state.more} busy=${state.busy}
        onOpen=${(k) => setQuery({ open: k.id })}
        empty=${html`<${Empty} title="No keys yet">
          <p>Clients send a key with each request. Make one for each person or job: each has its own limits, budget and figures.</p>
          <a class="button" href=${link('/connect')}>Connect a client</a></${Empty}>`} />
        ${rows.some((k) => k.state === 'revoked') && html`<label class="check table-foot">
          <input type="checkbox" checked=${gone} onChange=${() => setGone(!gone)} />Show revoked keys</label>`}`;
    }}</${Loaded}></section>
    ${making && html`<${NewKey} onClose=${() => { setMaking(false); state.reload(); }} />`}
    ${open && html`<${KeySheet} id=${open} onClose=${close} onChange=${state.reload} />`}`;
}
