// Numbers, money and times as people read them. Money comes as whole micro-USD.
const whole = new Intl.NumberFormat('en-US');
const compactNumber = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
const MICROS = 1e6;

export const count = (n) => whole.format(n ?? 0);

/** Large counts shortened (1.23M); small ones whole. */
export const compact = (n) => (Math.abs(n ?? 0) < 10000 ? count(n) : compactNumber.format(n));

/** Digits that show an amount of this size: cents, or as many as small amounts need. */
export function digitsFor(micros) {
  const size = Math.abs(micros) / MICROS;
  if (size === 0 || size >= 1) return 2;
  return Math.min(6, 1 + Math.ceil(-Math.log10(size)) + 1);
}

/** An amount in USD. */
export function money(micros, digits = digitsFor(micros ?? 0)) {
  const rounded = Math.round((micros ?? 0) / 10 ** (6 - digits)) / 10 ** digits;
  const text = Math.abs(rounded).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${rounded < 0 ? '−' : ''}$${text}`;
}

/** An amount on an axis whose ticks are `step` apart: as many digits as tell ticks apart. */
export function moneyTick(micros, step) {
  return money(micros, step >= MICROS ? 0 : Math.min(6, Math.ceil(-Math.log10(step / MICROS))));
}

/** Paid, without Compresh and the difference, rounded so that the shown figures add up. */
export function moneySum(paid, without) {
  const digits = Math.max(2, Math.min(digitsFor(paid), digitsFor(without), without - paid === 0 ? 6 : digitsFor(without - paid)));
  const unit = 10 ** (6 - digits);
  const left = Math.round(paid / unit);
  const right = Math.round(without / unit);
  return { paid: money(left * unit, digits), without: money(right * unit, digits), saved: money((right - left) * unit, digits) };
}

export const percent = (part, of, digits = 0) => (of > 0 ? `${((100 * part) / of).toFixed(digits).replace('-', '−')} %` : '–');

/** A time span given in microseconds. */
export function span(micros) {
  if (micros === null || micros === undefined) return '–';
  if (micros < 1000) return `${Math.round(micros)} µs`;
  if (micros < 1e6) return `${(micros / 1000).toFixed(micros < 1e4 ? 1 : 0)} ms`;
  if (micros < 6e7) return `${(micros / 1e6).toFixed(1)} s`;
  return `${Math.round(micros / 6e7)} min`;
}

const STEPS = [[60, 'second'], [60, 'minute'], [24, 'hour'], [30.4, 'day'], [12, 'month'], [Infinity, 'year']];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** "3 min ago", "in 2 days". */
export function ago(instant, now = Date.now()) {
  let value = (new Date(instant).getTime() - now) / 1000;
  for (const [size, unit] of STEPS) {
    if (Math.abs(value) < size) return relative.format(Math.trunc(value), unit);
    value /= size;
  }
  return '';
}

const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const dayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const hourOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** The browser's time, with UTC next to it. */
export const exact = (instant) => `${local.format(new Date(instant))} · ${new Date(instant).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
export const day = (instant) => dayOnly.format(new Date(instant));
export const hour = (instant) => hourOnly.format(new Date(instant));
export const short = (id) => (id && id.length > 14 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id);
