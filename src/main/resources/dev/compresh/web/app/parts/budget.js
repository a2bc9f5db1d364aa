// A budget: spent against its cap, and how many days it lasts at this pace.
import { html } from '../lib.js';
import { ago, money } from '../format.js';

const DAY = 86400e3;
const FULL = 0.9;

/** Days until the cap is reached at this period's pace; null where nobody can say. */
export function daysLeft(cap, now = Date.now()) {
  if (!cap.resets_at || !cap.spent_micros || cap.period === 'none') return null;
  const end = Date.parse(cap.resets_at);
  const date = new Date(end);
  const start = cap.period === 'day' ? end - DAY : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1);
  const pace = cap.spent_micros / Math.max(1, now - start);
  const left = (cap.remaining_micros ?? 0) / pace;
  return now + left < end ? left / DAY : null;
}

/** `cap`: {micros | cap_micros, period, spent_micros, remaining_micros, resets_at}. */
export function Budget({ cap }) {
  const most = cap?.micros ?? cap?.cap_micros;
  if (most === undefined || most === null) return html`<span class="muted">no cap</span>`;
  const used = most > 0 ? cap.spent_micros / most : 1;
  const left = daysLeft({ ...cap });
  const text = `${money(cap.spent_micros)} of ${money(most)}${cap.period && cap.period !== 'none' ? ` a ${cap.period}` : ''}`;
  return html`<div class="budget"><span class="small nowrap">${text}</span>
    <span class="track" role="img" aria-label=${text}>
      <span class=${`fill ${used >= 1 ? 'lost' : used >= FULL ? 'c6' : 'c1'}`} style=${{ left: 0, width: `${Math.min(100, 100 * used)}%` }}></span></span>
    ${used >= 1 ? html`<span class="small lost">used up${cap.resets_at ? `, resets ${ago(cap.resets_at)}` : ''}</span>` : left !== null
      && html`<span class="small warn">reached in ${left < 1 ? 'less than a day' : `${Math.round(left)} days`} at this pace</span>`}</div>`;
}
