import { z } from '@hono/zod-openapi';
import { externalIdProblem } from '../../core/shared/ids.ts';

/** Shapes that several resources share. Times are RFC 3339 UTC. */
export const time = z.iso.datetime().meta({ description: 'RFC 3339 UTC' });

export const byId = z.object({ id: z.string().min(1).max(128) });

/** An id that a shop gave. */
export const externalId = z.string().superRefine((id, context) => {
  const problem = externalIdProblem(id);
  if (problem) context.addIssue({ code: 'custom', message: problem });
});

export const byExternalId = z.object({ id: externalId });

/** `?cursor=&limit=` of every list. */
export const paging = z.object({
  cursor: z.string().max(1024).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const pageOf = (item: z.ZodType) => z.object({ items: z.array(item), next: z.string().optional() });

/** A page as an answer: `next` only where there is more. */
export function page<T>(items: readonly T[], next: string | undefined): { items: readonly T[]; next?: string } {
  return next === undefined ? { items } : { items, next };
}

/** A value of any shape, for answers whose schema is documented elsewhere. */
export const anything = z.looseObject({});
