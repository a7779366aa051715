import { TooLargeError } from '../shared/errors.ts';
import type { Path, TemplateNode } from './nodes.ts';
import { writeValue } from './values.ts';

/** What a template reads: plain data. */
export type MergeData = Readonly<Record<string, unknown>>;

/** Longest output of one slot, in characters. Bounds loops inside loops. */
const OUTPUT_CAP = 64_000;

interface Scope {
  readonly value: unknown;
  readonly index?: number;
  readonly last?: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Own properties only: nothing inherited can be reached, whatever a template says. */
function own(value: unknown, key: string): unknown {
  if (!isRecord(value) || !Object.hasOwn(value, key)) return undefined;
  return Array.isArray(value) && !/^\d+$/.test(key) ? undefined : value[key];
}

export function lookUp(path: Path, scopes: readonly Scope[]): unknown {
  const scope = scopes.at(-1 - path.up);
  if (path.at === 'index') return scope?.index;
  if (path.at === 'first') return scope?.index === 0;
  if (path.at === 'last') return scope?.last;
  return path.keys.reduce(own, scope?.value);
}

/** As Handlebars has it: nothing, zero, the empty text and the empty list are no. */
const isTruthy = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

function run(nodes: readonly TemplateNode[], scopes: readonly Scope[], rtl: boolean): string {
  let out = '';
  for (const node of nodes) {
    out += runNode(node, scopes, rtl);
    if (out.length > OUTPUT_CAP)
      throw new TooLargeError(`a block of the template gave more than ${OUTPUT_CAP} characters`);
  }
  return out;
}

function runNode(node: TemplateNode, scopes: readonly Scope[], rtl: boolean): string {
  if (node.kind === 'text') return node.text;
  const value = lookUp(node.path, scopes);
  if (node.kind === 'value') return writeValue(value, node.mode, rtl);
  if (!isTruthy(value)) return run(node.otherwise, scopes, rtl);
  switch (node.kind) {
    case 'if':
      return run(node.body, scopes, rtl);
    case 'with':
      return run(node.body, [...scopes, { value }], rtl);
    case 'each': {
      if (!Array.isArray(value)) return '';
      const list: readonly unknown[] = value;
      let out = '';
      for (const [index, item] of list.entries()) {
        out += run(node.body, [...scopes, { value: item, index, last: index === list.length - 1 }], rtl);
        if (out.length > OUTPUT_CAP) throw new TooLargeError(`a loop gave more than ${OUTPUT_CAP} characters`);
      }
      return out;
    }
  }
}

/** The text of one slot for one recipient. */
export function evaluate(node: TemplateNode, data: MergeData, rtl: boolean): string {
  return run([node], [{ value: data }], rtl);
}
