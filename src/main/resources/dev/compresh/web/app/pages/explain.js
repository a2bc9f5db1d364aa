// Explain: paste one request body, see message by message what would be cut, and why.
import { html, useState } from '../lib.js';
import { ApiError, call, withQuery } from '../api.js';
import { count, percent } from '../format.js';
import { Field, FormError, useSend } from '../parts/form.js';
import { Notice } from '../parts/states.js';
import { CutPair } from './cuts.js';

const PATHS = [['/v1/messages', 'Anthropic messages'], ['/v1/chat/completions', 'Chat completions'], ['/v1/responses', 'Responses']];
const MODES = ['balanced', 'lossless', 'max'];
const OBJECTIVES = ['tokens', 'cost'];

/** The text as it is, once it is known to be JSON. */
function checked(text) {
  try { JSON.parse(text); return text; } catch (error) { throw new ApiError(400, 'invalid_json', `Request body is not valid JSON (${error.message}).`, 'body'); }
}

const Message = ({ message }) => html`<details open=${message.cuts.length > 0}>
  <summary>${message.index}: ${message.role}, ${count(message.original_tokens)} tokens${message.cuts.length ? `, ${count(message.optimized_tokens)} forwarded` : ', unchanged'}</summary>
  ${message.cuts.map((c, i) => html`<${CutPair} key=${i} before=${c.before} after=${c.after} cuts=${[c]} />`)}</details>`;

const Explained = ({ data }) => html`<section class="panel"><header>
  <h2>${percent(data.original_tokens - data.optimized_tokens, data.original_tokens)} cut</h2>
  <span class="muted">${count(data.original_tokens)} tokens sent, ${count(data.optimized_tokens)} forwarded</span>
  </header>${data.messages.map((m) => html`<${Message} key=${m.index} message=${m} />`)}</section>`;

export function Explain() {
  const [data, setData] = useState(null);
  const { busy, error, send } = useSend(async ({ text, path, mode, objective }) => setData(await call('POST', withQuery('/try/explain', { path, mode, objective }), { raw: checked(text) })));
  const submit = (event) => { event.preventDefault(); send(Object.fromEntries(new FormData(event.target))); };
  const pick = (label, name, options) => html`<${Field}
    label=${label}>${(more) => html`<select name=${name} ...${more}>${options.map((each) => html`<option
    value=${Array.isArray(each) ? each[0] : each}>${Array.isArray(each) ? each[1] : each}</option>`)}</select>`}</${Field}>`;
  return html`<form class="panel form" onSubmit=${submit}>
      <div class="form pair">${pick('API', 'path', PATHS)}${pick('Mode', 'mode', MODES)}${pick('Objective', 'objective', OBJECTIVES)}</div>
      <${Field} label="Request body" hint="JSON as a client sends it. It is read in memory and forgotten."
        fault=${error?.param === 'body' ? error.message : undefined}>${(more) => html`<textarea name="text"
        rows="10" required spellcheck=${false} ...${more}></textarea>`}</${Field}>
      ${error?.isMissing ? html`<${Notice}>Explain is not available in the running version. On the command line: <code>./compresh explain FILE</code>.</${Notice}>`
        : html`<${FormError} error=${error} shown=${['body']} />`}
      <div><button class="button primary" disabled=${busy}>${busy ? 'Looking …' : 'Explain'}</button></div></form>
    ${data && html`<${Explained} data=${data} />`}`;
}
