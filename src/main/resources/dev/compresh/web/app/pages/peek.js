// Peek: for the next minutes of a session, texts side by side, then gone.
import { html, useEffect, useRef, useState } from '../lib.js';
import { call, withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { here } from '../route.js';
import { ago } from '../format.js';
import { useSend } from '../parts/form.js';
import { Notice } from '../parts/states.js';
import { CutPair, Marked } from './cuts.js';

const MINUTES = [5, 10, 30];
const MOST = 20;

function Message({ message }) {
  const { cuts = [], original, forwarded, role } = message;
  return html`<details open=${cuts.length > 0}>
    <summary>${role}, ${cuts.length ? `${cuts.length} cut${cuts.length > 1 ? 's' : ''}` : 'unchanged'}</summary>
    <${CutPair} before=${html`<${Marked} text=${original} cuts=${cuts} />`} after=${forwarded} cuts=${cuts} /></details>`;
}

export function Peek({ keyId, sessionId }) {
  const [peek, setPeek] = useState(null);
  const [requests, setRequests] = useState([]);
  const [minutes, setMinutes] = useState(MINUTES[0]);
  const source = useRef(null);
  const policy = useLoad(withQuery('/peek-policy', { org: here.value.query.org }));
  const { busy, error, send } = useSend(async () => {
    const path = withQuery(`/sessions/${encodeURIComponent(keyId)}/${encodeURIComponent(sessionId)}/peek`, { org: here.value.query.org });
    setPeek(await call('POST', path, { body: { minutes } }));
    setRequests([]);
  });
  useEffect(() => {
    if (!peek) return undefined;
    source.current = new EventSource(`/admin/v1/peeks/${encodeURIComponent(peek.id)}/events`);
    source.current.onmessage = (event) => setRequests((before) => [JSON.parse(event.data), ...before].slice(0, MOST));
    const end = setTimeout(() => { setPeek(null); setRequests([]); }, Math.max(0, Date.parse(peek.until) - Date.now()));
    return () => { source.current.close(); clearTimeout(end); };
  }, [peek]);
  const stop = async () => { const { id } = peek; setPeek(null); setRequests([]); try { await call('DELETE', `/peeks/${encodeURIComponent(id)}`); } catch { /* it ends by itself */ } };
  return html`<section class="panel"><header><h2>What was cut</h2></header>
    ${!peek && policy.data?.allowed === false && html`<p class="muted">Message texts are not stored, and your organisation forbids peeks. An owner of it can allow them in Settings.</p>`}
    ${!peek && policy.data?.allowed && html`<p class="muted">Message texts are not stored. A peek shows those of this session's next requests side by side: held in memory only, encrypted, for you alone, and gone when it ends. Starting one is noted in the audit log.</p>
      <div class="row"><label class="row">For <select style=${{ width: 'auto' }} value=${minutes}
        onChange=${(event) => setMinutes(Number(event.target.value))}>${MINUTES.map((m) => html`<option
        value=${m}>${m} minutes</option>`)}</select></label>
        <button type="button" class="button" disabled=${busy} onClick=${() => send()}>Start a peek</button></div>
      ${error && html`<${Notice} kind=${error.isMissing ? '' : 'error'}>${error.isMissing ? 'Peek is not available in the running version.' : error.message}</${Notice}>`}`}
    ${peek && html`<div class="row"><span class="badge good">Peek on</span><span class="muted">ends ${ago(peek.until)}</span>
      <button type="button" class="button small" onClick=${stop}>End now</button></div>
      ${!requests.length && html`<p class="muted" role="status">Waiting for the session's next request …</p>`}
      ${requests.map((r) => html`<div class="stack" key=${r.request_id}>
        <h3>Request ${r.request_id}</h3>${r.messages.map((m) => html`<${Message} key=${m.index} message=${m} />`)}</div>`)}`}
  </section>`;
}
