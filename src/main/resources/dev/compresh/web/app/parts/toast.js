// Short messages about what the person has just done.
import { html, signal } from '../lib.js';

const toasts = signal([]);
let next = 0;
const SHOWN_MS = 5000;

export function toast(text) {
  const id = next++;
  toasts.value = [...toasts.value, { id, text }];
  setTimeout(() => { toasts.value = toasts.value.filter((each) => each.id !== id); }, SHOWN_MS);
}

export const Toasts = () => html`<div class="toasts" role="status" aria-live="polite">
  ${toasts.value.map(({ id, text }) => html`<div class="toast" key=${id}>${text}</div>`)}
</div>`;
