// A waterfall: from what was sent, step by step, to what remains.
import { html } from '../lib.js';
import { Hinted } from './figure.js';

/** Lays the steps out on one scale: {from, to} in percent, whatever signs they have. */
export function layOut(steps) {
  let at = 0;
  const spans = steps.map((step) => {
    const from = step.total ? 0 : at;
    const to = step.total ? step.value : at + step.value;
    at = to;
    return [Math.min(from, to), Math.max(from, to)];
  });
  const low = Math.min(0, ...spans.map(([from]) => from));
  const high = Math.max(0, ...spans.map(([, to]) => to));
  const size = high - low || 1;
  return spans.map(([from, to]) => ({ left: (100 * (from - low)) / size, width: (100 * (to - from)) / size }));
}

/** `steps`: {label, value, tone, text, hint, total, href}. */
export function Waterfall({ label, steps }) {
  const spans = layOut(steps);
  return html`<div class="waterfall" role="list"
    aria-label=${label}>${steps.map((step, i) => html`<div class=${`step ${step.total ? 'total' : ''}`} role="listitem" key=${step.label}>
    <span>${step.href ? html`<a href=${step.href} title=${step.hint}>${step.label}</a>` : html`<${Hinted} text=${step.label} hint=${step.hint} />`}</span>
    <span class="track" aria-hidden="true">
      <span class=${`fill ${step.tone}`} style=${{ left: `${spans[i].left}%`, width: `${Math.max(0.4, spans[i].width)}%` }}></span></span>
    <span class=${`num ${step.textTone ?? ''}`}>${step.text}</span></div>`)}</div>`;
}
