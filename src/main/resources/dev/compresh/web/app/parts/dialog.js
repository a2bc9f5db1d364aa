// Dialogs and sheets, on the browser's own element: focus stays inside, Escape closes.
import { html, useEffect, useId, useRef } from '../lib.js';
import { Icon } from './icons.js';

/** `kind` is box (in the middle) or sheet (at the side). */
export function Dialog({ title, kind = 'box', onClose, actions, children }) {
  const ref = useRef(null);
  const shown = useRef(true);
  const name = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    return () => { shown.current = false; if (dialog.open) dialog.close(); before?.focus?.(); };
  }, []);
  // Browsers may close a dialog on Escape without asking first.
  const closed = () => { if (shown.current) onClose(); };
  const escape = (event) => { if (event.key === 'Escape' && !event.defaultPrevented && event.target.tagName !== 'SELECT') { event.preventDefault(); onClose(); } };
  const outside = (event) => { if (event.target === ref.current && kind === 'sheet') onClose(); };
  return html`<dialog ref=${ref} class=${kind} aria-labelledby=${name} onCancel=${(event) => { event.preventDefault(); onClose(); }}
    onClose=${closed} onKeyDown=${escape} onClick=${outside}>
    <div class="inner">
      <header><h2 id=${name} class="clip">${title}</h2>${actions}
        <button type="button" class="button quiet" aria-label="Close" onClick=${onClose}><${Icon} name="close" /></button></header>
      ${children}
    </div>
  </dialog>`;
}

/** Asks before something that can't be undone. */
export const Confirm = ({ title, text, action, onYes, onClose, busy }) => html`<${Dialog} title=${title} onClose=${onClose}>
  <p>${text}</p>
  <div class="row"><button type="button" class="button danger" disabled=${busy} onClick=${onYes}>${action}</button>
    <button type="button" class="button" onClick=${onClose}>Cancel</button></div>
</${Dialog}>`;
