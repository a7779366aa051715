import { join } from 'node:path';
import { count } from '../adapters/metering/meter.ts';
import { createIds } from '../adapters/node/ids.ts';
import { createInspector } from '../adapters/aws/inspector.ts';
import { createMailer } from '../adapters/aws/mailer.ts';
import { compileMjml } from '../adapters/mjml/mjml.ts';
import { createSigner } from '../adapters/node/signer.ts';
import type { Deps } from '../app/ports/deps.ts';
import { TABLES } from '../names.ts';
import { createStores } from '../adapters/stores/createStores.ts';
import type { Database } from './database/openDatabase.ts';
import { createLocalBlobs, type LocalBlobsOptions } from './adapters/blobs.ts';
import { openBlobsFolder } from './adapters/blobsFolder.ts';
import { durableMailer } from './adapters/durableMailer.ts';
import { createFileTokens } from './adapters/fileTokens.ts';
import { openSecretsFile } from './adapters/secretsFile.ts';
import type { Runner } from './workflows/runner.ts';
import type { Logger } from '../app/ports/logger.ts';
import type { Schedules } from '../app/ports/schedules.ts';
import type { Refreshable } from '../app/ports/refreshable.ts';
import type { ExecutionStore } from '../app/ports/stores/executions.ts';

export interface DepsOptions {
  readonly data: string;
  readonly database: Database;
  readonly sesEndpoint: string;
  readonly clock: () => number;
  readonly log: Logger;
  /** Known only when the server listens. */
  readonly address: { readonly url: string };
  readonly schedules: Schedules;
}

const CONFIGURATION_SET = 'peyk';

/** The same dependencies as in AWS, each with the engine of this machine. */
export async function createDeps(
  { data, database, sesEndpoint, clock, log, address, schedules }: DepsOptions,
  createRunner: (executions: ExecutionStore) => Runner,
): Promise<Deps & { readonly signer: Refreshable; readonly runner: Runner; readonly files: LocalBlobsOptions }> {
  const stores = createStores({ call: database.call, tables: TABLES, clock, onUsage: count });
  const secrets = openSecretsFile(join(data, 'secrets.json'), clock);
  const runner = createRunner(stores.executions);
  const files = { folder: openBlobsFolder(join(data, 'blobs')), tokens: createFileTokens(), clock, address };
  return {
    clock,
    ids: createIds(clock),
    stores,
    mailer: durableMailer(
      createMailer({ endpoint: sesEndpoint, configurationSet: CONFIGURATION_SET }),
      database.durable,
    ),
    inspector: createInspector({ tables: database.inspector, sesEndpoint, configurationSet: CONFIGURATION_SET }),
    workflows: runner,
    runner,
    schedules,
    secrets,
    signer: await createSigner({ secrets, clock }),
    blobs: createLocalBlobs(files),
    compileMjml,
    files,
    log,
    baseUrl: async () => ((await stores.settings.get()).baseUrl ?? address.url).replace(/\/+$/, ''),
  };
}
