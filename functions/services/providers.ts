import { z } from 'zod';
import { createStores } from '../stores/createStores.ts';
import type { Stores } from '../stores/stores.ts';
import { createCall } from '../stores/dynamo/call.ts';
import { createDynamoClient } from '../stores/dynamo/client.ts';
import { ENV } from '../shared/names.ts';
import { count } from '../metering/meter.ts';
import type { Deps } from '../shared/deps.ts';
import { once } from '../shared/lazy.ts';
import { createBlobs } from './blobs.ts';
import { createIds } from './ids.ts';
import { createInspector } from './inspector.ts';
import { createLogger } from './logger.ts';
import { createMailer } from './mailer.ts';
import { createSchedules } from './schedules.ts';
import { createSecrets } from './secrets.ts';
import { createSigner } from './signer.ts';
import { createWorkflows } from './workflows.ts';

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

export const inspector = (): Deps['inspector'] =>
  createInspector({
    database: createDynamoClient(),
    tables: tables(),
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
