// Builds the documentation: `./compresh docs`, or `npm run build` here. Output: target/site.
import path from 'node:path';
import { LinkCheck } from './lib/links.js';
import { markdown } from './lib/markdown.js';
import { copied, menuOf, readPages, root } from './lib/pages.js';
import { writeIndex } from './lib/search.js';

const up = (url) => '../'.repeat(url.split('/').length - 1);

export default function configure(config) {
  const pages = readPages();
  const links = new LinkCheck(pages);
  const sections = new Map();
  const menu = menuOf(pages);

  config.setLibrary('md', markdown(links, sections));
  for (const page of pages) {
    config.addTemplate(page.source, page.text, {
      layout: 'page.njk', permalink: page.url, source: page.source, title: page.title, url: page.url, up: up(page.url), menu,
    });
  }
  config.addFilter('contents', (source) => (sections.get(source) ?? []).filter(({ level }) => level === 2));
  const from = (file) => path.relative(import.meta.dirname, path.join(root, file));
  for (const each of copied) config.addPassthroughCopy({ [from(each)]: each });
  config.addPassthroughCopy({
    'theme/assets': 'assets',
    'node_modules/minisearch/dist/umd/index.js': 'assets/minisearch.js',
    [from('src/main/resources/dev/compresh/web/css/tokens.css')]: 'assets/tokens.css',
    [from('src/main/resources/dev/compresh/web/logo.svg')]: 'assets/logo.svg',
  });
  config.on('eleventy.after', ({ directories }) => {
    const faults = links.faults();
    if (faults.length) throw new Error(`Broken links:\n  ${faults.join('\n  ')}`);
    writeIndex(path.join(directories.output, 'assets/search-index.js'), pages, sections);
  });
  return {
    dir: { input: 'theme', output: from('target/site') },
    markdownTemplateEngine: false,
  };
}
