import type { Template } from '../../core/messages/templateDefinition.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** A template by its id. Throws NotFoundError. */
export async function templateOf({ templates }: Pick<Stores, 'templates'>, id: string): Promise<Template> {
  const template = await templates.get(id);
  if (!template) throw new NotFoundError('template', id);
  return template;
}
