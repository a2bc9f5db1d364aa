// Ctrl-K: jumps to a page, key, session, request or model.
import { html, signal, useEffect, useRef, useState } from './lib.js';
import { get, me, withQuery } from './api.js';
import { go, here, link } from './route.js';
import { PAGES, may } from './pages.js';

export const opened = signal(false);
const WAIT_MS = 150;

const TARGETS = {
  key: (hit) => link('/keys', { open: hit.id }),
  session: (hit) => link('/session', { key_id: hit.key_id, id: hit.id }),
  request: (hit) => link('/requests', { open: hit.id }),
  model: (hit) => link('/usage', { model: hit.id }),
  user: (hit) => link('/people', { open: hit.id }),
};

const pages = (text) => Object.entries(PAGES).filter(([path, page]) => !page.under && may(me.value, page.least) && page.title.toLowerCase().includes(text.toLowerCase()))
  .map(([path, page]) => ({ kind: 'page', id: path, label: page.title, href: link(path) }));

function useHits(text) {
  const [hits, setHits] = useState([]);
  useEffect(() => {
    if (!text.trim()) { setHits([]); return undefined; }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const found = await get(withQuery('/search', { q: text.trim().slice(0, 100), org: here.value.query.org }), { signal: abort.signal });
        setHits(found.data.filter((hit) => TARGETS[hit.kind]).map((hit) => ({ ...hit, href: TARGETS[hit.kind](hit) })));
      } catch { setHits([]); }
    }, WAIT_MS);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [text]);
  return hits;
}

export function Palette() {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef(null);
  const found = [...pages(text), ...useHits(text)];
  useEffect(() => { dialog.current.showModal(); }, []);
  const close = () => { opened.value = false; };
  const key = (event) => {
    if (event.key === 'Escape') { event.preventDefault(); close(); return; } // a search field would empty itself first
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((n) => (found.length ? (n + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length : 0));
    } else if (event.key === 'Enter' && found[at]) { event.preventDefault(); close(); go(found[at].href); }
  };
  return html`<dialog ref=${dialog} class="box palette" aria-label="Search" onCancel=${(event) => { event.preventDefault(); close(); }}
    onClick=${(event) => { if (event.target === dialog.current) close(); }}>
    <input type="search" role="combobox" aria-expanded="true" aria-controls="found" aria-activedescendant=${found[at] ? `found-${at}` : undefined}
      aria-label="Page, key, session, request id or model"
      placeholder="Page, key, session, request id or model" autocomplete="off" value=${text} onInput=${(event) => { setText(event.target.value); setAt(0); }} onKeyDown=${key} />
    <ul id="found" role="listbox"
      aria-label="Results">${found.map((hit, i) => html`<li key=${`${hit.kind} ${hit.id}`} role="option" id=${`found-${i}`} aria-selected=${i === at ? 'true' : 'false'}
      onClick=${() => { close(); go(hit.href); }}>
      <div class=${i === at ? 'on' : ''}>
        <span class="clip">${hit.label}${hit.detail && html` <span class="muted">${hit.detail}</span>`}</span>
        <span class="kind">${hit.kind}</span></div></li>`)}</ul>
    ${!found.length && html`<p class="muted" style=${{ padding: '8px' }} role="status">Nothing found.</p>`}
  </dialog>`;
}
