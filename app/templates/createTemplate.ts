import { freezeMessage } from '../../core/messages/message.ts';
import type { Template, TemplateSource } from '../../core/messages/templateDefinition.ts';
import { type FieldError, TooLargeError, ValidationError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { templateMessage } from './templateMessage.ts';

type Languages = Readonly<Record<string, TemplateSource>>;

/** Stores a template that can be launched. Throws ValidationError with what is wrong in any language, by its path. */
export async function createTemplate(
  deps: Pick<Deps, 'stores' | 'clock' | 'ids' | 'compileMjml'>,
  definition: { readonly name: string; readonly languages: Languages },
): Promise<Template> {
  const { stores, clock, ids } = deps;
  const fields = await compileAll(deps, definition.languages);
  return stores.templates.create({ id: ids('tpl'), ...definition, createdAt: clock(), fields });
}

/** Compiles every language as a launch would, so that what is stored can be launched. Returns the merge fields used. */
async function compileAll(deps: Pick<Deps, 'compileMjml'>, languages: Languages): Promise<string[]> {
  const fields = new Set<string>();
  const errors: FieldError[] = [];
  for (const [language, source] of Object.entries(languages)) {
    try {
      const { compiled } = freezeMessage(await templateMessage(deps, language, source));
      for (const field of compiled.fields) fields.add(field);
    } catch (error) {
      if (error instanceof TooLargeError || !(error instanceof ValidationError)) throw error;
      for (const { path, reason } of error.errors) errors.push({ path: `languages.${language}.${path}`, reason });
    }
  }
  if (errors.length > 0) throw new ValidationError(errors);
  return [...fields].sort();
}
