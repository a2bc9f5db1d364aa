// Tables: sticky head, sorting, choice of columns, rows that open, pages by cursor.
import { html, useMemo, useState } from '../lib.js';
import { Icon } from './icons.js';

function stored(name) {
  try { return JSON.parse(localStorage.getItem(`columns.${name}`)) ?? []; } catch { return []; }
}

function compare(a, b) {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return a < b ? -1 : 1;
}

/** Which columns are hidden, remembered in this browser. */
function useHidden(name, columns) {
  const [hidden, setHidden] = useState(() => new Set([...columns.filter((c) => c.optional).map((c) => c.key), ...stored(name)].filter((key) => !stored(`${name}.shown`).includes(key))));
  const toggle = (key) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
    localStorage.setItem(`columns.${name}`, JSON.stringify([...next]));
    localStorage.setItem(`columns.${name}.shown`, JSON.stringify(columns.map((c) => c.key).filter((each) => !next.has(each))));
  };
  return [hidden, toggle];
}

const Columns = ({ columns, hidden, toggle }) => html`<details class="menu up"><summary class="button small">Columns</summary><div>
  ${columns.filter((c) => !c.fixed).map((c) => html`<label class="check">
    <input type="checkbox" checked=${!hidden.has(c.key)} onChange=${() => toggle(c.key)} />${c.title}</label>`)}
</div></details>`;

function Head({ column, order, setOrder }) {
  const active = order.key === column.key;
  if (!column.sort) return html`<th scope="col" class=${column.num ? 'num' : ''} title=${column.hint}>${column.title}</th>`;
  const press = () => setOrder({ key: column.key, down: active ? !order.down : Boolean(column.num) });
  const mark = active ? (order.down ? ' ↓' : ' ↑') : '';
  return html`<th scope="col" class=${column.num ? 'num' : ''} aria-sort=${active ? (order.down ? 'descending' : 'ascending') : 'none'}>
    <button type="button" class="plain" title=${column.hint} onClick=${press}>${column.title}<span aria-hidden="true">${mark}</span></button></th>`;
}

/**
 * `columns`: {key, title, cell(row), num, sort(row), hint, optional, fixed, clip}.
 * `onOpen(row)` makes rows open; the first cell then holds a button for the keyboard.
 */
export function Table({ name, label, columns, rows, id = (row) => row.id, onOpen, more, busy, empty, tall, choose = true }) {
  const [order, setOrder] = useState({ key: null, down: false });
  const [hidden, toggle] = useHidden(name, columns);
  const shown = columns.filter((c) => c.fixed || !hidden.has(c.key));
  const sorted = useMemo(() => {
    const column = columns.find((c) => c.key === order.key);
    if (!column?.sort) return rows;
    const list = [...rows].sort((a, b) => compare(column.sort(a), column.sort(b)));
    return order.down ? list.reverse() : list;
  }, [rows, order, columns]);
  if (!rows.length && !more) return empty ?? null;
  const press = (row) => (event) => { if (!event.target.closest('a, button, input, summary') && !String(window.getSelection())) onOpen(row); };
  return html`<div>
    <div class=${`scroll ${tall ? 'tall' : ''}`} role="region" aria-label=${label} tabindex="0">
      <table><caption class="hidden-text">${label}</caption>
        <thead><tr>${shown.map((c) => html`<${Head} key=${c.key} column=${c} order=${order} setOrder=${setOrder} />`)}</tr></thead>
        <tbody>${sorted.map((row) => html`<tr key=${id(row)} class=${onOpen ? 'opens' : ''} onClick=${onOpen && press(row)}>
          ${shown.map((c, i) => html`<td key=${c.key} class=${`${c.num ? 'num' : ''} ${c.clip ? 'clip' : ''}`}>
            ${i === 0 && onOpen ? html`<button type="button" class="plain link"
              onClick=${() => onOpen(row)}>${c.cell(row)}</button>` : c.cell(row)}</td>`)}</tr>`)}</tbody>
      </table></div>
    ${(more || (choose && columns.some((c) => c.optional))) && html`<div class="table-foot"><span>${rows.length} shown</span>
      ${more && html`<button type="button" class="button small" disabled=${busy} onClick=${more}>${busy ? 'Loading …' : 'Show more'}</button>`}
      <span class="spacer"></span>${choose && columns.some((c) => c.optional) && html`<${Columns}
        columns=${columns} hidden=${hidden} toggle=${toggle} />`}</div>`}
  </div>`;
}
