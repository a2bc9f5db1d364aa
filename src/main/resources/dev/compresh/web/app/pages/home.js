// Home: one sentence in money, one chart, what needs attention.
import { html, useMemo } from '../lib.js';
import { me, withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { link, setQuery } from '../route.js';
import { may } from '../pages.js';
import { inOrg, period, timed } from '../scope.js';
import { compact, count, money, moneySum, moneyTick, percent, span } from '../format.js';
import { HINTS } from '../words.js';
import { Chart } from '../parts/chart.js';
import { Figure } from '../parts/figure.js';
import { Empty, Loaded, Notice } from '../parts/states.js';

const COMPACT = 10000;

function Sentence({ sums }) {
  const { paid, without, saved } = moneySum(sums.cost_micros, sums.counterfactual_cost_micros);
  const loss = sums.net_saving_micros < 0;
  const share = percent(Math.abs(sums.net_saving_micros), sums.counterfactual_cost_micros);
  return html`<p class="lede">${period.value.label}: <strong title=${HINTS.paid}>${paid}</strong> paid, <strong
    title=${HINTS.without}>${without}</strong> without Compresh, ${loss
    ? html`<strong class="lost" title=${HINTS.saved}>${saved.replace('−', '')} more than uncompressed (${share})</strong>`
    : html`<strong class="saved" title=${HINTS.saved}>${saved} saved (${share})</strong>`}</p>`;
}

const Figures = ({ sums }) => html`<div class="figures">
  <${Figure} label="Requests" value=${compact(sums.requests)} href=${link('/requests')} note=${sums.requests >= COMPACT ? count(sums.requests) : undefined} />
  <${Figure} label="Errors" value=${compact(sums.errors)} tone=${sums.errors ? 'lost' : ''} note=${percent(sums.errors, sums.requests, 1)}
    href=${link('/usage', { by: 'status', metric: 'requests' })} hint=${HINTS.errors} />
  <${Figure} label="Tokens sent by clients" value=${compact(sums.original_tokens)} note=${`${compact(sums.optimized_tokens)} forwarded`}
    href=${link('/savings')} hint=${HINTS.original} />
  <${Figure} label="Added time" value=${span(sums.overhead.p50_micros)} note=${`p99 ${span(sums.overhead.p99_micros)}`} hint=${HINTS.overhead} />
  <${Balance} /></div>`;

function Balance() {
  const state = useLoad(may(me.value, 'admin') ? withQuery('/balance', inOrg.value) : null);
  if (!state.data) return null;
  const { balance_micros: amount, prepaid } = state.data;
  return html`<${Figure} label="Balance" value=${money(amount)} tone=${prepaid && amount <= 0 ? 'lost' : ''}
    note=${prepaid ? 'prepaid' : 'not enforced'} href=${link('/money')} />`;
}

function Costs() {
  const state = useLoad(withQuery('/usage/series', { ...timed.value, step: 'auto', by: 'none' }));
  const shown = useMemo(() => {
    const points = state.data?.groups[0]?.points ?? [];
    return [
      { label: 'Paid', values: points.map((p) => p?.cost_micros ?? 0), tone: 'c1', filled: true },
      { label: 'Without Compresh', values: points.map((p) => p?.counterfactual_cost_micros ?? 0), tone: 'c2', dash: [6, 4] },
    ];
  }, [state.data]);
  return html`<section class="panel"><${Loaded} state=${state} height=${260}>${(data) => html`<${Chart} title="Cost"
    hint="Per step of time, at the catalogue's prices." times=${data.times} series=${shown}
    format=${(v) => money(v)} tick=${moneyTick} onZoom=${(from, to) => setQuery({ from, to, period: null })} />`}</${Loaded}></section>`;
}

const PAGE_OF = { Providers: '/providers', Models: '/models', Keys: '/keys', Money: '/money', Settings: '/settings' };

function pageOf(name) {
  if (!name) return null;
  const text = name.startsWith('/') ? name : (PAGE_OF[name] ?? `/${name.toLowerCase()}`);
  return link(text);
}

function Attention() {
  const state = useLoad(withQuery('/attention', inOrg.value));
  if (!state.data?.data.length) return null;
  return html`<section class="panel attention"><header><h2>Needs attention</h2></header>
    <ul>${state.data.data.map((each) => html`<li key=${`${each.code} ${each.subject}`}>
    <span class=${`badge ${each.severity === 'error' ? 'bad' : 'warn'}`}>${each.severity}</span>
    <span><strong>${each.subject}</strong>${each.subject && ': '}${each.text}</span>
    ${pageOf(each.link) && html`<a href=${pageOf(each.link)} aria-label=${`Open ${each.link} for ${each.subject}`}>Open</a>`}</li>`)}</ul></section>`;
}

const Nothing = () => html`<section class="panel"><${Empty} title=${`No requests in this period (${period.value.label.toLowerCase()})`}>
  <p>Figures appear here as soon as a client sends a request through Compresh.</p>
  <div class="row"><a class="button primary" href=${link('/connect')}>Connect a client or play a demo</a>
    <a class="button" href=${link('/try')}>See the bill on your own transcripts</a></div></${Empty}></section>`;

export default function Home() {
  const state = useLoad(withQuery('/usage/summary', timed.value));
  return html`<div class="head"><h1>Home</h1></div>
    <${Loaded} state=${state} lines=${4}>${(sums) => (sums.requests === 0 ? html`<${Nothing} /><${Attention} />` : html`
      <${Sentence} sums=${sums} />
      ${sums.filling && html`<${Notice}>Older events are still being summed; the figures grow until that is done.</${Notice}>`}
      ${sums.unpriced > 0 && html`<${Notice} kind="warning" action=${may(me.value, 'admin') && html`<a class="button small"
        href=${link('/models')}>Prices</a>`}>${count(sums.unpriced)} requests used a model without a price. They count as costing nothing.</${Notice}>`}
      <${Figures} sums=${sums} /><${Attention} /><${Costs} />`)}</${Loaded}>`;
}
