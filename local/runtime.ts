import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../functions/api/app.ts';
import { createSesEvents } from '../functions/ses-events/sesEvents.ts';
import { identifyLocal } from '../functions/api/identity/identifyLocal.ts';
import { createLogger } from '../adapters/logging/logger.ts';
import type { Deps } from '../app/ports/deps.ts';
import { createDeps } from './deps.ts';
import type { Database } from './database/openDatabase.ts';
import { startEngines } from './engines.ts';
import { startEventFeed } from './events/eventFeed.ts';
import { isLoopback, LOOPBACK, ownUrl } from './http/interfaces.ts';
import { serveFiles } from './http/serveFiles.ts';
import { serveHttp } from './http/serveHttp.ts';
import { Children } from './platform/children.ts';
import type { BlobsFolder } from './adapters/blobsFolder.ts';
import { takeLock } from './platform/lock.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { loadWorkflows, type Workflow } from './workflows/loadWorkflows.ts';
import { createRunner } from './workflows/runner.ts';
import type { Logger } from '../app/ports/logger.ts';

export interface RuntimeOptions {
  /** 0 = any free port. All other ports are chosen free. */
  readonly port: number;
  /** The interface to listen on; the loopback unless said. Any other needs a token. */
  readonly host?: string;
  /** Whose bearer is admin. */
  readonly token?: string | undefined;
  /** Everything that is kept is kept here. Made where it does not exist. */
  readonly data: string;
  readonly dynamodbEndpoint?: string | undefined;
  readonly sesEndpoint?: string | undefined;
  /** Epoch ms. */
  readonly clock?: () => number;
  readonly log?: Logger;
  /** Told what takes a while at the start. */
  readonly say?: (line: string) => void;
  /** Instead of the workflows of `workflows/`. */
  readonly workflows?: readonly Workflow[];
}

export interface Runtime {
  readonly url: string;
  readonly port: number;
  /** The inbox: a page at `/`, all messages at `/store`, those after a number at `/messages`. */
  readonly inboxUrl: string;
  readonly deps: Deps;
  readonly scheduler: Scheduler;
  /** How many workflow executions an earlier run had left unfinished and were started again. */
  readonly resumed: number;
  /** Settles when a part of the runtime died; the rest should then be stopped. */
  readonly lost: Promise<Error>;
  /** Ends everything and frees all ports; what is unfinished goes on at the next start. */
  stop(): Promise<void>;
}

// How long running steps may take to end when the runtime stops. They are safe to be cut off, it only costs a retry.
const STEP_PATIENCE_MS = 2_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const CONSOLE = join(import.meta.dirname, '..', 'console', 'dist');

/** Peyk whole on this machine: the same handlers, workflows and APIs as in AWS. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const {
    data,
    port,
    host = LOOPBACK,
    token,
    clock = () => Date.now(),
    log = createLogger({ level: 'warn' }),
    say = () => undefined,
  } = options;
  const endings: (() => unknown)[] = [];
  const stop = async () => {
    for (let end = endings.pop(); end; end = endings.pop()) await end();
  };
  const { promise: lost, resolve: onLost } = Promise.withResolvers<Error>();

  try {
    mkdirSync(data, { recursive: true });
    const lock = await takeLock(data, `process ${process.pid}${port > 0 ? ` on http://localhost:${port}` : ''}`);
    endings.push(() => lock.release());
    const children = new Children(data);
    await children.endLeftovers();
    endings.push(() => children.stop());
    const engines = await startEngines({ ...options, data, clock, say }, children, onLost);
    const { database } = engines;
    endings.push(() => database.close());
    const inboxUrl = engines.sesEndpoint;

    const address = { url: ownUrl(host, port) };
    const workflows = options.workflows ?? loadWorkflows();
    const scheduler = createScheduler(clock);
    endings.push(() => scheduler.stop());
    const deps = await createDeps({ ...engines, data, clock, log, address, schedules: scheduler }, (executions) =>
      createRunner({ workflows, deps: () => deps, executions, clock, log }),
    );
    if (!isLoopback(host) && token === undefined) throw new Error(`${host} lets others in, so it needs a token`);
    const app = createApp(deps, identifyLocal(deps, { loopback: isLoopback(host), token }));
    const http = await serveHttp({
      port,
      host,
      app,
      durable: database.durable,
      files: serveFiles(deps.files),
      console: CONSOLE,
      inboxUrl,
    });
    endings.push(() => http.close());
    address.url = ownUrl(host, http.port);

    const sweeping = startSweeping(deps.files.folder, database, clock, log);
    endings.push(() => clearInterval(sweeping));

    // As a function does at each call: another key may sign from now on.
    const keys = setInterval(() => void deps.signer.refresh().catch(() => undefined), MINUTE_MS).unref();
    endings.push(() => clearInterval(keys));

    const { runner } = deps;
    endings.push(() => runner.stop(STEP_PATIENCE_MS));
    const resumed = await runner.resume();
    if (engines.ownInbox) {
      const feed = startEventFeed({ inboxUrl, handler: createSesEvents(deps), file: join(data, 'feed.json'), log });
      endings.push(() => feed.stop());
    }
    await scheduler.start(deps);

    return { url: address.url, port: http.port, inboxUrl, deps, scheduler, resumed, lost, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Deletes files and records that are past their time, now and every hour. */
function startSweeping(folder: BlobsFolder, database: Database, clock: () => number, log: Logger): NodeJS.Timeout {
  const sweep = () => {
    folder.sweep(clock()).catch((error: unknown) => log.error({ err: error }, 'old files cannot be deleted'));
    database.sweep().catch((error: unknown) => log.error({ err: error }, 'old records cannot be deleted'));
  };
  sweep();
  return setInterval(sweep, HOUR_MS).unref();
}
