// What is copied by a click: ids, keys, snippets.
import { html, useState } from '../lib.js';
import { short } from '../format.js';
import { Icon } from './icons.js';
import { toast } from './toast.js';

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast('Copied.');
    return true;
  } catch {
    toast('The browser does not allow copying here. Select the text and copy it by hand.');
    return false;
  }
}

export function CopyButton({ text, label = 'Copy' }) {
  const [done, setDone] = useState(false);
  const press = async () => { if (await copy(text)) { setDone(true); setTimeout(() => setDone(false), 2000); } };
  return html`<button type="button" class="button small" onClick=${press}>
    <${Icon} name=${done ? 'check' : 'copy'} />${done ? 'Copied' : label}</button>`;
}

/** Lines of code with a button to copy them. */
export const Snippet = ({ text, label }) => html`<div class="copyable"><pre tabindex="0" aria-label=${label ?? 'Lines to copy'}>
  <code>${text}</code></pre><${CopyButton} text=${text} /></div>`;

/** An id, shortened; a click copies all of it. */
export function Id({ value, whole = false }) {
  const press = (event) => { event.stopPropagation(); copy(value); };
  return html`<button type="button" class="plain id" title=${`${value}: click to copy`} onClick=${press}>
    <span class="hidden-text">Copy ${value}</span><span aria-hidden="true">${whole ? value : short(value)}</span></button>`;
}
