// Texts before and after a cut, side by side.
import { html } from '../lib.js';
import { count } from '../format.js';
import { layer } from '../words.js';

/** `text` with its cut parts struck through. */
export function Marked({ text = '', cuts = [] }) {
  const parts = [];
  let at = 0;
  for (const cut of [...cuts].sort((a, b) => a.from - b.from)) {
    if (!(cut.from >= at) || !(cut.to > cut.from)) continue;
    parts.push(text.slice(at, cut.from), html`<del title=${`${layer(cut.layer)}: ${cut.reason}`}>${text.slice(cut.from, cut.to)}</del>`);
    at = cut.to;
  }
  parts.push(text.slice(at));
  return html`<span>${parts}</span>`;
}

export const CutPair = ({ before, after, cuts = [] }) => html`<div class="stack"><div class="columns pair-of-texts">
    <div class="stack"><h3>Sent by the client</h3><pre class="copyable" tabindex="0" aria-label="Before">${before}</pre></div>
    <div class="stack"><h3>Forwarded</h3><pre class="copyable" tabindex="0" aria-label="After">${after}</pre></div></div>
  ${cuts.length > 0 && html`<ul class="small">${cuts.map((c) => html`<li>
    <strong>${layer(c.layer)}</strong>: ${c.reason}${c.saved_tokens ? `, ${count(c.saved_tokens)} tokens` : ''}${c.restore
      ? html`. To get it back: ${c.restore}` : ''}</li>`)}</ul>`}</div>`;
