import type { Usage } from '../../../core/costs/usage.ts';

/** What each campaign has used of what AWS bills. */
export interface UsageStore {
  /** Adds up in place; nobody reads before. Not idempotent, as billing is not: a repeated invocation costs again. */
  add(campaignId: string, usage: Usage): Promise<void>;
  of(campaignId: string): Promise<Usage>;
}
