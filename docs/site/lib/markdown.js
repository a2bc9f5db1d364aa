// Markdown as GitHub shows it: the same anchors, tables that scroll, links that open from a folder.
import MarkdownIt from 'markdown-it';
import anchor from 'markdown-it-anchor';

const slugify = (text) => text.trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');

const plainText = (token) => (token.children ?? []).map((each) =>
  each.type === 'softbreak' || each.type === 'hardbreak' ? ' ' : each.content).join('');

/** The sections of a page: heading, anchor and text, for the search. */
function sectionsOf(tokens) {
  const sections = [];
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open') {
      sections.push({ level: Number(token.tag[1]), id: token.attrGet('id'), heading: plainText(tokens[index + 1]), text: '' });
    } else if (sections.length && (token.type === 'inline' || token.type === 'fence') && tokens[index - 1]?.type !== 'heading_open') {
      sections.at(-1).text += `${token.type === 'fence' ? token.content : plainText(token)} `;
    }
  });
  return sections;
}

function rewriteLinks(tokens, source, links) {
  for (const token of tokens) {
    for (const name of ['href', 'src']) {
      const value = token.attrGet(name);
      if (value) token.attrSet(name, links.resolve(source, value));
    }
    if (token.children) rewriteLinks(token.children, source, links);
  }
}

/** Cells at a table's top that are empty head nothing. */
function clearEmptyHeads(tokens) {
  tokens.forEach((token, index) => {
    if (token.type === 'th_open' && !tokens[index + 1].content) token.tag = tokens[index + 2].tag = 'td';
  });
}

export function markdown(links, sections) {
  const md = new MarkdownIt({ html: true });
  md.use(anchor, { slugify, tabIndex: false, permalink: anchor.permalink.headerLink({ safariReaderFix: true }), level: [2, 3, 4] });
  md.core.ruler.push('site', (state) => {
    const { source } = state.env;
    for (const [index, token] of state.tokens.entries()) {
      if (token.type === 'heading_open' && !token.attrGet('id')) token.attrSet('id', slugify(plainText(state.tokens[index + 1])));
    }
    sections.set(source, sectionsOf(state.tokens));
    links.noteAnchors(source, sections.get(source).map(({ id }) => id));
    rewriteLinks(state.tokens, source, links);
    clearEmptyHeads(state.tokens);
  });
  md.renderer.rules.table_open = () => '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n';
  md.renderer.rules.table_close = () => '</table></div>\n';
  md.renderer.rules.fence = (tokens, index) =>
    `<pre tabindex="0"><code>${md.utils.escapeHtml(tokens[index].content)}</code></pre>\n`;
  return md;
}
