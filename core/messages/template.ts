import { TooLargeError, ValidationError } from '../shared/errors.ts';
import { evaluate, type MergeData } from './evaluate.ts';
import { fieldsOf, missingFields } from './fields.ts';
import type { CompiledTemplate, TemplateNode } from './nodes.ts';
import { parseTemplate } from './parseTemplate.ts';
import { type Part, Placer } from './place.ts';
import { hasRtl } from './values.ts';

export { type CompiledTemplate, compiledTemplateSchema } from './nodes.ts';
export { type MergeData } from './evaluate.ts';

/** The three parts of a message in one language, with Handlebars merge fields. */
export interface MessageSource {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

// SES takes 500 KB of template and 256 KB of replacement data; these leave room and bound the work.
const CAPS: Readonly<Record<Part, number>> = { subject: 500, html: 200_000, text: 100_000 };
const MAX_SLOTS = 200;
const MAX_DATA = 200_000;

function placedNodes(source: string, part: Part): TemplateNode[] {
  const placer = new Placer(part);
  return placer.finish(placer.place(parseTemplate(source, part)));
}

function assertSource(source: MessageSource): void {
  for (const part of ['subject', 'html', 'text'] as const) {
    if (source[part].length > CAPS[part]) throw new TooLargeError(`${part} is longer than ${CAPS[part]} characters`);
  }
  if (source.subject.trim() === '') throw new ValidationError([{ path: 'subject', reason: 'must not be empty' }]);
  if (/[\u0000-\u001f\u007f\u2028\u2029]/.test(source.subject))
    throw new ValidationError([{ path: 'subject', reason: 'must not contain line breaks or control characters' }]);
}

/**
 * Compiles a message to a skeleton with flat slots and a program per slot. SES fills the slots; we work them out,
 * for SES neither escapes HTML nor knows blocks in inline templates. Equal expressions in equal places share a slot.
 */
export function compileTemplate(source: MessageSource): CompiledTemplate {
  assertSource(source);
  const slotOf = new Map<string, CompiledTemplate['slots'][number]>();
  const all: TemplateNode[] = [];
  const skeletonOf = (part: Part): string => {
    let skeleton = '';
    for (const node of placedNodes(source[part], part)) {
      all.push(node);
      if (node.kind === 'text') {
        skeleton += node.text;
        continue;
      }
      if (/[\\{]$/.test(skeleton))
        throw new ValidationError([
          { path: part, reason: 'a backslash or { may not stand right before a merge field' },
        ]);
      const key = JSON.stringify(node);
      const slot = slotOf.get(key) ?? { name: `s${slotOf.size}`, node };
      slotOf.set(key, slot);
      skeleton += `{{${slot.name}}}`;
    }
    return skeleton;
  };
  const skeleton = { subject: skeletonOf('subject'), html: skeletonOf('html'), text: skeletonOf('text') };
  if (slotOf.size > MAX_SLOTS)
    throw new ValidationError([
      { path: 'html', reason: `has more than ${MAX_SLOTS} different merge fields and blocks` },
    ]);
  const rtl = hasRtl(source.subject + source.html + source.text);
  return { skeleton, slots: [...slotOf.values()], fields: fieldsOf(all), rtl };
}

/** What one recipient puts into the slots: `ReplacementTemplateData` of their entry. */
export function renderSlots(compiled: CompiledTemplate, data: MergeData): Record<string, string> {
  const slots: Record<string, string> = {};
  let size = 0;
  for (const { name, node } of compiled.slots) {
    const text = evaluate(node, data, compiled.rtl);
    size += text.length;
    if (size > MAX_DATA) throw new TooLargeError(`the merge fields of one message exceed ${MAX_DATA} characters`);
    slots[name] = text;
  }
  return slots;
}

/** The whole message for one recipient, as they will get it, and the fields it had no value for. For previews. */
export function renderWhole(compiled: CompiledTemplate, data: MergeData): MessageSource & { missing: string[] } {
  const slots = renderSlots(compiled, data);
  const fill = (skeleton: string) => skeleton.replace(/\{\{(s\d+)\}\}/g, (_, name: string) => slots[name] ?? '');
  const { subject, html, text } = compiled.skeleton;
  return { subject: fill(subject), html: fill(html), text: fill(text), missing: missingFields(compiled.fields, data) };
}
