import { Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { z } from 'zod';
import { UsageError } from './errors.ts';

/** A file of segments, read but not yet checked: rules are the API's to judge. */
export interface SegmentsFile {
  readonly segments: readonly unknown[];
  /** "segments.yaml:12" for a path such as `segments[2].rule.all[0].gte`: the deepest part of it that the file has. */
  readonly placeOf: (path: string) => string;
}

const shape = z.strictObject({ segments: z.array(z.unknown()) });

/** Reads `segments: [{name, rule}]`. Throws UsageError with file and line where it is no YAML or has another shape. */
export function readSegmentsFile(file: string, text: string): SegmentsFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const [fault] = document.errors;
  if (fault) throw new UsageError(`${file}:${lineCounter.linePos(fault.pos[0]).line}: ${fault.message}`);
  const placeOf = (path: string): string => `${file}:${lineCounter.linePos(offsetOf(document, path)).line}`;
  const parsed = shape.safeParse(document.toJS());
  if (!parsed.success) throw new UsageError(`${placeOf('')}: a segments file has one list, "segments:"`);
  return { segments: parsed.data.segments, placeOf };
}

function offsetOf(document: Document.Parsed, path: string): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path.match(/[^.[\]]+/g) ?? []) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? rangeStart(node) : undefined;
}

function rangeStart({ range }: Node): number | undefined {
  return range?.[0];
}

/** Segments as such a file, each with its rule in words above it. */
export function writeSegmentsFile(
  segments: readonly { readonly name: string; readonly rule: unknown; readonly sentence: string }[],
): string {
  const document = new Document({ segments: segments.map(({ name, rule }) => ({ name, rule })) });
  const list = document.get('segments');
  if (isSeq(list)) {
    for (const [index, item] of list.items.entries()) {
      if (isMap(item)) item.commentBefore = ` ${segments[index]?.sentence.replaceAll(/\s+/g, ' ') ?? ''}`;
    }
  }
  return document.toString({ lineWidth: 120 });
}

/** A rule with what its `member` clauses refer to put in other words: ids for names, or names for ids. */
export function renameMembers(rule: unknown, rename: (member: string) => string): unknown {
  if (typeof rule !== 'object' || rule === null) return rule;
  const list = (value: unknown) =>
    Array.isArray(value) ? value.map((each: unknown) => renameMembers(each, rename)) : value;
  if ('all' in rule) return { ...rule, all: list(rule.all) };
  if ('any' in rule) return { ...rule, any: list(rule.any) };
  if ('not' in rule) return { ...rule, not: renameMembers(rule.not, rename) };
  if ('member' in rule && typeof rule.member === 'string') return { ...rule, member: rename(rule.member) };
  return rule;
}
