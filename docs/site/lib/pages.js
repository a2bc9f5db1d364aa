// The pages of the site and their order in the menu. A page of docs/ that no group names is under "More".
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

const GROUPS = [
  ['Start', ['README.md', 'docs/install.md', 'docs/clients.md', 'docs/dashboard.md', 'docs/endpoints.md', 'docs/troubleshooting.md']],
  ['Save tokens', ['docs/compression-guide.md', 'docs/compression.md', 'docs/prompt-cache.md', 'docs/models.md', 'docs/trust.md']],
  ['Operate', ['docs/operations.md', 'docs/admin-api.md', 'docs/runbook.md', 'deploy/README.md', 'SECURITY.md']],
  ['Reference', ['docs/reference/']],
  ['Contribute', ['CONTRIBUTING.md', 'docs/architecture.md', 'docs/recipes.md', 'docs/glossary.md', 'bench/README.md', 'CHANGELOG.md']],
  ['Decisions', ['docs/decisions/']],
];

const MORE = 'More';

/** Files that pages link to, and folders that they list. */
export const copied = ['docs/images', 'deploy/compose', 'deploy/kubernetes', 'deploy/prometheus', 'deploy/grafana', 'LICENSE'];

const filesOf = (entry) => entry.endsWith('/')
  ? readdirSync(path.join(root, entry)).filter((name) => name.endsWith('.md')).sort().map((name) => entry + name)
  : [entry];

/** The address of a page within the site: that of its source, so that links between sources hold. */
export const urlOf = (source) => source.replace(/(^|\/)README\.md$/, '$1index.html').replace(/\.md$/, '.html');

function read(source, group) {
  const text = readFileSync(path.join(root, source), 'utf8');
  const title = /^# (.+)$/m.exec(text)?.[1].replaceAll('`', '') ?? source;
  return { source, group, text, title, url: urlOf(source) };
}

/** A page that lists what a folder holds, for links to folders. */
function folderPage(folder) {
  const names = readdirSync(path.join(root, folder)).sort();
  const text = `# ${folder}\n\n${names.map((name) => `- [${name}](${name})`).join('\n')}\n`;
  return { source: `${folder}/README.md`, group: null, text, title: folder, url: `${folder}/index.html` };
}

function decisions(pages) {
  const list = pages.filter((page) => page.group === 'Decisions');
  const text = `# Decisions\n\n${list.map((page) => `- [${page.title}](${path.basename(page.source)})`).join('\n')}\n`;
  return { source: 'docs/decisions/README.md', group: null, text, title: 'Decisions', url: 'docs/decisions/index.html' };
}

export function readPages() {
  const listed = GROUPS.flatMap(([group, entries]) => entries.flatMap(filesOf).map((source) => read(source, group)));
  const known = new Set(listed.map((page) => page.source));
  const more = filesOf('docs/').filter((source) => !known.has(source)).map((source) => read(source, MORE));
  const folders = copied.filter((each) => each.startsWith('deploy/') && statSync(path.join(root, each)).isDirectory());
  return [...listed, ...more, decisions(listed), ...folders.map(folderPage)];
}

/** The menu: groups of pages. */
export const menuOf = (pages) => [...GROUPS.map(([name]) => name), MORE].map((name) => ({
  name,
  pages: pages.filter((page) => page.group === name).map(({ title, url }) => ({ title, url })),
})).filter((group) => group.pages.length);
