import Handlebars from 'handlebars';
import { type FieldError, ValidationError } from '../shared/errors.ts';
import type { Path } from './nodes.ts';

/** A template as written, reduced to the statements that are allowed. Modes are not decided yet. */
export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly path: Path; readonly source: string }
  | {
      readonly kind: 'if' | 'each' | 'with';
      readonly path: Path;
      readonly source: string;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    };

const MAX_DEPTH = 8;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype', '__defineGetter__', '__lookupGetter__']);
const LOOP_WORDS = new Set(['index', 'first', 'last']);

const isContent = (node: hbs.AST.Statement): node is hbs.AST.ContentStatement => node.type === 'ContentStatement';
const isComment = (node: hbs.AST.Statement): node is hbs.AST.CommentStatement => node.type === 'CommentStatement';
const isMustache = (node: hbs.AST.Statement): node is hbs.AST.MustacheStatement => node.type === 'MustacheStatement';
const isBlock = (node: hbs.AST.Statement): node is hbs.AST.BlockStatement => node.type === 'BlockStatement';
const isPath = (node: hbs.AST.Node): node is hbs.AST.PathExpression => node.type === 'PathExpression';
const isLoopWord = (word: string | undefined): word is 'index' | 'first' | 'last' =>
  word !== undefined && LOOP_WORDS.has(word);

class Reader {
  readonly errors: FieldError[] = [];
  private readonly part: string;

  constructor(part: string) {
    this.part = part;
  }

  refuse(node: hbs.AST.Node, reason: string): null {
    this.errors.push({ path: this.part, reason: `line ${node.loc.start.line}: ${reason}` });
    return null;
  }

  path(node: hbs.AST.Node): Path | null {
    if (!isPath(node)) return this.refuse(node, 'only names of merge fields may stand here, no texts or numbers');
    const { parts, depth, data, original } = node;
    if (data) {
      const word = parts[0];
      if (parts.length === 1 && isLoopWord(word)) return { up: 0, keys: [], at: word };
      return this.refuse(node, `{{${original}}} is not known; @index, @first and @last are`);
    }
    const bad = parts.find((part) => FORBIDDEN.has(part));
    if (bad !== undefined) return this.refuse(node, `{{${original}}} is not a merge field`);
    return { up: depth, keys: parts };
  }

  statements(program: hbs.AST.Program | undefined, depth: number): Statement[] {
    return (program?.body ?? []).flatMap((node) => this.statement(node, depth) ?? []);
  }

  private statement(node: hbs.AST.Statement, depth: number): Statement | null {
    if (isComment(node)) return null;
    if (isContent(node)) {
      if (node.value.includes('{{')) return this.refuse(node, 'a literal {{ cannot be sent');
      return { kind: 'text', text: node.value };
    }
    if (isMustache(node)) {
      if (!node.escaped) return this.refuse(node, 'raw output ({{{ }}} or {{& }}) is not available');
      if (node.params.length > 0 || hasHash(node)) return this.refuse(node, 'helpers are not available');
      const path = this.path(node.path);
      return path && { kind: 'value', path, source: isPath(node.path) ? node.path.original : '' };
    }
    if (isBlock(node)) return this.block(node, depth);
    return this.refuse(node, 'partials and decorators are not available');
  }

  private block(node: hbs.AST.BlockStatement, depth: number): Statement | null {
    const name = node.path.original;
    if (name !== 'if' && name !== 'unless' && name !== 'each' && name !== 'with')
      return this.refuse(node, `{{#${name}}} is not available; if, unless, each and with are`);
    const [argument] = node.params;
    if (argument === undefined || node.params.length > 1 || hasHash(node))
      return this.refuse(node, `{{#${name}}} takes one merge field`);
    if (depth >= MAX_DEPTH) return this.refuse(node, `blocks may be nested ${MAX_DEPTH} deep`);
    if (blockParams(node.program) > 0) return this.refuse(node, 'names after "as" are not available');
    const path = this.path(argument);
    const body = this.statements(node.program, depth + 1);
    const otherwise = this.statements(node.inverse, depth + 1);
    const source = `#${name}`;
    if (path === null) return null;
    return name === 'unless'
      ? { kind: 'if', path, source, body: otherwise, otherwise: body }
      : { kind: name, path, source, body, otherwise };
  }
}

// The parser leaves these out where they are empty, whatever its types say.
const hasHash = (node: { hash?: hbs.AST.Hash }): boolean => (node.hash?.pairs.length ?? 0) > 0;
const blockParams = (program: { blockParams?: string[] } | undefined): number => program?.blockParams?.length ?? 0;

/**
 * Reads one part of a template ("subject", "html", "mjml", "text"). Throws ValidationError with part and line. Only a text is ever
 * parsed: Handlebars takes a ready syntax tree too, and a tree from a request could hold anything.
 */
export function parseTemplate(source: string, part: string): Statement[] {
  if (typeof source !== 'string') throw new ValidationError([{ path: part, reason: 'must be text' }]);
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(source);
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    const line = /line (\d+)/.exec(text)?.[1] ?? '1';
    const detail = text.split('\n').at(-1) ?? '';
    throw new ValidationError([{ path: part, reason: `line ${line}: merge fields are not well formed: ${detail}` }]);
  }
  const reader = new Reader(part);
  const statements = reader.statements(program, 0);
  if (reader.errors.length > 0) throw new ValidationError(reader.errors);
  return statements;
}
