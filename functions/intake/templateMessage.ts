import type { LanguageMessage } from '../../core/messages/message.ts';
import { compileMjml } from '../services/mjml.ts';
import type { TemplateSource } from '../stores/templates.ts';

/** A stored template in one language as the message it makes: MJML compiled to HTML, the text part beside it. */
export async function templateMessage(language: string, source: TemplateSource): Promise<LanguageMessage> {
  const { html, text } = await compileMjml(source.mjml, { language });
  return { language, subject: source.subject, html, text };
}
