// Icons, drawn on a grid of 16.
import { html } from '../lib.js';

const PATHS = {
  home: 'M2.5 7 8 2.5 13.5 7v6.5h-4v-4h-3v4h-4z',
  savings: 'M2.5 3v10.5h11M5 6h2v5H5zM9 8h2v3H9z',
  usage: 'M2.5 2.5v11h11M4.5 10.5l3-4 2.5 2 3.5-5',
  requests: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  sessions: 'M2.5 3.5h11v7h-6l-3 3v-3h-2z',
  context: 'M2.5 3.5h11v9h-11zM6 3.5v9M10 3.5v9',
  trial: 'M8 10.5v-8M5 5.5l3-3 3 3M2.5 10v3.5h11V10',
  playground: 'M5 3.5v9l7-4.5z',
  keys: 'M10.5 9a3.5 3.5 0 1 0-3.2-2.1L2.5 11.7v1.8h2.3v-1.8h1.8L7.9 10A3.5 3.5 0 0 0 10.5 9zM11.3 4.7h.01',
  providers: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01',
  models: 'M8 2.5l5.5 3v5l-5.5 3-5.5-3v-5zM2.5 5.5 8 8.5l5.5-3M8 8.5v5',
  people: 'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 13.5c0-2.5 2-4 5-4s5 1.5 5 4',
  money: 'M2.5 4h11v8h-11zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  audit: 'M4 2.5h8v11H4zM6 5.5h4M6 8h4M6 10.5h2',
  settings: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3',
  connect: 'M6 10 4.5 11.5a2.5 2.5 0 0 1-3.5 0M10 6l1.5-1.5a2.5 2.5 0 0 1 3.5 0M6.5 9.5l3-3M4 7.5 2.5 9M12 8.5 13.5 7',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5l3 3',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 2.5v3h-3',
  down: 'M4 6l4 4 4-4',
};

export const Icon = ({ name }) => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
  <path d=${PATHS[name] ?? ''} /></svg>`;
