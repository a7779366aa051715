import { newCustomer } from '../../core/customers/customer.ts';
import { mergeData } from '../../core/messages/mergeData.ts';
import { previewMessage } from '../../core/messages/message.ts';
import { NotFoundError, ValidationError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { templateMessage } from './templateMessage.ts';
import { templateOf } from './templateOf.ts';

/** Whom a message is shown for: a customer, or nobody in particular; `fields` take the place of their attributes. */
export interface PreviewFor {
  readonly language: string;
  readonly customerId?: string | undefined;
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The message as somebody would get it; its links do nothing. Throws NotFoundError where there is no such template or
 * customer, ValidationError where the template lacks the language.
 */
export async function previewTemplate(
  deps: Pick<Deps, 'stores' | 'compileMjml'>,
  templateId: string,
  { language, customerId, fields }: PreviewFor,
): Promise<ReturnType<typeof previewMessage>> {
  const { name, languages } = await templateOf(deps.stores, templateId);
  const source = languages[language];
  if (!source) {
    const reason = `the template has ${Object.keys(languages).join(', ')}`;
    throw new ValidationError([{ path: 'language', reason }]);
  }
  const customer = customerId === undefined ? newCustomer('preview', 0) : await deps.stores.customers.get(customerId);
  if (!customer) throw new NotFoundError('customer', customerId ?? '');
  const links = { unsubscribe: '#', open: '' };
  const data = mergeData({ customer, campaign: { name }, links });
  const merged = fields ? { ...data, attributes: fields, ...fields, links } : data;
  return previewMessage(await templateMessage(deps, language, source), merged);
}
