import { z } from 'zod';

const tagsSchema = z.array(z.object({ Name: z.string(), Value: z.string() }));
export type Tags = z.infer<typeof tagsSchema>;

const requestSchema = z.object({
  EmailTags: tagsSchema.default([]),
  DefaultEmailTags: tagsSchema.default([]),
  BulkEmailEntries: z
    .array(
      z.object({
        Destination: z.object({ ToAddresses: z.array(z.string()).default([]) }),
        ReplacementTags: tagsSchema.default([]),
      }),
    )
    .default([]),
});

/**
 * The tags of a request's messages, which the emulator reads and drops. Asked once per message, by its first
 * recipient, in the order of the entries. An entry's tag replaces the default of the same name.
 */
export function tagsOf(request: unknown): (to: string | undefined) => Tags {
  const parsed = requestSchema.safeParse(request);
  if (!parsed.success) return () => [];
  const { EmailTags, DefaultEmailTags, BulkEmailEntries } = parsed.data;
  const waiting = [...BulkEmailEntries];
  return (to) => {
    const index = waiting.findIndex((entry) => entry.Destination.ToAddresses[0] === to);
    const [entry] = index < 0 ? [] : waiting.splice(index, 1);
    const own = entry?.ReplacementTags ?? EmailTags;
    const names = new Set(own.map(({ Name }) => Name));
    return [...DefaultEmailTags.filter(({ Name }) => !names.has(Name)), ...own];
  };
}
