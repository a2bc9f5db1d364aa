// Connect: two lines to paste, a live wait for the first request, or a demo without any client.
import { html, useEffect, useState } from '../lib.js';
import { call, get, withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { here, link } from '../route.js';
import { inOrg } from '../scope.js';
import { compact, count, percent } from '../format.js';
import { CLIENTS, clientsUrl } from '../snippets.js';
import { Bars, Legend } from '../parts/bars.js';
import { CopyButton, Snippet } from '../parts/copy.js';
import { FormError, useSend } from '../parts/form.js';
import { Loaded, Notice } from '../parts/states.js';

const PLACEHOLDER = 'comp_…';
const POLL_MS = 2000;

/** Asks every two seconds whether the key was used. */
function useFirstRequest(keyId) {
  const [key, setKey] = useState(null);
  useEffect(() => {
    if (!keyId) return undefined;
    let timer;
    let gone = false;
    const ask = async () => {
      try {
        const found = await get(withQuery(`/keys/${keyId}`, inOrg.value));
        if (!gone) setKey(found);
        if (found.requests > 0) return;
      } catch { /* asked again */ }
      if (!gone) timer = setTimeout(ask, POLL_MS);
    };
    ask();
    return () => { gone = true; clearTimeout(timer); };
  }, [keyId]);
  return key?.requests > 0 ? key : null;
}

function Wait({ created }) {
  const arrived = useFirstRequest(created.id);
  if (!arrived) return html`<p role="status" class="muted">Waiting for the first request with this key …</p>`;
  return html`<div class="notice" role="status"><div>
    <strong class="saved">The first request is here.</strong> ${count(arrived.requests)} ${arrived.requests === 1 ? 'request' : 'requests'}, ${count(arrived.original_tokens)} tokens sent, ${count(arrived.optimized_tokens)} forwarded. Savings grow with the length of a conversation.</div>
    <a class="button small" href=${link('/requests', { key: created.id })}>See its requests</a></div>`;
}

function Lines({ connection }) {
  const [client, setClient] = useState(CLIENTS[0]);
  const [created, setCreated] = useState(null);
  const { busy, error, send } = useSend(async () => setCreated(await call('POST', withQuery('/keys', inOrg.value), { body: { description: client.name } })));
  return html`<section class="panel"><header><h2>Point a client here</h2></header>
    <div class="tabs" role="group" aria-label="Client">${CLIENTS.map((each) => html`<button type="button" key=${each.id}
      aria-pressed=${each === client ? 'true' : 'false'} onClick=${() => setClient(each)}>${each.name}</button>`)}</div>
    <${Snippet} label=${`Lines for ${client.name}`} text=${client.lines(clientsUrl(connection), created?.key ?? PLACEHOLDER)} />
    <p class="muted">${client.then}</p>
    ${created ? html`<div class="row"><span>The key is shown this once.</span>
      <${CopyButton} text=${created.key} label="Copy the key" /></div><${Wait} created=${created} />`
      : html`<div class="row"><button type="button" class="button primary" disabled=${busy} onClick=${() => send()}>Create a key for these lines</button>
        <span class="muted">or use one that you have</span></div>`}
    <${FormError} error=${error} /></section>`;
}

const turnsOf = (demo) => demo.turns ?? demo.requests ?? [];

function Seen({ demo }) {
  const turns = turnsOf(demo);
  const sent = turns.reduce((sum, t) => sum + t.original_tokens, 0);
  const out = turns.reduce((sum, t) => sum + t.optimized_tokens, 0);
  return html`<div class="stack" role="status"><p class="lede">
    <strong class="saved">${percent(sent - out, sent)} fewer tokens</strong>: ${compact(sent)} sent, ${compact(out)} forwarded in ${turns.length} requests.</p>
    <${Legend} entries=${[['soft', 'sent'], ['c1', 'forwarded']]} />
    <${Bars} lines=${turns.map((t, i) => ({ key: i, label: `Request ${i + 1}`, parts: [{ value: t.original_tokens, tone: 'soft' }, { value: t.optimized_tokens, tone: 'c1' }], text: `${compact(t.original_tokens)} → ${compact(t.optimized_tokens)}` }))} />
    <div class="row">${demo.session_id && html`<a class="button"
      href=${link('/session', { key_id: demo.key_id, id: demo.session_id })}>See the conversation</a>`}<a class="button"
      href=${link('/savings')}>Savings</a>
      <a class="button" href=${link('/try')}>Try your own transcripts</a></div></div>`;
}

function Demo({ connection }) {
  const [demo, setDemo] = useState(null);
  const { busy, error, send } = useSend(async () => setDemo(await call('POST', withQuery('/demo', { org: here.value.query.org }), {})));
  return html`<section class="panel"><header><h2>Or play a demo</h2></header>
    <p class="muted">A made-up coding agent mends a failing test, through the simulated provider. It takes a few seconds, costs nothing, and its figures appear in the dashboard like any others.</p>
    ${connection.simulated ? html`<div class="row">
      <button type="button" class="button primary" disabled=${busy}
        onClick=${() => send()}>${busy ? 'Playing …' : demo ? 'Play it again' : 'Play the demo'}</button>
      </div>` : html`<${Notice}>A real provider is configured, where a demo would cost money. Use <a
        href=${link('/try')}>your own transcripts</a> instead: nothing is sent for them.</${Notice}>`}
    <${FormError} error=${error} />${demo && html`<${Seen} demo=${demo} />`}</section>`;
}

export default function Connect() {
  const state = useLoad(withQuery('/connection', inOrg.value));
  return html`<div class="head"><h1>Connect</h1><p class="lead">Change the base URL and the key of a client, nothing else.</p></div>
    <${Loaded} state=${state}>${(connection) => html`<div class="columns"><${Lines} connection=${connection} />
      <${Demo} connection=${connection} /></div>
      ${connection.simulated && html`<${Notice} action=${html`<a class="button small"
        href=${link('/providers')}>Providers</a>`}>Answers come from the simulated provider. For real ones add a provider, or start with OPENAI_API_KEY or ANTHROPIC_API_KEY.</${Notice}>`}`}</${Loaded}>`;
}
