import { join } from 'node:path';
import { count } from '../functions/metering/meter.ts';
import { createIds } from '../functions/services/ids.ts';
import { createInspector } from '../functions/services/inspector.ts';
import { createMailer } from '../functions/services/mailer.ts';
import { createSigner } from '../functions/services/signer.ts';
import type { Deps, Logger, Schedules } from '../functions/shared/deps.ts';
import type { Refreshable } from '../functions/shared/lazy.ts';
import { TABLES } from '../functions/shared/names.ts';
import { createStores } from '../functions/stores/createStores.ts';
import { createCall } from '../functions/stores/dynamo/call.ts';
import { createDynamoClient } from '../functions/stores/dynamo/client.ts';
import { createTables } from '../functions/stores/dynamo/createTables.ts';
import type { ExecutionStore } from '../functions/stores/executions.ts';
import { createLocalBlobs, type LocalBlobsOptions } from './services/blobs.ts';
import { openBlobsFolder } from './services/blobsFolder.ts';
import { createFileTokens } from './services/fileTokens.ts';
import { openSecretsFile } from './services/secretsFile.ts';
import type { Runner } from './workflows/runner.ts';

export interface DepsOptions {
  readonly data: string;
  readonly dynamodbEndpoint: string;
  readonly sesEndpoint: string;
  readonly clock: () => number;
  readonly log: Logger;
  /** Known only when the server listens. */
  readonly address: { readonly url: string };
  readonly schedules: Schedules;
}

const CONFIGURATION_SET = 'peyk';

/** The same dependencies as in AWS, each with the engine of this machine. Makes the tables where they are missing. */
export async function createDeps(
  { data, dynamodbEndpoint, sesEndpoint, clock, log, address, schedules }: DepsOptions,
  createRunner: (executions: ExecutionStore) => Runner,
): Promise<Deps & { readonly signer: Refreshable; readonly runner: Runner; readonly files: LocalBlobsOptions }> {
  const client = createDynamoClient({ endpoint: dynamodbEndpoint });
  await createTables(client, TABLES);
  const stores = createStores({ call: createCall(client), tables: TABLES, clock, onUsage: count });
  const secrets = openSecretsFile(join(data, 'secrets.json'), clock);
  const runner = createRunner(stores.executions);
  const files = { folder: openBlobsFolder(join(data, 'blobs')), tokens: createFileTokens(), clock, address };
  return {
    clock,
    ids: createIds(clock),
    stores,
    mailer: createMailer({ endpoint: sesEndpoint, configurationSet: CONFIGURATION_SET }),
    inspector: createInspector({ database: client, tables: TABLES, sesEndpoint, configurationSet: CONFIGURATION_SET }),
    workflows: runner,
    runner,
    schedules,
    secrets,
    signer: await createSigner({ secrets, clock }),
    blobs: createLocalBlobs(files),
    files,
    log,
    baseUrl: async () => ((await stores.settings.get()).baseUrl ?? address.url).replace(/\/+$/, ''),
  };
}
