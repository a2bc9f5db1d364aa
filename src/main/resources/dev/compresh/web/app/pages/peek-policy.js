// Whether anybody may look at texts of the organisation's live sessions; an owner's choice.
import { html } from '../lib.js';
import { call } from '../api.js';
import { useLoad } from '../load.js';
import { FormError, useSend } from '../parts/form.js';
import { Loaded } from '../parts/states.js';
import { toast } from '../parts/toast.js';

export function PeekPolicy() {
  const state = useLoad('/peek-policy');
  const { busy, error, send } = useSend(async (allowed) => {
    await call('PATCH', '/peek-policy', { body: { allowed } });
    toast(allowed ? 'Peeks are allowed.' : 'Peeks are forbidden; open ones have ended.');
    state.reload();
  });
  return html`<section class="panel"><h2>Peeks</h2>
    <p class="muted">A peek shows an admin, or the operator, the texts of one session's next requests for some minutes. Each one is noted in the audit log.</p>
    <${Loaded} state=${state} lines=${1}>${({ allowed }) => html`<label class="check">
      <input type="checkbox" checked=${allowed} disabled=${busy} onChange=${() => send(!allowed)} />Allow peeks in this organisation</label>`}</${Loaded}>
    <${FormError} error=${error} /></section>`;
}
