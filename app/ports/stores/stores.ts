import type { CustomerStore } from './customers.ts';
import type { OrderStore } from './orders.ts';
import type { TimelineStore } from './timeline.ts';
import type { SegmentStore } from './segments.ts';
import type { TemplateStore } from './templates.ts';
import type { SourceStore } from './sources.ts';
import type { CampaignStore } from './campaigns.ts';
import type { LedgerStore } from './ledger.ts';
import type { UniqueCounterStore } from './uniqueCounters.ts';
import type { UsageStore } from './usage.ts';
import type { SettingsStore } from './settings.ts';
import type { RunStore } from './runs.ts';
import type { PopulationStore } from './population.ts';
import type { ImportStore } from './imports.ts';
import type { ReceiptStore } from './receipts.ts';
import type { IdempotencyStore } from './idempotency.ts';
import type { ExecutionStore } from './executions.ts';
import type { SuppressionStore } from './suppressions.ts';
import type { TokenStore } from './tokens.ts';
import type { AuditStore } from './audit.ts';
import type { Transact } from './transact.ts';

/** Everything that is kept, one repository per record type. Nothing else knows keys. */
export interface Stores {
  readonly customers: CustomerStore;
  readonly orders: OrderStore;
  readonly timeline: TimelineStore;
  readonly segments: SegmentStore;
  readonly templates: TemplateStore;
  readonly sources: SourceStore;
  readonly campaigns: CampaignStore;
  readonly ledger: LedgerStore;
  readonly uniqueCounters: UniqueCounterStore;
  readonly usage: UsageStore;
  readonly settings: SettingsStore;
  readonly runs: RunStore;
  readonly population: PopulationStore;
  readonly imports: ImportStore;
  readonly receipts: ReceiptStore;
  readonly idempotency: IdempotencyStore;
  readonly executions: ExecutionStore;
  readonly suppressions: SuppressionStore;
  readonly tokens: TokenStore;
  readonly audit: AuditStore;
  /** All or nothing, at most 100 operations, each on another item. Throws TransactionFailedError. */
  readonly transact: Transact;
}
