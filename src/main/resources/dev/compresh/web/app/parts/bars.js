// Bars of numbers next to their names; composition in one bar.
import { html } from '../lib.js';

const share = (value, most) => `${most > 0 ? Math.max(0, Math.min(100, (100 * value) / most)) : 0}%`;

/** `lines`: {label, parts: [{value, tone, title}], text, href}; parts lie over each other, first at the back. */
export function Bars({ lines, most = Math.max(1, ...lines.flatMap((l) => l.parts.map((p) => p.value))) }) {
  return html`<div class="bars" role="list">${lines.map((l) => html`<div class="line" role="listitem" key=${l.key ?? l.label}>
    ${l.href ? html`<a class="clip" href=${l.href} title=${l.label}>${l.label}</a>` : html`<span class="clip" title=${l.title ?? l.label}>${l.label}</span>`}
    <span class="track" aria-hidden="true">${l.parts.map((p) => html`<span class=${`fill ${p.tone}`} style=${{ width: share(p.value, most) }}
      title=${p.title}></span>`)}</span>
    <span class="num">${l.text}</span></div>`)}</div>`;
}

export const Legend = ({ entries }) => html`<div class="legend">${entries.map(([tone, text]) => html`<span><i class="swatch">
  <i class=${`fill ${tone}`} style=${{ inset: 0 }}></i></i>${text}</span>`)}</div>`;

/** `parts`: [{value, tone, label}], side by side. */
export function Composition({ parts }) {
  const total = parts.reduce((sum, p) => sum + Math.max(0, p.value), 0);
  let at = 0;
  const text = parts.map((p) => `${p.label} ${p.value.toLocaleString('en-US')}`).join(', ');
  return html`<div class="composition" role="img" aria-label=${text} title=${text} style=${{ position: 'relative' }}>
    ${total > 0 && parts.map((p) => {
      const from = at;
      at += (100 * Math.max(0, p.value)) / total;
      return html`<span class=${`fill ${p.tone}`} style=${{ left: `${from}%`, width: `${at - from}%` }}></span>`;
    })}</div>`;
}
