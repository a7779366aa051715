import { join } from 'node:path';
import { openDatabase, type Database, type DatabaseOptions } from './database/openDatabase.ts';
import { forkInbox } from './inbox/forkInbox.ts';
import type { Children } from './platform/children.ts';

export interface EngineOptions extends DatabaseOptions {
  readonly sesEndpoint?: string | undefined;
}

export interface Engines {
  readonly database: Database;
  readonly sesEndpoint: string;
  /** True where the inbox is ours and can be read along. */
  readonly ownInbox: boolean;
}

/** Opens the database, and starts the inbox as a child unless the address of another SES is given. */
export async function startEngines(
  { sesEndpoint, ...options }: EngineOptions,
  children: Children,
  onLost: (reason: Error) => void,
): Promise<Engines> {
  const database = await openDatabase(options);
  if (sesEndpoint !== undefined) return { database, sesEndpoint, ownInbox: false };
  const folder = join(options.data, 'inbox');
  try {
    const { child, url } = await forkInbox(folder);
    children.add(child, 'the SES inbox', folder, onLost);
    return { database, sesEndpoint: url, ownInbox: true };
  } catch (error) {
    database.close();
    throw error;
  }
}
