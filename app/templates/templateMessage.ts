import type { LanguageMessage } from '../../core/messages/message.ts';
import type { Deps } from '../ports/deps.ts';
import type { TemplateSource } from '../../core/messages/templateDefinition.ts';

/** A stored template in one language as the message it makes: MJML compiled to HTML, the text part beside it. */
export async function templateMessage(
  { compileMjml }: Pick<Deps, 'compileMjml'>,
  language: string,
  source: TemplateSource,
): Promise<LanguageMessage> {
  const { html, text } = await compileMjml(source.mjml, { language });
  return { language, subject: source.subject, html, text };
}
