import { keepBatchUsage } from '../../app/engagement/keepBatchUsage.ts';
import { type Failures, readBatch } from '../../app/engagement/received.ts';
import { createRecordSesEvents, type SesEventDependencies } from '../../app/engagement/recordSesEvents.ts';
import { realTiming, type Timing } from '../../app/shared/timeBox.ts';
import { lazy } from '../runtime/lazy.ts';
import { metered } from '../runtime/metered.ts';
import { clock, log, signer, stores } from '../runtime/providers.ts';

export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** SES events from a queue. A record that cannot be read or handled is reported by itself, to be delivered again. */
export const createSesEvents = (deps: SesEventDependencies, timing: Pick<Timing, 'sleep'> = realTiming) => {
  const recordSesEvents = createRecordSesEvents(deps, timing);

  return async (input: unknown): Promise<BatchAnswer> => {
    const failures: Failures = new Map();
    const received = readBatch(input, failures);
    await metered(
      () => recordSesEvents(received, failures),
      (usage) => keepBatchUsage(deps.stores, received, usage),
    );
    return { batchItemFailures: [...failures.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  };
};

export const handler = lazy((deps: SesEventDependencies) => createSesEvents(deps), { stores, clock, signer, log });
