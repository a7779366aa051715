import { memberSince } from '../../core/customers/storedCustomer.ts';
import { type ExplainedClause, explainRule } from '../../core/segments/explain/explain.ts';
import type { Segment } from '../../core/segments/segment.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import { evaluationContext } from '../evaluation/evaluationContext.ts';
import { sendLookupFor } from '../evaluation/sendLookup.ts';
import type { Deps } from '../ports/deps.ts';
import { segmentOf } from './segmentOf.ts';

/** Why a customer is in a segment or not. */
export interface MembershipExplanation {
  readonly segment: Segment;
  /** Since when they are stored as a member (epoch ms): what the last refresh, or their last change, found. */
  readonly since: number | undefined;
  /** The clauses as they are now. */
  readonly clauses: readonly ExplainedClause[];
}

/** Throws NotFoundError where there is no such segment or customer. */
export async function explainMembership(
  { stores, clock }: Pick<Deps, 'stores' | 'clock'>,
  segmentId: string,
  customerId: string,
): Promise<MembershipExplanation> {
  const segment = await segmentOf(stores, segmentId);
  const item = (await stores.customers.getManyStored([customerId])).get(customerId);
  if (!item) throw new NotFoundError('customer', customerId);
  const at = clock();
  const rules = new Map((await stores.segments.all()).map(({ id, rule }) => [id, rule]));
  const lookup = (id: string) => rules.get(id);
  const sendsOf = await sendLookupFor(stores, [segment.rule], customerId, { at, lookup });
  const context = await evaluationContext(stores, at, { sendsOf });
  return {
    segment,
    since: memberSince(item, segmentId),
    clauses: explainRule(segment.rule, item, context, lookup),
  };
}
