import type { MergeData } from './evaluate.ts';
import { ensureUnsubscribe, type LinkTable, rewriteLinks } from './links.ts';
import { type CompiledTemplate, compileTemplate, type MessageSource, renderWhole } from './template.ts';

/** A message in one language, as stored with its template: merge fields in all three parts. */
export interface LanguageMessage extends MessageSource {
  readonly language: string;
}

/**
 * Fixes a message for a launch: every link numbered in the campaign's table (grown and handed back, for the next
 * arm or language), every merge field a slot. Throws ValidationError; call it when a template is saved, too, so
 * that a template that was accepted can be launched.
 */
export function freezeMessage(
  message: LanguageMessage,
  table: LinkTable = [],
): { compiled: CompiledTemplate; links: string[] } {
  const { html, text, links } = rewriteLinks(message.html, message.text, { table, language: message.language });
  return { compiled: compileTemplate({ subject: message.subject, html, text }), links };
}

/** The message with sample or real data, links as written and no open pixel: looking at it counts nothing. */
export function previewMessage(message: LanguageMessage, data: MergeData): MessageSource & { missing: string[] } {
  const whole = ensureUnsubscribe(message, message.language);
  return renderWhole(compileTemplate({ subject: message.subject, ...whole }), data);
}
