// Loads what a page shows: aborts what is no longer wanted, keeps what is there while new comes.
import { get } from './api.js';
import { useEffect, useState } from './lib.js';
import { refreshed } from './scope.js';

const RETRIES = [2000, 4000, 8000, 15000];

/** `path` null loads nothing. Answers {data, error, loading, reload}. */
export function useLoad(path) {
  const [state, setState] = useState({ path: null, data: undefined, error: null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (path === null) return undefined;
    const abort = new AbortController();
    let timer;
    const run = async (attempt) => {
      try {
        const data = await get(path, { signal: abort.signal });
        setState({ path, data, error: null });
      } catch (error) {
        if (error.name === 'AbortError') return;
        setState((before) => ({ path, data: before.path === path ? before.data : undefined, error }));
        if (error.status === 0 || error.status === 503) {
          timer = setTimeout(() => run(attempt + 1), RETRIES[Math.min(attempt, RETRIES.length - 1)]);
        }
      }
    };
    run(0);
    return () => { abort.abort(); clearTimeout(timer); };
  }, [path, round, refreshed.value]);
  const current = state.path === path;
  return {
    data: path === null ? undefined : state.data,
    error: current ? state.error : null,
    loading: path !== null && !current,
    reload: () => setRound((n) => n + 1),
  };
}

/** A list that comes in pages: {rows, error, loading, more, reload}. */
export function usePages(path) {
  const [pages, setPages] = useState({ path: null, rows: undefined, cursor: null, error: null, busy: false });
  const [round, setRound] = useState(0);
  const at = (cursor) => (cursor ? `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : path);
  useEffect(() => {
    if (path === null) return undefined;
    const abort = new AbortController();
    get(path, { signal: abort.signal }).then(
      (page) => setPages({ path, rows: page.data, cursor: page.next_cursor ?? null, error: null, busy: false }),
      (error) => { if (error.name !== 'AbortError') setPages({ path, rows: undefined, cursor: null, error, busy: false }); },
    );
    return () => abort.abort();
  }, [path, round, refreshed.value]);
  const more = async () => {
    setPages((now) => ({ ...now, busy: true }));
    try {
      const page = await get(at(pages.cursor));
      setPages((now) => (now.path !== path ? now : { ...now, rows: [...now.rows, ...page.data], cursor: page.next_cursor ?? null, busy: false }));
    } catch (error) {
      setPages((now) => ({ ...now, error, busy: false }));
    }
  };
  const current = pages.path === path;
  return {
    data: pages.rows, error: current ? pages.error : null, loading: path !== null && !current,
    more: current && pages.cursor ? more : null, busy: pages.busy, reload: () => setRound((n) => n + 1),
    prepend: (rows) => setPages((now) => ({ ...now, rows: [...rows, ...(now.rows ?? [])] })),
  };
}
