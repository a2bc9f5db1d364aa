// Sign-in, and the change of a one-time password.
import { html, useEffect, useRef, useState } from './lib.js';
import { call, ended, enter, get, identify, me } from './api.js';
import { go, here } from './route.js';
import { FormError, TextField, faultOf, useSend, values } from './parts/form.js';

const SHORTEST = 12;

const Brand = () => html`<div class="brand">
  <img src=${new URL('../logo.svg', import.meta.url).pathname} alt="" width="20" height="20" />Compresh</div>`;

/** The way to the identity provider, where there is one. */
function ProviderLink() {
  const [options, setOptions] = useState(null);
  useEffect(() => { get('/sign-in-options').then(setOptions, () => {}); }, []);
  if (!options?.provider_url) return null;
  const { path, query } = here.value;
  const search = new URLSearchParams(query).toString();
  const back = new URLSearchParams({ return: search ? `${path}?${search}` : path });
  return html`<a class="button primary" href=${`${options.provider_url}?${back}`}>Sign in with ${options.provider_name}</a>
    <p class="muted small">Or with a name and a password of Compresh:</p>`;
}

export function SignIn() {
  const form = useRef(null);
  useEffect(() => { document.title = 'Sign in · Compresh'; form.current.elements.name.focus(); }, []);
  const { busy, error, send } = useSend(async (given) => {
    const who = await call('POST', '/sign-in', { body: given });
    ended.value = '';
    enter(who);
  });
  const submit = (event) => { event.preventDefault(); send({ name: form.current.elements.name.value.trim(), password: form.current.elements.password.value }); };
  return html`<main class="gate" id="main" tabindex="-1"><form class="form" ref=${form} onSubmit=${submit}>
    <${Brand} /><h1>Sign in</h1>
    ${ended.value && html`<div class="notice warning"><div>${ended.value}</div></div>`}
    <${ProviderLink} />
    <${TextField} label="Name" name="name" autocomplete="username" required maxlength="200" autocapitalize="none" spellcheck=${false} />
    <${TextField} label="Password" name="password" type="password" autocomplete="current-password" required maxlength="500" />
    <${FormError} error=${error} />
    <button class="button primary" disabled=${busy}>${busy ? 'Signing in …' : 'Sign in'}</button>
    <p class="muted small">First time here? <code>./compresh up</code> printed the name and the password when it first started.</p>
  </form></main>`;
}

export function NewPassword() {
  const form = useRef(null);
  useEffect(() => { document.title = 'Choose a password · Compresh'; form.current.elements.current_password.focus(); }, []);
  const { busy, error, send } = useSend(async (body) => {
    await call('POST', '/password', { body });
    await identify();
    if (here.value.path === '/') go('/connect', { replace: true });
  });
  const submit = (event) => { event.preventDefault(); send(values(form.current)); };
  return html`<main class="gate" id="main" tabindex="-1"><form class="form" ref=${form} onSubmit=${submit}>
    <${Brand} /><h1>Choose your own password</h1>
    <p class="muted">The one you signed in with was for one time.</p>
    <input type="hidden" autocomplete="username" value=${me.value.name} />
    <${TextField} label="One-time password" name="current_password" type="password" autocomplete="current-password" required
      fault=${faultOf(error, 'current_password')} />
    <${TextField} label="New password" name="new_password" type="password" autocomplete="new-password" required minlength=${SHORTEST} maxlength="256"
      hint="12 characters or more" fault=${faultOf(error, 'new_password')} />
    <${FormError} error=${error} shown=${['current_password', 'new_password']} />
    <button class="button primary" disabled=${busy}>${busy ? 'Saving …' : 'Save and go on'}</button>
  </form></main>`;
}
