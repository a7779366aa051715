import { timeSliceTransitions, type TimeSliceEnd } from '../../core/costs/transitions.ts';
import { addUsage, type Usage } from '../../core/costs/usage.ts';
import type { Stores } from '../ports/stores/stores.ts';

/**
 * Adds what an invocation used to its campaign's account: one write. A cost that could not be noted is no reason to
 * stop the work it is the cost of.
 */
export async function keepUsage(stores: Pick<Stores, 'usage'>, campaignId: string, usage: Usage): Promise<void> {
  try {
    // This very write is a part of it.
    await stores.usage.add(campaignId, addUsage(usage, { writeUnits: 1 }));
  } catch {
    // The account is then short of one invocation.
  }
}

/** The same of a time slice of planning or sending, with the state transitions that its end brings about. */
export async function keepTimeSliceUsage(
  stores: Pick<Stores, 'usage'>,
  campaignId: string,
  usage: Usage,
  end: TimeSliceEnd,
): Promise<void> {
  return keepUsage(stores, campaignId, addUsage(usage, { transitions: timeSliceTransitions(end) }));
}
