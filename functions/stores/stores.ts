import type { AuditStore } from './audit.ts';
import type { CampaignStore } from './campaigns.ts';
import type { CustomerStore } from './customers.ts';
import type { Call } from './dynamo/call.ts';
import type { TableNames } from './dynamo/createTables.ts';
import type { UsageMeter } from './dynamo/usage.ts';
import type { Transact } from './dynamo/transact.ts';
import type { ExecutionStore } from './executions.ts';
import type { IdempotencyStore } from './idempotency.ts';
import type { ImportStore } from './imports.ts';
import type { LedgerStore } from './ledger.ts';
import type { MarkStore } from './marks.ts';
import type { OrderStore } from './orders.ts';
import type { QuantityStore } from './quantities.ts';
import type { ReceiptStore } from './receipts.ts';
import type { RunStore } from './runs.ts';
import type { SegmentStore } from './segments.ts';
import type { SettingsStore } from './settings.ts';
import type { SourceStore } from './sources.ts';
import type { SuppressionStore } from './suppressions.ts';
import type { TemplateStore } from './templates.ts';
import type { TimelineStore } from './timeline.ts';
import type { UsageStore } from './usage.ts';
import type { TokenStore } from './tokens.ts';

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
  readonly marks: MarkStore;
  readonly usage: UsageStore;
  readonly settings: SettingsStore;
  readonly runs: RunStore;
  readonly quantities: QuantityStore;
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
