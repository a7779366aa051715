import { z } from 'zod';
import { type Finish, finishSending } from '../../app/campaigns/sending/finishSending.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { waitUntil } from '../../app/shared/timeBox.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';

const inputSchema = z.object({ campaignId: z.string().min(1), runNo: z.number().int() });

interface FinishedSending {
  readonly outcome: Finish['outcome'];
  /** When to come back: to look `again`, or on the way to `measureAt`, as far as a wait may be. */
  readonly until: string;
  readonly measureAt: string;
}

/** Closes the sending of a campaign once nobody is waiting and no call is open, in any shard. */
export const createFinishSending =
  (deps: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<FinishedSending> => {
    const { campaignId, runNo } = inputSchema.parse(input);
    const { outcome, at } = await finishSending(deps, campaignId, runNo);
    return { outcome, until: waitUntil(at, deps.clock()), measureAt: new Date(at).toISOString() };
  };

export const handler = lazy(createFinishSending, { stores, clock, log });
