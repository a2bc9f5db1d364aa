// The frame around all pages: navigation, the bar, the page itself.
import { html, signal, useEffect, useState } from './lib.js';
import { call, ended, enter, isThroughProvider, me } from './api.js';
import { here, link } from './route.js';
import { GROUPS, PAGES, may } from './pages.js';
import { Bar } from './bar.js';
import { Palette, opened } from './palette.js';
import { Dialog } from './parts/dialog.js';
import { Icon } from './parts/icons.js';
import { Empty, Failed, Skeleton } from './parts/states.js';

const PHONE = ['/', '/savings', '/requests', '/keys'];
const menu = signal(false);
const logo = new URL('../logo.svg', import.meta.url).pathname;

/** The page at an address: its own, or the one whose address is the first part. */
function at(path) {
  return PAGES[path] ? path : null;
}

function Item({ path }) {
  const page = PAGES[path];
  const current = here.value.path === path || PAGES[here.value.path]?.under === path;
  return html`<a class="item" href=${link(path)} aria-current=${current ? 'page' : undefined} onClick=${() => { menu.value = false; }}>
    <${Icon} name=${page.icon} />${page.menu ?? page.title}</a>`;
}

const Groups = () => GROUPS.map(([title, paths]) => {
  const seen = paths.filter((path) => may(me.value, PAGES[path].least));
  return seen.length ? html`<div key=${title}>${title && html`<div class="group">${title}</div>`}<ul>${seen.map((path) => html`<li key=${path}>
    <${Item} path=${path} /></li>`)}</ul></div>` : null;
});

async function leave() {
  const through = isThroughProvider();
  try { await call('POST', '/sign-out'); } finally { ended.value = ''; enter(null); }
  if (through) window.location.assign('/admin/v1/sign-out/oidc');
}

const Who = () => html`<div class="who"><span class="clip" title=${me.value.name}>${me.value.name}</span>
  <span class="muted small">${me.value.operator ? 'operator, ' : ''}${me.value.role}</span>
  <button type="button" class="plain link" onClick=${leave}>Sign out</button></div>`;

const Bottom = () => html`<nav class="bottom" aria-label="Pages">${PHONE.map((path) => html`<a
  href=${link(path)} aria-current=${here.value.path === path ? 'page' : undefined}>
  <${Icon} name=${PAGES[path].icon} />${PAGES[path].title}</a>`)}
  <button type="button" class="plain" aria-haspopup="dialog" onClick=${() => { menu.value = true; }}><${Icon} name="more" />More</button></nav>`;

/** Loads a page's module when it is opened. */
function Page({ path }) {
  const [state, setState] = useState({ path: null });
  const page = PAGES[path];
  useEffect(() => {
    let gone = false;
    document.title = `${page.title} · Compresh`;
    page.load().then(
      (module) => { if (!gone) setState({ path, View: module.default }); },
      () => { if (!gone) setState({ path, error: { message: 'This page could not be loaded; Compresh may have been updated. Reload the browser tab.' } }); },
    );
    return () => { gone = true; };
  }, [path]);
  if (state.path !== path) return html`<h1>${page.title}</h1><${Skeleton} lines=${6} />`;
  if (state.error) return html`<${Failed} error=${state.error} retry=${() => window.location.reload()} />`;
  return html`<${state.View} />`;
}

function Body() {
  const path = at(here.value.path);
  if (!path) return html`<h1>There is no such page</h1><${Empty} title="The address leads nowhere."><a href=${link('/')}>Go to Home</a></${Empty}>`;
  if (!may(me.value, PAGES[path].least)) return html`<h1>${PAGES[path].title}</h1>
    <${Empty} title="Your role does not show this page.">An admin of your organisation can see it.</${Empty}>`;
  return html`<${Page} path=${path} />`;
}

export function Shell() {
  useEffect(() => {
    const key = (event) => { if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); opened.value = !opened.value; } };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, []);
  const page = PAGES[here.value.path];
  return html`<a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); document.getElementById('main').focus(); }}>Skip to content</a>
    <div class="shell"><nav class="nav" aria-label="All pages"><a class="brand" href=${link('/')}>
      <img src=${logo} alt="" width="20" height="20" />Compresh</a><${Groups} /><${Who} /></nav>
      <div><${Bar} page=${page} /><main id="main" tabindex="-1"><${Body} /></main></div></div>
    <${Bottom} />
    ${menu.value && html`<${Dialog} title="All pages" kind="sheet" onClose=${() => { menu.value = false; }}>
      <nav aria-label="All pages" class="stack menu-pages"><${Groups} /><${Who} /></nav></${Dialog}>`}
    ${opened.value && html`<${Palette} />`}`;
}
