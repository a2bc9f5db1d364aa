// Menu, theme and search. Works from a folder: scripts are added to the page, nothing is fetched.
{
  const up = document.currentScript.dataset.up;
  const byId = (id) => document.getElementById(id);
  const [menu, pages, query, results] = ['menu', 'pages', 'query', 'results'].map(byId);

  menu.addEventListener('click', () => {
    const isOpen = pages.classList.toggle('open');
    menu.setAttribute('aria-expanded', isOpen);
  });

  byId('theme').addEventListener('click', () => {
    const dark = getComputedStyle(document.documentElement).colorScheme === 'dark'
      || (!document.documentElement.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('theme', dark ? 'light' : 'dark');
  });

  const load = (name) => new Promise((done, failed) => {
    const script = document.createElement('script');
    Object.assign(script, { src: `${up}assets/${name}`, onload: done, onerror: failed });
    document.head.append(script);
  });

  let engine;
  const engineReady = () => engine ??= Promise.all([load('minisearch.js'), load('search-index.js')])
    .then(() => MiniSearch.loadJSON(window.searchIndex.json, window.searchIndex.options));

  /** The words around the first match. */
  function excerpt(text, terms) {
    const lower = text.toLowerCase();
    const found = terms.map((term) => lower.indexOf(term)).filter((at) => at >= 0);
    const start = Math.max(0, Math.min(...(found.length ? found : [0])) - 40);
    return (start ? '… ' : '') + text.slice(start, start + 140);
  }

  function entry(hit) {
    const link = document.createElement('a');
    link.href = up + hit.id;
    const place = hit.heading === hit.page ? hit.page : `${hit.page} › ${hit.heading}`;
    const [title, text] = ['strong', 'span'].map((tag) => document.createElement(tag));
    title.textContent = place;
    text.textContent = excerpt(hit.text, hit.terms);
    link.append(title, text);
    return link;
  }

  async function search() {
    const text = query.value.trim();
    if (!text) return void (results.hidden = true);
    const hits = (await engineReady()).search(text).slice(0, 12);
    if (text !== query.value.trim()) return;
    results.replaceChildren(...hits.map(entry));
    if (!hits.length) results.textContent = `Nothing found for “${text}”.`;
    results.hidden = false;
  }

  query.addEventListener('focus', engineReady, { once: true });
  query.addEventListener('input', search);

  const close = () => { results.hidden = true; };
  results.addEventListener('click', close);
  document.addEventListener('click', (event) => { if (!event.target.closest('.search')) close(); });

  document.addEventListener('keydown', (event) => {
    const isTyping = document.activeElement === query;
    if (event.key === '/' && !isTyping) {
      event.preventDefault();
      query.focus();
    } else if (event.key === 'Escape') {
      close();
    } else if (event.key === 'Enter' && isTyping) {
      results.querySelector('a')?.click();
    } else if (['ArrowDown', 'ArrowUp'].includes(event.key) && event.target.closest?.('.search')) {
      const stops = [query, ...results.querySelectorAll('a')];
      const next = stops[stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });
}
