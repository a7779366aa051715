import { readFile } from 'node:fs/promises';
import { UsageError } from './errors.ts';

/** JSON given on the command line as it is, or as @FILE. */
export async function jsonArgument(name: string, text: string | undefined): Promise<unknown> {
  if (text === undefined) throw new UsageError(`--${name} is needed: JSON, or @FILE`);
  const source = text.startsWith('@')
    ? await readFile(text.slice(1), 'utf8').catch(() => {
        throw new UsageError(`--${name}: there is no file ${text.slice(1)}`);
      })
    : text;
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new UsageError(`--${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function required(options: Readonly<Record<string, string>>, name: string): string {
  const value = options[name];
  if (value === undefined) throw new UsageError(`--${name} is needed`);
  return value;
}
