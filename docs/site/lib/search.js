// The search index: one entry per section, as a script, since pages opened from a folder can't fetch.
import { writeFileSync } from 'node:fs';
import MiniSearch from 'minisearch';

/** How texts are indexed and searched; the page gets it together with the index. */
const OPTIONS = {
  idField: 'url',
  fields: ['page', 'heading', 'text'],
  storeFields: ['page', 'heading', 'text'],
  searchOptions: { boost: { page: 2, heading: 4 }, prefix: true, fuzzy: 0.2, combineWith: 'AND' },
};

export function writeIndex(file, pages, sections) {
  const index = new MiniSearch(OPTIONS);
  for (const page of pages) {
    for (const section of sections.get(page.source) ?? []) {
      const anchor = section.level === 1 ? '' : `#${section.id}`;
      index.add({ url: page.url + anchor, page: page.title, heading: section.heading, text: section.text.trim() });
    }
  }
  writeFileSync(file, `window.searchIndex = ${JSON.stringify({ options: OPTIONS, json: JSON.stringify(index) })};\n`);
}
