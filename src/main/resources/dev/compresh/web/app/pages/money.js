// Money: balance, ledger, top-up, budget, and a month's statement.
import { html, useState } from '../lib.js';
import { call, me, withQuery } from '../api.js';
import { useLoad, usePages } from '../load.js';
import { here, link, setQuery } from '../route.js';
import { inOrg } from '../scope.js';
import { money } from '../format.js';
import { Dialog } from '../parts/dialog.js';
import { Figure, Time } from '../parts/figure.js';
import { Choice, FormError, TextField, faultOf, useSend, values } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Empty, Loaded } from '../parts/states.js';
import { Id } from '../parts/copy.js';
import { toast } from '../parts/toast.js';
import { BudgetForm } from './user-sheet.js';
import { Statement } from './statement.js';

const KINDS = { usage: 'Usage', top_up: 'Top-up', payment: 'Payment', refund: 'Refund', adjustment: 'Adjustment' };
const WAYS = { 'top-ups': 'Top up', refunds: 'Refund', adjustments: 'Adjust' };

const COLUMNS = [
  { key: 'time', title: 'Time', fixed: true, cell: (e) => html`<${Time} at=${e.time} />`, sort: (e) => e.time },
  { key: 'kind', title: 'Kind', cell: (e) => KINDS[e.kind] ?? e.kind, sort: (e) => e.kind },
  { key: 'amount', title: 'Amount', num: true, cell: (e) => html`<span class=${e.amount_micros > 0 ? 'saved' : ''}
    title=${`${e.amount_micros} micro-USD`}>${e.amount_micros > 0 ? '+' : ''}${money(e.amount_micros)}</span>`, sort: (e) => e.amount_micros },
  { key: 'note', title: 'Note', clip: true, cell: (e) => html`<span title=${e.note}>${e.note}</span>` },
  { key: 'actor', title: 'By', clip: true, cell: (e) => html`<span title=${e.actor}>${e.actor}</span>` },
  { key: 'posting', title: 'Posting', optional: true, cell: (e) => html`<${Id} value=${e.posting} />` },
];

function Post({ way, onClose, onDone }) {
  const [once] = useState(() => crypto.randomUUID());
  const { busy, error, send } = useSend(async ({ amount, note }) => {
    await call('POST', withQuery(`/${way}`, inOrg.value), { body: { amount_micros: Math.round(Number(amount) * 1e6), ...(note ? { note } : {}) }, headers: { 'idempotency-key': once } });
    toast('Posted.');
    onDone();
    onClose();
  });
  const signed = way === 'adjustments';
  return html`<${Dialog} title=${WAYS[way]} onClose=${onClose}>
    <form class="form" onSubmit=${(event) => { event.preventDefault(); send(values(event.target)); }}>
    <${TextField} label="Amount in USD" name="amount" type="number" step="0.01" min=${signed ? undefined : '0.01'} required
      hint=${signed ? 'Below zero takes away' : undefined} fault=${faultOf(error, 'amount_micros')} />
    <${TextField} label="Note" name="note" maxlength="200" required=${way !== 'top-ups'} hint="Kept in the ledger" fault=${faultOf(error, 'note')} />
      <${FormError} error=${error} shown=${['amount_micros', 'note']} />
    <div class="row"><button class="button primary" disabled=${busy}>${WAYS[way]}</button>
      <button type="button" class="button" onClick=${onClose}>Cancel</button></div></form></${Dialog}>`;
}

function Terms({ balance: b, onDone }) {
  const { busy, error, send } = useSend(async (given) => { await call('PATCH', withQuery('/billing', inOrg.value), { body: { plan: given.plan, prepaid: given.prepaid === 'yes', share_bps: Math.round(Number(given.share) * 100) } }); toast('Saved.'); onDone(); });
  return html`<form class="form" key=${JSON.stringify(b)} onSubmit=${(event) => { event.preventDefault(); send(values(event.target)); }}>
    <h2>How the organisation pays</h2><div class="pair">
    <${Choice} label="For" name="plan"
      options=${[['tokens', 'tokens at the catalogue\'s prices'], ['savings_share', 'a share of the saving']]} value=${b.plan} />
    <${TextField} label="Share of the saving, %" name="share" type="number" min="0" max="100" step="0.01" required value=${b.share_bps / 100} />
    </div>
    <label class="check"><input type="checkbox" name="prepaid" value="yes" defaultChecked=${b.prepaid} />Prepaid: refused once the balance is used up</label>
      <${FormError} error=${error} /><div><button class="button" disabled=${busy}>Save</button></div></form>`;
}

export default function Money() {
  const balance = useLoad(withQuery('/balance', inOrg.value));
  const ledger = usePages(withQuery('/ledger', { ...inOrg.value, limit: 50 }));
  const [way, setWay] = useState(null);
  const reload = () => { balance.reload(); ledger.reload(); };
  const operator = me.value.operator;
  const org = here.value.query.org ?? me.value.org_id;
  if (here.value.query.statement) return html`<${Statement} month=${here.value.query.statement} />`;
  return html`<div class="head"><h1>Money</h1>
    <button type="button" class="button"
      onClick=${() => setQuery({ statement: new Date().toISOString().slice(0, 7) })}>Statement</button>${operator && Object.entries(WAYS).map(([each, label]) => html`<button type="button" class=${`button ${each === 'top-ups' ? 'primary' : ''}`}
      onClick=${() => setWay(each)}>${label}</button>`)}</div>
    <${Loaded} state=${balance} lines=${3}>${(b) => html`<div class="figures">
      <${Figure} label="Balance" value=${money(b.balance_micros)} tone=${b.prepaid && b.balance_micros <= 0 ? 'lost' : ''}
        note=${b.prepaid ? 'prepaid: refused at zero' : 'not enforced'} />
      <${Figure} label="Plan" value=${b.plan === 'tokens' ? 'Tokens' : `${b.share_bps / 100} % of savings`} hint="What the balance pays for" />
      </div>
      ${operator && html`<div class="columns"><section class="panel"><${Terms} balance=${b} onDone=${balance.reload} /></section>
        <section class="panel"><${BudgetForm} title="Budget of the organisation" path=${withQuery(`/budgets/orgs/${encodeURIComponent(org)}`, inOrg.value)} />
        </section></div>`}`}</${Loaded}>
    <section class="panel flush"><header><h2>Ledger</h2>
      <span class="muted small">Only ever added to; the balance is its sum</span></header>
      <${Loaded} state=${ledger}>${(rows) => html`<${Table} name="ledger" label="Ledger, latest first" columns=${COLUMNS}
        rows=${rows} id=${(e) => `${e.posting} ${e.kind}`} more=${ledger.more} busy=${ledger.busy} empty=${html`<${Empty} title="No entries yet">
      <p>Top-ups, payments and what requests cost appear here. What was used so far is under <a class="inline-link"
        href=${link('/usage')}>Usage</a>.</p></${Empty}>`} />`}</${Loaded}>
      </section>
    ${way && html`<${Post} way=${way} onDone=${reload} onClose=${() => setWay(null)} />`}`;
}
