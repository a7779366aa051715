import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import { UsageError } from './errors.ts';

export interface Parsed {
  readonly command: Command;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
  readonly json: boolean;
  readonly url: string;
  readonly token: string | undefined;
}

const DEFAULT_URL = 'http://localhost:4000';

/** Finds the command and checks its words and options. Throws UsageError; returns undefined where help is asked for. */
export function parseCommandLine(
  args: readonly string[],
  commands: readonly Command[],
  knownToken?: string,
): Parsed | undefined {
  const command = commands.find(({ name }) => name === args.slice(0, name.split(' ').length).join(' '));
  if (args.includes('--help') || args.includes('-h') || args.length === 0) return undefined;
  if (!command) throw new UsageError(`There is no command "${args.slice(0, 2).join(' ')}". See peyk --help.`);
  const values: Record<string, string | boolean | undefined> = {};
  let words: string[];
  try {
    const parsed = parseArgs({
      args: args.slice(command.name.split(' ').length),
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        url: { type: 'string' },
        token: { type: 'string' },
        ...Object.fromEntries(Object.keys(command.flags ?? {}).map((name) => [name, { type: 'boolean' } as const])),
        ...Object.fromEntries(Object.keys(command.options).map((name) => [name, { type: 'string' } as const])),
      },
    });
    Object.assign(values, parsed.values);
    words = parsed.positionals;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const needed = command.words.filter((word) => !word.endsWith('?')).length;
  if (words.length < needed || words.length > command.words.length) throw new UsageError(`Usage: ${usageOf(command)}`);
  const { json, url, token = knownToken, ...rest } = values;
  const options: Record<string, string> = {};
  for (const [name, value] of Object.entries(rest)) if (typeof value === 'string') options[name] = value;
  return {
    command,
    words,
    options,
    flags: new Set(Object.keys(rest).filter((name) => rest[name] === true)),
    json: json === true,
    url: typeof url === 'string' ? url : DEFAULT_URL,
    token: typeof token === 'string' && token !== '' ? token : undefined,
  };
}

export function usageOf(command: Command): string {
  const options = Object.keys(command.options).map((name) => `[--${name} …]`);
  const flags = Object.keys(command.flags ?? {}).map((name) => `[--${name}]`);
  const words = command.words.map((word) => word.replace(/^(.*)\?$/, '[$1]'));
  return ['peyk', command.name, ...words, ...options, ...flags].join(' ');
}
