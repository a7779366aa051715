import { keepBatchUsage } from '../../app/engagement/keepBatchUsage.ts';
import { type Failures, readBatch } from '../../app/engagement/received.ts';
import { createSesEventRecorder } from '../../app/engagement/recordSesEvents.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { realTiming, type Timing } from '../../app/shared/timeBox.ts';
import { lazy } from '../runtime/lazy.ts';
import { metered } from '../runtime/metered.ts';
import { clock, log, signer, stores } from '../runtime/providers.ts';

interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'signer' | 'log'>;

/**
 * SES events from a queue, any number of times and in any order. A record that cannot be read or handled is reported by
 * itself, and comes again; the others are done.
 */
export const createSesEvents = (deps: Dependencies, timing: Pick<Timing, 'sleep'> = realTiming) => {
  const record = createSesEventRecorder(deps, timing);

  return async (input: unknown): Promise<BatchResponse> => {
    const failures: Failures = new Map();
    const received = readBatch(input, failures);
    await metered(
      () => record(received, failures),
      (usage) => keepBatchUsage(deps.stores, received, usage),
    );
    return { batchItemFailures: [...failures.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  };
};

export const handler = lazy((deps: Dependencies) => createSesEvents(deps), { stores, clock, signer, log });
