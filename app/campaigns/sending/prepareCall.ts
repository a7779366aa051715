import type { SendDecision } from '../../../core/campaigns/audience.ts';
import type { Chunk, EntryOutcome } from '../../../core/campaigns/ledger.ts';
import type { Customer } from '../../../core/customers/customer.ts';
import type { CompiledTemplate } from '../../../core/messages/template.ts';
import { PeykError } from '../../../core/shared/errors.ts';
import type { BulkEntry } from '../../ports/mailer.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Messages } from './messages.ts';

/** A bulk call that is ready to be made. */
export interface PreparedCall {
  readonly skeleton: CompiledTemplate['skeleton'];
  readonly entries: readonly BulkEntry[];
  /** Whose the entries are, in their order. */
  readonly customerIds: readonly string[];
  /** Customers whose data make no acceptable message. */
  readonly unrendered: ReadonlySet<string>;
}

interface Making {
  readonly messages: Messages;
  readonly log: Logger;
  /** Recipients a call may have. */
  readonly mostPerCall: number;
}

/** Makes the messages of a chunk for those to be written to, as many as one call may carry. */
export async function prepareCall(
  chunk: Chunk,
  { messages, log, mostPerCall }: Making,
  customers: ReadonlyMap<string, Customer>,
  decisions: ReadonlyMap<string, SendDecision>,
): Promise<PreparedCall> {
  const template = await messages.compiledFor(chunk);
  const unrendered = new Set<string>();
  const customerIds: string[] = [];
  const entries: BulkEntry[] = [];
  for (const [id, customer] of customers) {
    if (decisions.get(id)?.kind !== 'send' || entries.length === mostPerCall) continue;
    try {
      entries.push(messages.entryFor(chunk, customer, template));
      customerIds.push(id);
    } catch (error) {
      if (!(error instanceof PeykError)) throw error;
      // Theirs alone fails.
      const { campaignId, shard, seq } = chunk;
      log.warn({ campaignId, shard, seq, error: error.name }, 'a message was not made');
      unrendered.add(id);
    }
  }
  return { skeleton: template.skeleton, entries, customerIds, unrendered };
}

/** What became of a customer in a call whose entries came to `outcomes`. */
export function outcomeOf(
  { customerIds, unrendered }: PreparedCall,
  outcomes: readonly EntryOutcome[],
  customerId: string,
): EntryOutcome {
  if (unrendered.has(customerId)) return { status: 'failed', code: 'RENDERING_FAILED' };
  const index = customerIds.indexOf(customerId);
  // Not in this call, because it was full: they are in a later one.
  if (index < 0) return { status: 'retry', code: 'NEXT_CALL' };
  return outcomes[index] ?? { status: 'unknown' };
}
