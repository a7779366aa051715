import { z } from 'zod';
import { createStores } from '../../adapters/stores/createStores.ts';
import { createCall } from '../../adapters/dynamo/call.ts';
import { createDynamoClient } from '../../adapters/dynamo/client.ts';
import { ENV } from '../../names.ts';
import { count } from '../../adapters/metering/meter.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { once } from './lazy.ts';
import { createBlobs } from '../../adapters/aws/blobs.ts';
import { compileMjml as compile } from '../../adapters/mjml/mjml.ts';
import { createIds } from '../../adapters/node/ids.ts';
import { createInspector } from '../../adapters/aws/inspector.ts';
import { createTableInspector } from '../../adapters/aws/tableInspector.ts';
import { createLogger } from '../../adapters/logging/logger.ts';
import { createMailer } from '../../adapters/aws/mailer.ts';
import { createSchedules } from '../../adapters/aws/schedules.ts';
import { createSecrets } from '../../adapters/aws/secrets.ts';
import { createSigner } from '../../adapters/node/signer.ts';
import { createWorkflows } from '../../adapters/aws/workflows.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

// How a Lambda makes each of its dependencies from its environment. Nothing here runs on import, and a function
// that does not name a provider neither needs its variables nor carries its client (hence PURE).

const systemClock = () => Date.now();

export const clock = (): Deps['clock'] => systemClock;

export const ids = (): Deps['ids'] => createIds(systemClock);

export const log = (): Deps['log'] => createLogger({ level: process.env['LOG_LEVEL'] ?? 'info' });

const tables = () => ({
  customers: required(ENV.customersTable),
  activity: required(ENV.activityTable),
  control: required(ENV.controlTable),
});

export const stores: () => Promise<Stores> = /* @__PURE__ */ once(() =>
  createStores({
    call: createCall(createDynamoClient()),
    tables: tables(),
    clock: systemClock,
    onUsage: count,
  }),
);

export const mailer = (): Deps['mailer'] => createMailer({ configurationSet: required(ENV.configurationSet) });

export const workflows = (): Deps['workflows'] => createWorkflows({ arnPrefix: required(ENV.workflowArnPrefix) });

export const schedules = (): Deps['schedules'] => createSchedules({ name: required(ENV.refreshSchedule) });

export const secrets: () => Promise<Deps['secrets']> = /* @__PURE__ */ once(() =>
  createSecrets({ prefix: required(ENV.secretPrefix), clock: systemClock }),
);

export const signer = async (): Promise<Deps['signer']> =>
  createSigner({ secrets: await secrets(), clock: systemClock });

export const blobs = (): Deps['blobs'] => createBlobs({ bucket: required(ENV.importsBucket), clock: systemClock });

export const compileMjml = (): Deps['compileMjml'] => compile;

export const inspector = (): Deps['inspector'] =>
  createInspector({
    tables: createTableInspector(createDynamoClient(), tables()),
    configurationSet: required(ENV.configurationSet),
  });

/** Where this deployment is reached, unless the workspace's settings say otherwise. */
export const baseUrl = (): Deps['baseUrl'] => async () => {
  const { baseUrl: chosen } = await (await stores()).settings.get();
  return withoutSlash(chosen ?? required(ENV.baseUrl));
};

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function required(name: string): string {
  const parsed = z.string().min(1).safeParse(process.env[name]);
  if (!parsed.success) throw new Error(`the environment variable ${name} is missing`);
  return parsed.data;
}
