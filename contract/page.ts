import * as z from 'zod';

/** `?cursor=&limit=` of every list. */
export const pagingSchema = z.object({
  cursor: z.string().max(1024).optional().meta({ description: 'The `next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A page of a list; `next` only where there is more. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().exactOptional() });
}

/** A page as an answer. */
export function page<T>(items: readonly T[], next: string | undefined): { items: T[]; next?: string } {
  return { items: [...items], ...(next !== undefined && { next }) };
}
