import { type Usage, usageOf } from './usage.ts';

/** A campaign as far as it can be known before its launch. */
export interface PlannedCampaign {
  /** In the table: each is read once to plan. */
  readonly customers: number;
  /** Matched, held-out and skipped ones included. */
  readonly audience: number;
  readonly send: number;
}

/**
 * What one of each uses, as bench/cost.ts meters it: customers of about 1 KB, chunks of 50, one delivery event a
 * message.
 */
const USED = {
  readUnitsPerCustomer: 0.25,
  writeUnitsPerMember: 0.02,
  readUnitsPerMember: 0.03,
  writeUnitsPerMessage: 0.23,
  readUnitsPerMessage: 1.03,
  gbSecondsPerMessage: 0.0015,
  /** A shard holds some 4,000 customers: a child to plan and one to send, each of a few states. */
  customersPerShard: 4_000,
  transitionsPerShard: 10,
  writeUnitsPerEvent: 0.2,
  readUnitsPerEvent: 0.05,
  gbSecondsPerEvent: 0.0005,
  queueRequestsPerEvent: 1.2,
  eventsPerInvocation: 50,
} as const;

/** What a campaign will use until its messages are delivered. Clicks and orders come on top, as they come. */
export function expectedUsage({ customers, audience, send }: PlannedCampaign): Usage {
  const shards = Math.ceil(customers / USED.customersPerShard);
  const figures: Partial<Usage> = {
    messages: send,
    writeUnits: audience * USED.writeUnitsPerMember + send * (USED.writeUnitsPerMessage + USED.writeUnitsPerEvent),
    readUnits:
      customers * USED.readUnitsPerCustomer +
      audience * USED.readUnitsPerMember +
      send * (USED.readUnitsPerMessage + USED.readUnitsPerEvent),
    lambdaGbSeconds: send * (USED.gbSecondsPerMessage + USED.gbSecondsPerEvent),
    lambdaRequests: shards * 2 + send / USED.eventsPerInvocation,
    transitions: shards * USED.transitionsPerShard,
    queueRequests: send * USED.queueRequestsPerEvent,
  };
  return usageOf((kind) => figures[kind] ?? 0);
}
