// Starts the dashboard: finds out who is signed in, then shows sign-in or the pages.
import { html, render, signal, useEffect } from './lib.js';
import { follow } from './route.js';
import { arrive, identify, me } from './api.js';
import { applyTheme } from './theme.js';
import { NewPassword, SignIn } from './gate.js';
import { Shell } from './shell.js';
import { Failed, Skeleton } from './parts/states.js';
import { Toasts } from './parts/toast.js';

const RETRY_MS = 3000;
const trouble = signal(null);

async function start() {
  try {
    await identify();
    trouble.value = null;
  } catch (error) {
    trouble.value = error;
    setTimeout(start, RETRY_MS);
  }
}

function App() {
  useEffect(() => { start(); }, []);
  const who = me.value;
  if (who === undefined) {
    return html`<main class="gate" id="main" tabindex="-1">${trouble.value ? html`<${Failed} error=${trouble.value} />` : html`<${Skeleton}
      lines=${3} />`}</main>`;
  }
  if (who === null) return html`<${SignIn} />`;
  if (who.password_change_required) return html`<${NewPassword} />`;
  return html`<${Shell} />`;
}

applyTheme();
arrive();
follow();
const root = document.getElementById('app');
root.textContent = '';
render(html`<${App} /><${Toasts} />`, root);
