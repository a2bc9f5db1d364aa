// Series over time. The one place that knows uPlot; loaded when a chart is first shown.
import { html, useEffect, useId, useRef, useState } from '../lib.js';
import { day, exact } from '../format.js';
import { Hinted } from './figure.js';

const TONES = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3], [1, 3], [8, 2]];
const HEIGHT = 240;
const HOUR = 3600;
const DAY = 24 * HOUR;
const FEW = 40;
const STEPS = [HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, ...[1, 2, 4, 7, 14, 28, 56, 91].map((days) => days * DAY)];

/** What a custom property comes to, as a canvas takes it. */
function colour(host, name) {
  const probe = document.createElement('span');
  probe.style.color = `var(--${name})`;
  host.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** Midnight shows the day, any other time the hour. */
function tickText(seconds) {
  const at = new Date(seconds * 1000);
  return at.getHours() === 0 && at.getMinutes() === 0 ? day(at) : `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

function options(host, { series, format, tick, onZoom, onCursor, width, step }) {
  const grid = { stroke: colour(host, 'line'), width: 1 };
  const axis = { stroke: colour(host, 'muted'), grid, ticks: { ...grid, size: 4 }, font: '12px system-ui, sans-serif' };
  return {
    width, height: HEIGHT, legend: { show: false }, padding: [12, 24, 0, 0],
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
    scales: { x: { time: true }, y: { range: (u, low, high) => [Math.min(0, low ?? 0), high > 0 ? high * 1.05 : 1] } },
    axes: [{ ...axis, size: 32, space: 72, incrs: STEPS.filter((each) => each >= step), values: (u, ticks) => ticks.map(tickText) }, { ...axis, size: 64, values: (u, ticks) => ticks.map((t) => (tick ?? format)(t, ticks[1] - ticks[0])) }],
    series: [{}, ...series.map((s, i) => ({
      label: s.label, stroke: colour(host, toneOf(s, i)), width: 2, dash: dashOf(s, i),
      fill: s.filled ? colour(host, 'accent-soft') : undefined, points: { show: s.values.length < FEW, size: 5 },
    }))],
    hooks: {
      setSelect: [(u) => {
        if (u.select.width < 8) return;
        onZoom?.(u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x'));
        u.setSelect({ width: 0, height: 0 }, false);
      }],
      setCursor: [(u) => onCursor(u.cursor.idx ?? null)],
    },
  };
}

const toneOf = (s, i) => s.tone ?? TONES[i % TONES.length];
const dashOf = (s, i) => s.dash ?? DASHES[i % DASHES.length];

/** The legend: each line as it is drawn. */
const Lines = ({ series }) => html`<div class="legend">${series.map((s, i) => html`<span>
  <svg viewBox="0 0 22 8" aria-hidden="true">
    <path class=${`stroke ${toneOf(s, i)}`} d="M0 4h22" stroke-dasharray=${dashOf(s, i).join(' ') || undefined} /></svg>
  <span class="clip">${s.label}</span></span>`)}</div>`;

const Figures = ({ id, label, times, series, format }) => html`<div class="hidden-text" id=${id}><table><caption>${label}</caption>
  <thead><tr><th scope="col">Time</th>${series.map((s) => html`<th scope="col">${s.label}</th>`)}</tr></thead>
  <tbody>${times.map((time, i) => html`<tr>
    <th scope="row">${exact(time)}</th>${series.map((s) => html`<td>${s.values[i] === null ? 'none' : format(s.values[i])}</td>`)}</tr>`)}</tbody>
    </table></div>`;

/** `series`: [{label, values, tone, dash, filled}]; `times`: instants; `tick(value, step)` writes the axis; `onZoom(from, to)` gets instants. */
export function Chart({ title, hint, times, series, format, tick, onZoom }) {
  const host = useRef(null);
  const plot = useRef(null);
  const [at, setAt] = useState(null);
  const id = useId();
  const seconds = times.map((t) => Date.parse(t) / 1000);
  const zoom = onZoom && ((from, to) => onZoom(new Date(Math.floor(from / HOUR) * HOUR * 1000).toISOString(), new Date(Math.ceil(to / HOUR) * HOUR * 1000).toISOString()));
  useEffect(() => {
    let gone = false;
    const node = host.current;
    const draw = async () => {
      const { default: Plot } = await import('../../vendor/uplot.min.js');
      if (gone) return;
      plot.current?.destroy();
      plot.current = new Plot(options(node, { series, format, tick, onZoom: zoom, onCursor: setAt, width: node.clientWidth, step: seconds.length > 1 ? seconds[1] - seconds[0] : HOUR }), [seconds, ...series.map((s) => s.values)], node);
    };
    draw();
    const watch = new ResizeObserver(() => plot.current?.setSize({ width: node.clientWidth, height: HEIGHT }));
    watch.observe(node);
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    window.addEventListener('themechange', draw);
    return () => {
      gone = true;
      watch.disconnect();
      scheme.removeEventListener('change', draw);
      window.removeEventListener('themechange', draw);
      plot.current?.destroy();
      plot.current = null;
    };
  }, [times, series]);
  const move = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!step || !times.length) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(times.length - 1, (at ?? (step > 0 ? -1 : times.length)) + step));
    setAt(next);
    plot.current?.setCursor({ left: plot.current.valToPos(seconds[next], 'x'), top: 0 });
  };
  const readout = at === null ? '' : `${exact(times[at])}: ${series.map((s) => `${s.label} ${s.values[at] === null ? 'none' : format(s.values[at])}`).join(', ')}`;
  return html`<figure class="chart stack" style=${{ margin: 0 }} aria-label=${title}>
    <div class="row between"><h2><${Hinted} text=${title} hint=${hint} /></h2><${Lines} series=${series} /></div>
    <div class="plot" ref=${host} role="slider" tabindex="0"
      aria-label=${`${title}; arrow keys move through time`} aria-valuemin="0" aria-valuemax=${Math.max(0, times.length - 1)} aria-valuenow=${at ?? 0} aria-valuetext=${readout || 'no point chosen'} aria-describedby=${id} onKeyDown=${move}>
      </div>
    <div class="readout" aria-live="polite">${readout || (onZoom ? 'Drag to zoom; arrow keys read single points.' : '')}</div>
    <${Figures} id=${id} label=${title} times=${times} series=${series} format=${format} />
  </figure>`;
}
