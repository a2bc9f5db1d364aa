// Try it: drop session files, see the bill under every mode; nothing is stored.
import { html, useEffect, useRef, useState } from '../lib.js';
import { ApiError, call, get, me, withQuery } from '../api.js';
import { here, setQuery } from '../route.js';
import { count } from '../format.js';
import { chosen, dropped, pack } from '../tar.js';
import { FormError, useSend } from '../parts/form.js';
import { Notice } from '../parts/states.js';
import { Result } from './try-result.js';
import { Explain } from './explain.js';

const MOST_BYTES = 64 * 1024 * 1024;
const POLL_MS = 500;
const SINGLE = /\.(zip|gz|tgz)$/i;

/** Sends bytes with progress; fetch can't tell how much is sent. */
function upload(name, blob, onProgress) {
  return new Promise((yes, no) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/admin/v1${withQuery('/try/replays', { name })}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-csrf-token', me.value.csrf_token ?? '');
    request.upload.onprogress = (event) => onProgress(event.loaded / Math.max(1, event.total));
    request.onerror = () => no(new ApiError(0, 'unreachable', 'The upload broke off. Is Compresh still running?'));
    request.onload = () => {
      let body = {};
      try { body = JSON.parse(request.responseText); } catch { /* no JSON */ }
      if (request.status < 300) yes(body);
      else no(new ApiError(request.status, body.error?.code ?? 'unknown', body.error?.message ?? `Compresh answered with status ${request.status}.`));
    };
    request.send(blob);
  });
}

async function prepared(files) {
  if (!files.length) throw new ApiError(400, 'no_files', 'No session files were found there. Drop .jsonl, .json, .md, .zip or .tar.gz files, or a folder with such files.');
  const single = files.length === 1;
  const blob = single ? files[0].file : await pack(files);
  if (blob.size > MOST_BYTES) throw new ApiError(413, 'too_large', `That is ${Math.ceil(blob.size / 2 ** 20)} MiB; 64 MiB can be sent at once. Drop fewer files.`);
  return { name: single ? files[0].file.name : SINGLE.test(files[0].name) ? files[0].name : 'sessions.tar.gz', blob };
}

const Progress = ({ label, value }) => html`<div class="stack">
  <label>${label}<progress style=${{ width: '100%' }} max="1" value=${value ?? undefined}></progress></label></div>`;

function Zone({ onFiles, busy }) {
  const [over, setOver] = useState(false);
  const files = useRef(null);
  const folder = useRef(null);
  const drop = async (event) => { event.preventDefault(); setOver(false); onFiles(await dropped(event.dataTransfer)); };
  return html`<div class=${`drop ${over ? 'over' : ''}`} onDragOver=${(event) => { event.preventDefault(); setOver(true); }} onDragLeave=${() => setOver(false)} onDrop=${drop}>
    <strong>Drop session files or a folder here</strong>
    <p class="muted">Claude Code (<code>~/.claude/projects</code>), Codex (<code>~/.codex/sessions</code>), OpenAI or Anthropic JSON, SpecStory, Cline, Aider, OpenHands, opencode.</p>
    <div class="row"><button type="button" class="button primary" disabled=${busy} onClick=${() => files.current.click()}>Choose files</button>
      <button type="button" class="button" disabled=${busy} onClick=${() => folder.current.click()}>Choose a folder</button></div>
    <input ref=${files} hidden type="file" multiple aria-label="Session files" onChange=${(event) => onFiles(chosen(event.target.files))} />
    <input ref=${folder} hidden type="file" multiple webkitdirectory aria-label="Folder of sessions"
      onChange=${(event) => onFiles(chosen(event.target.files))} />
    <p class="muted small">Read in this installation's memory, kept for 15 minutes at most, never stored, never sent to a provider.</p></div>`;
}

function useReplay() {
  const [state, setState] = useState({ phase: 'idle' });
  const { busy, error, send, clear } = useSend(async (files) => {
    setState({ phase: 'sending', value: 0 });
    try {
      const { name, blob } = await prepared(files);
      const { id } = await upload(name, blob, (value) => setState((now) => ({ ...now, value })));
      setState({ phase: 'running', id });
    } catch (fault) { setState({ phase: 'idle' }); throw fault; }
  });
  useEffect(() => {
    if (state.phase !== 'running') return undefined;
    let timer;
    let gone = false;
    const ask = async () => {
      try {
        const run = await get(`/try/replays/${encodeURIComponent(state.id)}`);
        if (gone) return;
        if (run.state === 'done' || run.state === 'failed') { setState({ phase: run.state, id: state.id, run }); return; }
        setState((now) => ({ ...now, run }));
      } catch (fault) { if (!gone) setState({ phase: 'failed', run: { error: fault.message } }); return; }
      timer = setTimeout(ask, POLL_MS);
    };
    timer = setTimeout(ask, POLL_MS / 2);
    return () => { gone = true; clearTimeout(timer); };
  }, [state.phase, state.id]);
  const forget = async () => { const { id } = state; setState({ phase: 'idle' }); clear(); if (id) { try { await call('DELETE', `/try/replays/${encodeURIComponent(id)}`); } catch { /* it is forgotten by itself */ } } };
  return { state, busy, error, send, forget };
}

const done = (progress) => (progress?.total_bytes ? progress.bytes / progress.total_bytes : null);

function Replays() {
  const { state, busy, error, send, forget } = useReplay();
  const { phase, run } = state;
  return html`${(phase === 'idle' || phase === 'failed') && html`<${Zone} onFiles=${send} busy=${busy} />`}
    ${error?.isMissing ? html`<${Notice}>Reading transcripts in the dashboard is not available in the running version. On the command line: <code>./compresh replay FILE</code>.</${Notice}>`
      : html`<${FormError} error=${error} />`}
    ${phase === 'sending' && html`<section class="panel"><${Progress} label="Sending" value=${state.value} /></section>`}
    ${phase === 'running' && html`<section class="panel">
      <${Progress} label=${run?.state === 'running' ? `Replaying: ${count(run.progress?.requests)} requests so far` : 'Reading'} value=${done(run?.progress)} />
      <div><button type="button" class="button" onClick=${forget}>Cancel</button></div></section>`}
    ${phase === 'failed' && html`<${Notice} kind="error">${typeof run.error === 'string' ? run.error : run.error?.message ?? 'The files could not be read.'}</${Notice}>`}
    ${phase === 'done' && html`<div class="row">
      <button type="button" class="button" onClick=${forget}>Forget this and try others</button></div>
      <${Result} result=${run.result} />`}`;
}

export default function Try() {
  const explain = here.value.query.tab === 'explain';
  const tab = (name, label, on) => html`<button type="button" aria-pressed=${on ? 'true' : 'false'}
    onClick=${() => setQuery({ tab: name }, { replace: true })}>${label}</button>`;
  return html`<div class="head"><h1>Try it on your own transcripts</h1>
    <p class="lead">Your last sessions' bill under each mode and each provider's cache rules. No key needed, nothing stored.</p></div>
    <div class="tabs">${tab(null, 'Session files', !explain)}${tab('explain', 'One request', explain)}</div>
    ${explain ? html`<${Explain} />` : html`<${Replays} />`}`;
}
