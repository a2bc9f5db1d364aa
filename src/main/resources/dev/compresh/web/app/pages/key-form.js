// The fields of a key, for a new one and for a change.
import { html } from '../lib.js';
import { Choice, TextField, faultOf } from '../parts/form.js';

const EXPIRY = [['never', 'Never'], ['30d', '30 days'], ['90d', '90 days'], ['6m', '6 months'], ['1y', '1 year'], ['2y', '2 years'], ['10y', '10 years']];
const MODES = [['', 'The installation\'s default'], ['off', 'off: bytes pass untouched'], ['lossless', 'lossless: all can be rebuilt'], ['balanced', 'balanced: also long chats'], ['max', 'max: cut as much as safe'], ['shadow', 'shadow: measure only']];
const OBJECTIVES = [['', 'The installation\'s default'], ['auto', 'auto'], ['tokens', 'tokens: fewest tokens'], ['cost', 'cost: lowest bill']];
const PERIODS = [['none', 'in all'], ['day', 'a day'], ['month', 'a month']];

/** What the API takes, from the form's texts. `whole` also says what is taken away. */
export function keyBody(given, whole) {
  const body = { description: given.description };
  if (given.expires && given.expires !== 'keep') body.expires = given.expires;
  const nothing = whole ? null : undefined;
  body.requests_per_minute = given.requests_per_minute ? Number(given.requests_per_minute) : nothing;
  body.mode = given.mode || nothing;
  body.objective = given.objective || nothing;
  const models = (given.allowed_models ?? '').split(/[\s,]+/).filter(Boolean);
  if (models.length || whole) body.allowed_models = models;
  if (given.cap) {
    body.spend_cap_micros = Math.round(Number(given.cap) * 1e6);
    body.spend_cap_period = given.cap_period ?? 'none';
  } else if (whole) body.spend_cap_micros = null;
  const tags = (given.tags ?? '').split(/[\s,]+/).filter(Boolean);
  if (tags.length || (whole && given.tagged)) body.tags = tags;
  if (given.user_id) body.user_id = given.user_id;
  return body;
}

export const SHOWN = ['description', 'expires', 'requests_per_minute', 'allowed_models', 'mode', 'objective', 'spend_cap_micros', 'user_id', 'tags'];

export function KeyFields({ value = {}, error, users }) {
  const cap = value.spend_cap;
  const expiry = value.id ? [['keep', value.expires_at ? `As it is: ${value.expires_at.slice(0, 10)}` : 'As it is: never'], ...EXPIRY] : EXPIRY;
  return html`<${TextField} label="Description" name="description" required maxlength="120" value=${value.description ?? ''}
    hint="Who or what it is for" fault=${faultOf(error, 'description')} />
    ${users?.length > 1 && html`<${Choice} label="User" name="user_id" options=${users.map((u) => [u.id, u.name])} value=${users[0].id}
      fault=${faultOf(error, 'user_id')} />`}
    <div class="pair"><${Choice} label="Expires" name="expires" options=${expiry} value=${expiry[0][0]} fault=${faultOf(error, 'expires')} />
      <${TextField} label="Requests per minute" name="requests_per_minute" type="number" min="10" max="1000000"
        value=${value.requests_per_minute ?? ''} hint="Empty for the default" fault=${faultOf(error, 'requests_per_minute')} />
        </div>
    <div class="pair"><${TextField} label="Spend cap in USD" name="cap" type="number" min="0" step="0.01"
      value=${cap ? cap.micros / 1e6 : ''} hint="Empty for none" fault=${faultOf(error, 'spend_cap_micros')} />
      <${Choice} label="Per" name="cap_period" options=${PERIODS} value=${cap?.period ?? 'month'} /></div>
    <${TextField} label="Allowed models" name="allowed_models" value=${(value.allowed_models ?? []).join(', ')}
      hint="Separated by commas; empty for the organisation's" fault=${faultOf(error, 'allowed_models')} />
    ${(!value.id || value.tags) && html`<${TextField} label="Tags" name="tags" value=${(value.tags ?? []).join(', ')} placeholder="project=web, team=search"
      hint="Added to each of its requests, for figures by tag" fault=${faultOf(error, 'tags')} />`}
    ${value.tags && html`<input type="hidden" name="tagged" value="yes" />`}
    <div class="pair"><${Choice} label="Compression mode" name="mode" options=${MODES} value=${value.mode ?? ''} fault=${faultOf(error, 'mode')} />
      <${Choice} label="Objective" name="objective" options=${OBJECTIVES} value=${value.objective ?? ''} fault=${faultOf(error, 'objective')} />
        </div>`;
}
