import * as z from 'zod';

/** No parameters, no query or no body. */
export const nothingSchema = z.object({});
