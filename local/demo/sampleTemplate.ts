import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const TEMPLATES = join(import.meta.dirname, '..', '..', 'templates');
const described = z.object({ name: z.string(), subject: z.record(z.string(), z.string()) });

/** A template of the house as `POST /api/v1/templates` takes it. */
export async function sampleTemplate(folder: string): Promise<unknown> {
  const { name, subject } = described.parse(JSON.parse(await readFile(join(TEMPLATES, folder, 'fields.json'), 'utf8')));
  const languages = await Promise.all(
    Object.entries(subject).map(async ([language, text]) => {
      const mjml = await readFile(join(TEMPLATES, folder, `${language}.mjml`), 'utf8');
      return [language, { subject: text, mjml }] as const;
    }),
  );
  return { name, languages: Object.fromEntries(languages) };
}
