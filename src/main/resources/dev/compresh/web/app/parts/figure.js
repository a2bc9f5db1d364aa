// One number with its name, its unit and how it is computed.
import { html } from '../lib.js';
import { ago, exact } from '../format.js';

/** A name that explains itself on hover or focus. */
export const Hinted = ({ text, hint }) => (hint ? html`<span class="hinted" tabindex="0" title=${hint}
  aria-label=${`${text}: ${hint}`} role="note">${text}</span>` : text);

export function Figure({ label, value, hint, note, tone = '', href }) {
  const inner = html`<span class="label">${hint && !href ? html`<${Hinted} text=${label} hint=${hint} />` : label}</span>
    <span class=${`value ${tone}`}>${value}</span>${note && html`<span class="note">${note}</span>`}`;
  return href ? html`<a class="figure" href=${href} title=${hint}>${inner}</a>` : html`<div class="figure">${inner}</div>`;
}

export const Time = ({ at, none = 'never' }) => (at ? html`<time datetime=${at} title=${exact(at)} class="nowrap">${ago(at)}</time>`
  : html`<span class="muted">${none}</span>`);
