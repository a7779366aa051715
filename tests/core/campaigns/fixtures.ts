import type { AudienceRules, SendDecision } from '../../../core/campaigns/audience.ts';
import type { Chunk } from '../../../core/campaigns/ledger.ts';
import type { Step } from '../../../core/campaigns/ledger.ts';
import { type Customer, newCustomer } from '../../../core/customers/customer.ts';

export const NOW = Date.UTC(2026, 10, 22, 9);

export function givenCustomer(overrides: Partial<Customer> = {}): Customer {
  return {
    ...newCustomer('c1', NOW),
    email: 'sara@example.com',
    consent: { email: { granted: true, at: NOW - 1000, source: 'import' } },
    ...overrides,
  };
}

export function givenRules(overrides: Partial<AudienceRules> = {}): AudienceRules {
  return {
    salt: 'salt-1',
    holdout: 0,
    globalHoldout: 0,
    globalSalt: 'global',
    variants: [],
    arms: [{ arm: 'treatment', languages: ['en', 'fa'] }],
    ...overrides,
  };
}

export function givenChunk(customerIds: readonly string[], overrides: Partial<Chunk> = {}): Chunk {
  return {
    campaignId: 'cmp_1',
    shard: 0,
    seq: 0,
    kind: 'send',
    arm: 'treatment',
    language: 'en',
    state: 'planned',
    attempt: 0,
    version: 1,
    entries: customerIds.map((customerId) => ({ customerId, segments: [0] })),
    ...overrides,
  };
}

/** The chunk of a step that must succeed. */
export function taken(step: Step): Chunk {
  if (!step.ok) throw new Error(`refused: ${step.reason}`);
  return step.chunk;
}

export function sendAll(ids: readonly string[], except: Readonly<Record<string, SendDecision>> = {}) {
  return new Map<string, SendDecision>(
    ids.map((id) => [id, except[id] ?? { kind: 'send', arm: 'treatment', language: 'en' }]),
  );
}
