// Calls of the administration API. Errors are values that pages can show.
import { signal } from './lib.js';

/** Who is signed in: undefined while nobody knows, null for nobody. */
export const me = signal(undefined);
/** Why the sign-in page is shown again, such as a session that ended. */
export const ended = signal('');

export class ApiError extends Error {
  constructor(status, code, message, param) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param;
  }

  /** Whether this version of the program does not have the route. */
  get isMissing() { return this.status === 404 && this.code === 'unknown_endpoint'; }
}

const UNREACHABLE = 'Compresh does not answer. It may be restarting.';

async function answered(path, options) {
  try {
    return await fetch(`/admin/v1${path}`, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, 'unreachable', UNREACHABLE);
  }
}

async function failure(response) {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text);
    return new ApiError(response.status, error.code, error.message, error.param);
  } catch {
    return new ApiError(response.status, 'unknown', `Compresh answered with status ${response.status}.`);
  }
}

/** Calls a route with `body` as JSON, or with `raw` text that is JSON; the answer's JSON, or null. */
export async function call(method, path, { body, raw, signal: aborted, headers = {} } = {}) {
  const lines = { accept: 'application/json', ...headers };
  if (body !== undefined || raw !== undefined) lines['content-type'] = 'application/json';
  if (method !== 'GET' && me.value?.csrf_token) lines['x-csrf-token'] = me.value.csrf_token;
  const response = await answered(path, {
    method, headers: lines, signal: aborted, credentials: 'same-origin', cache: 'no-store',
    body: body === undefined ? raw : JSON.stringify(body),
  });
  if (response.ok) return response.status === 204 ? null : response.json();
  const error = await failure(response);
  if (error.status === 401 && error.code === 'not_signed_in' && me.value) {
    ended.value = 'Your sign-in has ended. Sign in again; you come back to this page.';
    enter(null);
  }
  throw error;
}

export const get = (path, options) => call('GET', path, options);

/** A path with parameters; empty ones are left out. */
export function withQuery(path, query) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

/** Notes in this browser that somebody signed in, so that strangers are not asked for in vain. */
function remember(signedIn) {
  if (signedIn) localStorage.setItem('signed-in', localStorage.getItem('signed-in') ?? 'yes');
  else localStorage.removeItem('signed-in');
}

/** Whether this browser was signed in by the identity provider. */
export const isThroughProvider = () => localStorage.getItem('signed-in') === 'provider';

const SIGNED_IN = '#signed-in';
const FAILED = '#sign-in-failed=';
const FAILURES = {
  expired: 'The sign-in took too long or was started in another tab. Start it again.',
  cancelled: 'The identity provider ended the sign-in.',
  rejected: 'The answer of the identity provider could not be verified. Start the sign-in again; if this stays, ask your administrator.',
  unavailable: 'The identity provider can\'t be reached, or does not accept Compresh. Try again in a moment.',
  not_allowed: 'Your account at the identity provider has no access to Compresh. Ask your administrator for a group that has.',
  deactivated: 'Your user or organization is deactivated. Ask your administrator.',
  throttled: 'Too many attempts. Wait a few minutes and try again.',
};

/** Reads how a sign-in through the identity provider ended, and takes it out of the address. */
export function arrive() {
  const { hash, pathname, search } = window.location;
  if (hash === SIGNED_IN) localStorage.setItem('signed-in', 'provider');
  else if (hash.startsWith(FAILED)) ended.value = FAILURES[hash.slice(FAILED.length)] ?? FAILURES.rejected;
  else return;
  window.history.replaceState(null, '', pathname + search);
}

/** Takes over who is signed in. */
export function enter(who) {
  remember(Boolean(who));
  me.value = who;
}

/** Asks who is signed in. */
export async function identify() {
  if (!localStorage.getItem('signed-in')) { me.value = null; return; }
  try {
    enter(await get('/me'));
  } catch (error) {
    if (error.status !== 401) throw error;
    enter(null);
  }
}
