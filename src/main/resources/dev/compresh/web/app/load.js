// Loads what a page shows: aborts what is no longer wanted, keeps what is there while new comes.
import { get } from './api.js';
import { useEffect, useState } from './lib.js';
import { refreshed } from './scope.js';

const RETRIES = [2000, 4000, 8000, 15000];
const SOON_MS = 700;

/** Whether it may go by itself: the program restarts, or its store is down. */
const passes = (error) => error.status === 0 || error.status === 503;

/** When attempt number `attempt` that failed is made again, in ms. */
const pause = (attempt) => RETRIES[Math.min(attempt, RETRIES.length - 1)];

/**
 * `path` null loads nothing; what is not found is asked for `awaited` times more. Answers {data,
 * error, loading, reload, awaiting}.
 */
export function useLoad(path, awaited = 0) {
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
        const awaiting = error.status === 404 && !error.isMissing && attempt < awaited;
        setState((before) => ({ path, data: before.path === path ? before.data : undefined, error: awaiting ? null : error, awaiting }));
        if (awaiting || passes(error)) timer = setTimeout(() => run(attempt + 1), awaiting ? SOON_MS : pause(attempt));
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
    awaiting: current && Boolean(state.awaiting),
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
    let timer;
    const run = (attempt) => get(path, { signal: abort.signal }).then(
      (page) => setPages({ path, rows: page.data, cursor: page.next_cursor ?? null, error: null, busy: false }),
      (error) => {
        if (error.name === 'AbortError') return;
        setPages((before) => (before.path === path ? { ...before, error, busy: false } : { path, rows: undefined, cursor: null, error, busy: false }));
        if (passes(error)) timer = setTimeout(() => run(attempt + 1), pause(attempt));
      },
    );
    run(0);
    return () => { abort.abort(); clearTimeout(timer); };
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
