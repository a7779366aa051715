import type { TableNames } from '../dynamo/createTables.ts';
import type { UsageMeter } from '../dynamo/usage.ts';
import { createAuditStore } from './audit.ts';
import { createCampaignStore } from './campaigns.ts';
import { createCustomerStore } from './customers.ts';
import type { Call } from '../dynamo/call.ts';
import { createDatabase } from '../dynamo/database.ts';
import { createTransact } from '../dynamo/transact.ts';
import { createExecutionStore } from './executions.ts';
import { createIdempotencyStore } from './idempotency.ts';
import { createImportStore } from './imports.ts';
import { createLedgerStore } from './ledger.ts';
import { createUniqueCounterStore } from './uniqueCounters.ts';
import { createOrderStore } from './orders.ts';
import { createPopulationStore } from './population.ts';
import { createReceiptStore } from './receipts.ts';
import { createRunStore } from './runs.ts';
import { createSegmentStore } from './segments.ts';
import { createSettingsStore } from './settings.ts';
import { createSourceStore } from './sources.ts';
import { createSuppressionStore } from './suppressions.ts';
import { createTemplateStore } from './templates.ts';
import { createTimelineStore } from './timeline.ts';
import { createUsageStore } from './usage.ts';
import { createTokenStore } from './tokens.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

export interface StoresOptions {
  /** The engine. */
  readonly call: Call;
  readonly tables: TableNames;
  /** Epoch ms. */
  readonly clock: () => number;
  /** Told about every call's consumed capacity. */
  readonly onUsage?: UsageMeter | undefined;
  /** Spreads retries; in [0, 1). */
  readonly random?: (() => number) | undefined;
}

/** All repositories over one engine. Makes no call. */
export function createStores(options: StoresOptions): Stores {
  const database = createDatabase(options);
  const customers = createCustomerStore(database);
  return {
    customers,
    orders: createOrderStore(database),
    timeline: createTimelineStore(database, customers),
    segments: createSegmentStore(database),
    templates: createTemplateStore(database),
    sources: createSourceStore(database),
    campaigns: createCampaignStore(database),
    ledger: createLedgerStore(database),
    uniqueCounters: createUniqueCounterStore(database),
    usage: createUsageStore(database),
    settings: createSettingsStore(database),
    runs: createRunStore(database),
    population: createPopulationStore(database),
    imports: createImportStore(database),
    receipts: createReceiptStore(database),
    idempotency: createIdempotencyStore(database),
    executions: createExecutionStore(database),
    suppressions: createSuppressionStore(database),
    tokens: createTokenStore(database),
    audit: createAuditStore(database),
    transact: createTransact(database),
  };
}
