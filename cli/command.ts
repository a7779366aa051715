import type { Client } from './client.ts';
import type { Progress } from './progress.ts';

/** What a command gets: its words, its options, the API, and where to say things. */
export interface Context {
  readonly client: Client;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  /** The command's own flags that were given. */
  readonly flags: ReadonlySet<string>;
  /** --json was given. */
  readonly json: boolean;
  /** Prints `data` as JSON with --json, else `text`. */
  readonly show: (data: unknown, text: () => string) => void;
  readonly progress: (label: string) => Progress;
}

export interface Command {
  /** "segments preview" */
  readonly name: string;
  /** The words it needs, in order ("FILE"); one that ends in "?" may be left out. */
  readonly words: readonly string[];
  /** Options with a value, by name, with what they mean. */
  readonly options: Readonly<Record<string, string>>;
  /** Options without a value, by name, with what they mean. */
  readonly flags?: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly run: (context: Context) => Promise<void>;
}
