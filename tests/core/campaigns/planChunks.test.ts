import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../core/campaigns/audience.ts';
import { planChunks } from '../../../core/campaigns/planChunks.ts';
import { tallyChunks } from '../../../core/campaigns/progress.ts';
import { NOW } from './fixtures.ts';

const options = { campaignId: 'cmp_1', shard: 3, at: NOW };
const decision = fc.oneof(
  fc.record({
    kind: fc.constant('send' as const),
    arm: fc.constantFrom('a', 'b'),
    language: fc.constantFrom('en', 'fa', 'uk'),
  }),
  fc.constant({ kind: 'holdout' } as const),
  fc.record({ kind: fc.constant('skipped' as const), reason: fc.constantFrom('noEmail', 'noConsent' as const) }),
);
const plan = (decisions: readonly Decision[]) =>
  decisions.map((one, index) => ({ customerId: `c${String(index).padStart(4, '0')}`, segments: [0], decision: one }));

describe('planning', () => {
  test('puts everybody into exactly one chunk of at most 50 of one kind, arm and language', () => {
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 400 }), (decisions) => {
        const customers = plan(decisions);
        const chunks = planChunks(customers, options);
        const ids = chunks.flatMap((chunk) => chunk.entries.map((entry) => entry.customerId));
        expect([...ids].sort()).toEqual(customers.map((customer) => customer.customerId));
        expect(chunks.map((chunk) => chunk.seq)).toEqual(chunks.map((_, index) => index));
        const where = new Map(customers.map((customer) => [customer.customerId, customer.decision]));
        for (const chunk of chunks) {
          expect(chunk.entries.length).toBeLessThanOrEqual(50);
          for (const entry of chunk.entries) {
            const wanted = where.get(entry.customerId)!;
            expect(chunk.kind).toBe(wanted.kind);
            if (wanted.kind === 'send') expect(chunk).toMatchObject({ arm: wanted.arm, language: wanted.language });
          }
        }
        const progress = tallyChunks(chunks);
        const count = (kind: string) => decisions.filter((one) => one.kind === kind).length;
        expect(progress.audience).toBe(decisions.length);
        expect(progress.holdout).toBe(count('holdout'));
        expect(progress.skipped['waiting'] ?? 0).toBe(count('send'));
      }),
    );
  });

  test('twice gives the same chunks', () => {
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 200 }), (decisions) => {
        expect(planChunks(plan(decisions), options)).toEqual(planChunks(plan(decisions), options));
      }),
    );
  });

  test('going on after a crash leaves the planned alone and numbers the rest after them', () => {
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 300 }), fc.nat(8), (decisions, kept) => {
        const existing = planChunks(plan(decisions), options).slice(0, kept);
        // Minds change in between: the same people, every decision another.
        const changed = plan(decisions.map(() => ({ kind: 'send', arm: 'z', language: 'en' }) as const));
        const rest = planChunks(changed, { ...options, existing });
        const ids = [...existing, ...rest].flatMap((chunk) => chunk.entries.map((entry) => entry.customerId));
        expect([...ids].sort()).toEqual(changed.map((customer) => customer.customerId));
        expect(rest.map((chunk) => chunk.seq)).toEqual(rest.map((_, index) => existing.length + index));
      }),
    );
  });

  test('holdout and skipped customers are recorded as finished, at the time of the launch', () => {
    const [holdout, skipped] = planChunks(plan([{ kind: 'skipped', reason: 'noEmail' }, { kind: 'holdout' }]), options);
    expect(holdout).toMatchObject({ kind: 'holdout', arm: 'holdout', state: 'done', doneAt: NOW });
    expect(skipped).toMatchObject({ kind: 'skipped', state: 'done', entries: [{ result: 'skipped:noEmail' }] });
  });
});
