import * as z from 'zod';

/** A rule in words. */
export const sentenceSchema = z.object({ en: z.string(), fa: z.string(), uk: z.string() }).meta({ id: 'Sentence' });

export type SentenceResponse = z.infer<typeof sentenceSchema>;
