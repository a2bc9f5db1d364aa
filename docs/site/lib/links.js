// Turns links between Markdown files into links between pages, and finds the broken ones.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { copied, root } from './pages.js';

const isExternal = (href) => /^[a-z][a-z0-9+.-]*:/i.test(href);

export class LinkCheck {
  constructor(pages) {
    this.urls = new Map(pages.map((page) => [page.source, page.url]));
    this.links = [];
    this.anchors = new Map();
    this.broken = [];
  }

  noteAnchors(source, ids) {
    this.anchors.set(source, new Set(ids));
  }

  /** The link as the page at `source` has it in the site. */
  resolve(source, href) {
    if (isExternal(href)) return href;
    const [file, anchor] = href.split('#');
    const target = file ? path.posix.join(path.posix.dirname(source), decodeURI(file)) : source;
    const page = this.urls.has(target) ? target : path.posix.join(target, 'README.md');
    if (this.urls.has(page)) {
      if (anchor) this.links.push({ source, page, anchor });
      const relative = path.posix.relative(path.posix.dirname(this.urls.get(source)), this.urls.get(page));
      return (file ? relative : '') + (anchor ? `#${anchor}` : '');
    }
    const isCopied = copied.some((each) => target === each || target.startsWith(`${each}/`));
    if (!isCopied || !existsSync(path.join(root, target))) this.broken.push(`${source}: ${href}`);
    return href;
  }

  /** Everything that leads nowhere, once all pages are written. */
  faults() {
    const lost = this.links.filter(({ page, anchor }) => !this.anchors.get(page)?.has(anchor));
    return [...this.broken, ...lost.map(({ source, page, anchor }) => `${source}: ${page}#${anchor}`)];
  }
}
