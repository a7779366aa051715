import { join } from 'node:path';
import { forkInbox } from './inbox/forkInbox.ts';
import type { Children } from './platform/children.ts';
import { startDynoxide } from './platform/dynoxide.ts';

export interface EngineOptions {
  readonly data: string;
  readonly dynamodbEndpoint?: string | undefined;
  readonly sesEndpoint?: string | undefined;
}

export interface Engines {
  readonly dynamodbEndpoint: string;
  readonly sesEndpoint: string;
  /** True where the inbox is ours and can be read along. */
  readonly ownInbox: boolean;
}

/** Starts the store and the inbox as children, each unless an address of another one is given. */
export async function startEngines(
  { data, dynamodbEndpoint, sesEndpoint }: EngineOptions,
  children: Children,
  onLost: (reason: Error) => void,
): Promise<Engines> {
  const dynamo = async () => {
    if (dynamodbEndpoint !== undefined) return dynamodbEndpoint;
    const file = join(data, 'peyk.db');
    const { child, endpoint } = await startDynoxide(file);
    children.add(child, 'the embedded DynamoDB', file, onLost);
    return endpoint;
  };
  const ses = async () => {
    if (sesEndpoint !== undefined) return sesEndpoint;
    const folder = join(data, 'inbox');
    const { child, url } = await forkInbox(folder);
    children.add(child, 'the SES inbox', folder, onLost);
    return url;
  };
  // Both are awaited, so that the one that did start is known to `children` when the other did not.
  const [store, inbox] = await Promise.allSettled([dynamo(), ses()]);
  if (store.status === 'rejected') throw store.reason;
  if (inbox.status === 'rejected') throw inbox.reason;
  return { dynamodbEndpoint: store.value, sesEndpoint: inbox.value, ownInbox: sesEndpoint === undefined };
}
