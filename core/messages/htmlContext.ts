/** Where in an HTML document a position is: what decides how a value must be written there. */
export type HtmlContext =
  | { readonly at: 'content' | 'tag' | 'comment' | 'unquoted' }
  /** Inside style, script (`raw`) or title, textarea, whose text is escaped but holds no elements. */
  | { readonly at: 'raw' | 'plain'; readonly element: string }
  | { readonly at: 'quoted'; readonly attribute: string; readonly quote: string; readonly element: string };

const HTML_START: HtmlContext = { at: 'content' };

const RAW: Readonly<Record<string, 'raw' | 'plain'>> = {
  style: 'raw',
  script: 'raw',
  title: 'plain',
  textarea: 'plain',
};

/** Walks one stretch of static HTML; keeps the open tag's name between stretches. */
export class HtmlWalker {
  context: HtmlContext = HTML_START;
  private element = '';
  private attribute = '';

  /** Two walkers that stand at the same kind of place. */
  static same(one: HtmlContext, other: HtmlContext): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  walk(html: string): void {
    let index = 0;
    while (index < html.length) index = this.step(html, index);
  }

  /** Consumes one lexical piece from `index` and returns where the next begins. */
  private step(html: string, index: number): number {
    const context = this.context;
    switch (context.at) {
      case 'content':
        return this.inContent(html, index);
      case 'comment':
        return this.until(html, index, '-->', HTML_START);
      case 'raw':
      case 'plain': {
        const end = new RegExp(`</${context.element}\\b`, 'gi');
        end.lastIndex = index;
        const match = end.exec(html);
        if (!match) return html.length;
        this.context = { at: 'tag' };
        this.element = '/';
        return end.lastIndex;
      }
      case 'quoted':
        return this.until(html, index, context.quote, { at: 'tag' });
      case 'unquoted':
        if (!/[\s>]/.test(html.charAt(index))) return index + 1;
        this.context = { at: 'tag' };
        return index;
      case 'tag':
        return this.inTag(html, index);
    }
  }

  private until(html: string, index: number, end: string, next: HtmlContext): number {
    const found = html.indexOf(end, index);
    if (found < 0) return html.length;
    this.context = next;
    return found + end.length;
  }

  private inContent(html: string, index: number): number {
    const open = html.indexOf('<', index);
    if (open < 0) return html.length;
    if (html.startsWith('<!--', open)) {
      this.context = { at: 'comment' };
      return open + 4;
    }
    const name = /^<(\/?[a-z][^\s/>]*|!)/i.exec(html.slice(open, open + 64));
    if (!name) return open + 1;
    this.element = (name[1] ?? '').toLowerCase();
    this.attribute = '';
    this.context = { at: 'tag' };
    return open + name[0].length;
  }

  private inTag(html: string, index: number): number {
    const character = html.charAt(index);
    if (character === '>') {
      const raw = RAW[this.element];
      this.context = raw === undefined ? HTML_START : { at: raw, element: this.element };
      return index + 1;
    }
    const name = /^[^\s"'>/=]+/.exec(html.slice(index, index + 128));
    if (name) {
      this.attribute = name[0].toLowerCase();
      return index + name[0].length;
    }
    if (character !== '=') return index + 1;
    const value = /^=\s*(["']?)/.exec(html.slice(index, index + 128));
    const quote = value?.[1] ?? '';
    this.context =
      quote === '' ? { at: 'unquoted' } : { at: 'quoted', attribute: this.attribute, quote, element: this.element };
    return index + (value?.[0].length ?? 1);
  }
}
