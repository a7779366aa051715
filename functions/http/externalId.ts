import type { z } from 'zod';
import { byExternalIdSchema, externalIdSchema } from '../../contract/ids.ts';
import { externalIdProblem } from '../../core/shared/ids.ts';

/** A text by a rule of core, which says what is wrong with one. */
export function ruledBy<S extends z.ZodType<string>>(schema: S, problemOf: (text: string) => string | undefined): S {
  return schema.superRefine((text, context) => {
    const message = problemOf(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
}

/** An id that a shop gave. */
export const externalId = ruledBy(externalIdSchema, externalIdProblem);

export const byExternalId = byExternalIdSchema.safeExtend({ id: externalId });
