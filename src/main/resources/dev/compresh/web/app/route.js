// Where the person is: path and query, kept in the address bar alone.
import { signal } from './lib.js';

function read() {
  const url = new URL(window.location.href);
  return { path: url.pathname.replace(/\/+$/, '') || '/', query: Object.fromEntries(url.searchParams) };
}

export const here = signal(read());

/** What all pages share; a link from one to another carries it. */
export const SHARED = ['period', 'from', 'to', 'org', 'key', 'user', 'model', 'provider', 'mode', 'status', 'tag', 'depth', 'held_out'];

function address(path, query) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** A link to a page, with what the pages share, and `more` over it (null takes a part away). */
export function link(path, more = {}) {
  const kept = {};
  for (const name of SHARED) if (here.value.query[name] !== undefined) kept[name] = here.value.query[name];
  return address(path, { ...kept, ...more });
}

/** Goes to an address of the dashboard. */
export function go(href, { replace = false } = {}) {
  const before = here.value.path;
  window.history[replace ? 'replaceState' : 'pushState'](null, '', href);
  here.value = read();
  if (here.value.path !== before) {
    window.scrollTo(0, 0);
    queueMicrotask(() => document.getElementById('main')?.focus({ preventScroll: true }));
  }
}

/** Changes parts of the query on this page; null takes one away. */
export function setQuery(changes, options) {
  go(address(here.value.path, { ...here.value.query, ...changes }), options);
}

/** Follows the browser's buttons and every link of the page that stays in the dashboard. */
export function follow() {
  window.addEventListener('popstate', () => { here.value = read(); });
  document.addEventListener('click', (event) => {
    const anchor = event.target.closest?.('a[href]');
    if (!anchor || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (anchor.target || anchor.hasAttribute('download') || anchor.origin !== window.location.origin) return;
    if (anchor.pathname.startsWith('/admin/') || anchor.getAttribute('href').startsWith('#')) return;
    event.preventDefault();
    go(anchor.pathname + anchor.search);
  });
}
