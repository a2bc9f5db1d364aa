// What a page shows while there is nothing to show: loading, empty, failed.
import { html } from '../lib.js';
import { Icon } from './icons.js';

const WIDTHS = [92, 76, 84, 60, 88, 70, 80, 64];

/** The shape of what is to come; appears after 300 ms, says so after a second. */
export const Skeleton = ({ lines = 5, height }) => html`<div class="skeleton" role="status" aria-label="Loading">
  ${height ? html`<i style=${{ height: `${height}px` }}></i>` : WIDTHS.slice(0, lines).map((width) => html`<i style=${{ width: `${width}%` }}></i>`)}
  <span class="late">Still loading …</span>
</div>`;

/** Says why there is nothing, and what to do. */
export const Empty = ({ title, children }) => html`<div class="empty"><strong>${title}</strong>${children}</div>`;

export function Failed({ error, retry }) {
  if (error.isMissing) {
    return html`<div class="notice"><div>This figure is not available: the running version of Compresh does not have it yet.</div></div>`;
  }
  if (error.status === 403) return html`<div class="notice warning"><div>Your role does not allow this. ${error.message}</div></div>`;
  const waiting = error.status === 0 || error.status === 503;
  return html`<div class="notice error" role="alert"><div>${error.message}${waiting ? ' Trying again by itself.' : ''}</div>
    ${retry && html`<button type="button" class="button small" onClick=${retry}><${Icon} name="refresh" />Try again</button>`}</div>`;
}

/** Shows `children(data)` once there are data, and the right state before and along with that. */
export function Loaded({ state, lines, height, children }) {
  const { data, error, reload } = state;
  if (data === undefined) {
    return error ? html`<${Failed} error=${error} retry=${reload} />` : html`<${Skeleton} lines=${lines} height=${height} />`;
  }
  return html`${error && html`<${Failed}
    error=${error} retry=${reload} />`}<div class="stack" aria-busy=${state.loading ? 'true' : 'false'}>${children(data)}</div>`;
}

export const Notice = ({ kind = '', children, action }) => html`<div class=${`notice ${kind}`}><div>${children}</div>${action}</div>`;
