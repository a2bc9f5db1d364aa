// Fields of forms, and what happens when one is sent.
import { html, useId, useState } from '../lib.js';

export function Field({ label, hint, fault, children }) {
  const id = useId();
  const said = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${children({ id, 'aria-describedby': said, 'aria-invalid': fault ? 'true' : undefined })}
    ${hint && html`<span class="hint" id=${`${id}-hint`}>${hint}</span>`}
    ${fault && html`<span class="fault" id=${`${id}-fault`} role="alert">${fault}</span>`}
  </div>`;
}

// A field whose changes nobody follows begins with its value and is then the person's: `value` would put
// the first text back whenever the form is drawn again, as when a list arrives or an error is shown.
const begins = ({ value, ...rest }) => (rest.onInput || rest.onChange || value === undefined ? { value, ...rest } : { defaultValue: value, ...rest });

export const TextField = ({ label, hint, fault, ...rest }) => html`<${Field} label=${label} hint=${hint}
  fault=${fault}>${(more) => html`<input ...${begins(rest)} ...${more} />`}</${Field}>`;

export const Choice = ({ label, hint, fault, options, value, onChange, ...rest }) => html`<${Field} label=${label} hint=${hint} fault=${fault}>
  ${(more) => html`<select ...${rest} ...${more} ...${onChange ? { value, onChange: (event) => onChange(event.target.value) } : {}}>
    ${options.map(([each, text]) => html`<option value=${each} selected=${each === value}>${text}</option>`)}</select>`}</${Field}>`;

/** Sends something once at a time: {busy, error, send}. */
export function useSend(action) {
  const [state, setState] = useState({ busy: false, error: null });
  const send = async (...given) => {
    setState({ busy: true, error: null });
    try {
      const result = await action(...given);
      setState({ busy: false, error: null });
      return result;
    } catch (error) {
      setState({ busy: false, error });
      return undefined;
    }
  };
  return { ...state, send, clear: () => setState({ busy: false, error: null }) };
}

/** The values of a form by their names; empty ones are left out. */
export function values(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === 'string' && value.trim() !== '').map(([name, value]) => [name, value.trim()]));
}

/** The message for a field, where the error is about it. */
export const faultOf = (error, name) => (error?.param === name ? error.message : undefined);

/** What went wrong, where it is about no field that is shown. */
export const FormError = ({ error, shown = [] }) => (error && !shown.includes(error.param)
  ? html`<div class="notice error" role="alert"><div>${error.message}</div></div>` : null);
