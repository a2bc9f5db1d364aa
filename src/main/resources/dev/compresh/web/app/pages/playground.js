// Playground: a conversation with a model through Compresh, with what was sent and what went on.
import { html, useRef, useState } from '../lib.js';
import { ApiError, call, me, withQuery } from '../api.js';
import { useLoad } from '../load.js';
import { may } from '../pages.js';
import { count, percent } from '../format.js';
import { Choice, FormError, TextField, useSend } from '../parts/form.js';
import { Notice } from '../parts/states.js';
import { answerText, events } from '../stream.js';
import { CutPair } from './cuts.js';

const PATH = '/v1/chat/completions';
const MODES = ['balanced', 'lossless', 'max', 'off'];

/** Sends a turn and reads the answer as it comes. */
async function play({ model, mode, messages, onText, aborted }) {
  const response = await fetch('/admin/v1/playground', {
    method: 'POST', credentials: 'same-origin', signal: aborted, headers: { 'content-type': 'application/json', 'x-csrf-token': me.value.csrf_token ?? '' },
    body: JSON.stringify({ model, mode, path: PATH, stream: true, body: { model, messages, stream: true } }),
  });
  if (!response.ok) {
    let error = {};
    try { ({ error } = await response.json()); } catch { /* no JSON */ }
    throw new ApiError(response.status, error.code ?? 'unknown', error.message ?? `Compresh answered with status ${response.status}.`, error.param);
  }
  const figure = (name) => Number(response.headers.get(`x-compresh-${name}`) ?? 0);
  let text = '';
  for await (const event of events(response.body)) {
    text += answerText(event);
    onText(text);
  }
  return { text, original: figure('original-tokens'), optimized: figure('optimized-tokens') };
}

const Turn = ({ turn }) => html`<article class="panel"><header>
  <h3>${turn.role}</h3>${turn.original > 0 && html`<span class="muted small">${count(turn.original)} tokens sent, ${count(turn.optimized)} forwarded (${percent(turn.original - turn.optimized, turn.original)} cut)</span>`}</header>
  <div style=${{ whiteSpace: 'pre-wrap' }}>${turn.content || '…'}</div></article>`;

function SideBySide({ messages, mode, model }) {
  const [data, setData] = useState(null);
  const { busy, error, send } = useSend(async () => setData(await call('POST', withQuery('/try/explain', { path: PATH, mode }), { body: { model, messages } })));
  return html`<section class="panel"><header><h2>What was sent, what was forwarded</h2><span class="more">
    <button type="button" class="button small" disabled=${busy || !messages.length} onClick=${() => send()}>Compare</button></span>
    </header>
    ${error?.isMissing ? html`<${Notice}>The comparison is not available in the running version.</${Notice}>` : html`<${FormError} error=${error} />`}
    ${data && (data.messages.some((m) => m.cuts.length) ? data.messages.flatMap((m) => m.cuts.map((c) => html`<${CutPair} before=${c.before} after=${c.after} cuts=${[c]} />`))
      : html`<p class="muted">Nothing is cut: the conversation is short. ${count(data.original_tokens)} tokens go out as they are.</p>`)}</section>`;
}

export default function Playground() {
  const models = useLoad(may(me.value, 'admin') ? '/models' : null);
  const [model, setModel] = useState('gpt-4o');
  const [mode, setMode] = useState(MODES[0]);
  const [turns, setTurns] = useState([]);
  const abort = useRef(null);
  const messages = turns.map(({ role, content }) => ({ role, content }));
  const { busy, error, send } = useSend(async (text) => {
    const asked = [...messages, { role: 'user', content: text }];
    const show = (answer) => setTurns([...turns, { role: 'user', content: text }, { role: 'assistant', ...answer }]);
    show({ content: '' });
    abort.current = new AbortController();
    try {
      const { text: content, original, optimized } = await play({ model, mode, messages: asked, aborted: abort.current.signal, onText: (so) => show({ content: so }) });
      show({ content, original, optimized });
    } catch (fault) {
      if (fault.name === 'AbortError') return;
      setTurns(turns);
      throw fault;
    }
  });
  const submit = (event) => { event.preventDefault(); const field = event.target.elements.text; if (field.value.trim()) { send(field.value); field.value = ''; } };
  return html`<div class="head"><h1>Playground</h1>${turns.length > 0 && html`<button type="button" class="button" disabled=${busy}
    onClick=${() => setTurns([])}>New conversation</button>`}<p class="lead">Requests go through the clients' port, like any client's; they cost what they cost.</p>
    </div>
    <div class="form"><div class="pair"><${TextField} label="Model" value=${model} list="models" onInput=${(event) => setModel(event.target.value)} />
      <${Choice} label="Mode" options=${MODES.map((m) => [m, m])} value=${mode} onChange=${setMode} /></div>
      <datalist id="models">${(models.data?.data ?? []).filter((m) => m.type.includes('chat')).map((m) => html`<option value=${m.id}></option>`)}</datalist>
      </div>
    ${turns.map((turn, i) => html`<${Turn} key=${i} turn=${turn} />`)}
    ${error?.isMissing ? html`<${Notice}>The playground is not available in the running version. Any client works in its place: see Connect.</${Notice}>`
      : html`<${FormError} error=${error} />`}
    <form class="form" onSubmit=${submit}><label class="field"><span>Message</span>
      <textarea name="text" rows="4" required></textarea></label><div class="row">
      <button class="button primary" disabled=${busy}>${busy ? 'Answering …' : 'Send'}</button>${busy
        && html`<button type="button" class="button" onClick=${() => abort.current?.abort()}>Stop</button>`}</div>
      </form>
    <${SideBySide} messages=${messages} mode=${mode} model=${model} />`;
}
