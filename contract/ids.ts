import * as z from 'zod';

/** An id that Peyk made, as a request names it. */
export const idSchema = z.string().min(1).max(128);

/** An id that a shop gave: what it may be made of is told by `externalIdProblem` in core. */
export const externalIdSchema = z.string().meta({ description: '1 to 128 characters, no control characters' });

/** `{id}` in a path. */
export const byIdSchema = z.object({ id: idSchema });

/** `{id}` of a customer in a path. */
export const byExternalIdSchema = z.object({ id: externalIdSchema });
