import type { IdSource } from '../../core/shared/ids.ts';
import type { Stores } from './stores/stores.ts';
import type { Mailer } from './mailer.ts';
import type { Workflows } from './workflows.ts';
import type { Schedules } from './schedules.ts';
import type { Secrets } from './secrets.ts';
import type { Signer } from './signer.ts';
import type { Blobs } from './blobs.ts';
import type { CompileMjml } from './mjmlCompiler.ts';
import type { Inspector } from './inspector.ts';
import type { Logger } from './logger.ts';

/** All that a use case may need. Each takes the part it uses: `(deps: Pick<Deps, 'stores' | 'clock'>) => ...`. */
export interface Deps {
  /** Epoch ms. */
  readonly clock: () => number;
  readonly ids: IdSource;
  readonly stores: Stores;
  readonly mailer: Mailer;
  readonly workflows: Workflows;
  readonly schedules: Schedules;
  readonly secrets: Secrets;
  readonly signer: Signer;
  readonly blobs: Blobs;
  readonly compileMjml: CompileMjml;
  readonly inspector: Inspector;
  readonly log: Logger;
  /** Where customers reach the public links: settings.baseUrl, or where this deployment listens. No trailing slash. */
  baseUrl(): Promise<string>;
}
