import { type FieldError, ValidationError } from '../shared/errors.ts';
import { HtmlWalker } from './htmlContext.ts';
import type { Mode, Path, TemplateNode } from './nodes.ts';
import type { Statement } from './parseTemplate.ts';

export type Part = 'subject' | 'html' | 'text';

// Attributes that are read as words. In any other (style, onclick, src) a value could act.
const WORD_ATTRIBUTES = new Set(['alt', 'title', 'aria-label', 'summary']);

const isLink = (path: Path): boolean => path.up === 0 && path.keys[0] === 'links' && path.keys.length === 2;

/** `{{unsubscribeUrl}}` is the name people write; links live together. */
function canonical(path: Path): Path {
  return path.keys.length === 1 && path.keys[0] === 'unsubscribeUrl' ? { up: 0, keys: ['links', 'unsubscribe'] } : path;
}

/** Gives every value of a part the mode of the place it stands in, and refuses places where no value is safe. */
export class Placer {
  readonly errors: FieldError[] = [];
  private readonly part: Part;
  private readonly walker = new HtmlWalker();

  constructor(part: Part) {
    this.part = part;
  }

  place(statements: readonly Statement[]): TemplateNode[] {
    return statements.flatMap((statement) => this.one(statement) ?? []);
  }

  private one(statement: Statement): TemplateNode | null {
    if (statement.kind === 'text') {
      if (this.part === 'html') this.walker.walk(statement.text);
      return statement;
    }
    const path = canonical(statement.path);
    if (statement.kind === 'value') {
      const mode = this.modeFor(path, statement.source);
      return mode && { kind: 'value', path, mode };
    }
    return this.block(statement, path);
  }

  private block(statement: Extract<Statement, { kind: 'if' | 'each' | 'with' }>, path: Path): TemplateNode {
    const before = this.walker.context;
    if (this.part === 'html' && (before.at === 'tag' || before.at === 'unquoted' || before.at === 'raw'))
      this.refuse(`{{${statement.source}}} may stand in text or in a quoted attribute only`);
    const body = this.place(statement.body);
    const afterBody = this.walker.context;
    this.walker.context = before;
    const otherwise = this.place(statement.otherwise);
    if (!HtmlWalker.same(before, afterBody) || !HtmlWalker.same(before, this.walker.context))
      this.refuse(`{{${statement.source}}} must hold whole elements: it opens or closes a tag halfway`);
    this.walker.context = before;
    return { kind: statement.kind, path, body, otherwise };
  }

  private modeFor(path: Path, source: string): Mode | null {
    if (isLink(path) && this.part !== 'html') return 'url';
    if (this.part !== 'html') return this.part;
    const context = this.walker.context;
    switch (context.at) {
      case 'content':
        return isLink(path) ? 'url' : 'html';
      case 'plain':
      case 'comment':
        return 'attribute';
      case 'quoted':
        if (WORD_ATTRIBUTES.has(context.attribute)) return 'attribute';
        if (isLink(path) && (context.attribute === 'href' || context.attribute === 'src')) return 'url';
        return this.refuse(`{{${source}}} cannot stand in the attribute ${context.attribute}`);
      case 'tag':
      case 'unquoted':
      case 'raw':
        return this.refuse(`{{${source}}} may stand in text or in a quoted attribute only`);
    }
  }

  private refuse(reason: string): null {
    this.errors.push({ path: this.part, reason });
    return null;
  }

  finish(nodes: TemplateNode[]): TemplateNode[] {
    if (this.errors.length > 0) throw new ValidationError(this.errors);
    return nodes;
  }
}
