import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callOutcomes, type CallResponse } from '../../../core/campaigns/callOutcomes.ts';
import * as ledger from '../../../core/campaigns/ledger.ts';
import type { Chunk, EntryOutcome, Step } from '../../../core/campaigns/ledger.ts';
import { planChunks } from '../../../core/campaigns/planChunks.ts';
import { tallyChunks } from '../../../core/campaigns/progress.ts';
import { NOW } from './fixtures.ts';

// A reference world: a store that fences by version, a provider that remembers every message it took, and workers
// that are cut into one step per input or output, so that a crash can fall between any two.
const LEASE = 1000;
const CUSTOMERS = Array.from({ length: 6 }, (_, index) => `c${index}`);

class World {
  now = NOW;
  runs = 0;
  readonly chunks: Chunk[];
  readonly accepted: string[] = [];
  readonly optedOut = new Set<string>();
  readonly calledAfterOptOut: string[] = [];
  /** What the provider does with the next calls; empty = takes all. */
  answers: ('take' | 'throttleSome' | 'refuse' | 'loseAnswer' | 'reset')[] = [];

  constructor() {
    const decision = { kind: 'send', arm: 'treatment', language: 'en' } as const;
    const plan = planChunks(
      CUSTOMERS.map((customerId) => ({ customerId, segments: [], decision })),
      { campaignId: 'cmp_1', shard: 0, at: NOW },
    );
    // Small chunks make more of them meet.
    this.chunks = plan.flatMap((chunk) =>
      [0, 3].map((from, seq) => ({ ...chunk, seq, entries: chunk.entries.slice(from, from + 3) })),
    );
  }

  /** The conditional write: false where somebody else was first. */
  save(step: Step): boolean {
    if (!step.ok) return false;
    const { chunk } = step;
    if (this.chunks[chunk.seq]!.version !== chunk.version - 1) return false;
    this.chunks[chunk.seq] = chunk;
    return true;
  }

  call(ids: readonly string[]): CallResponse {
    const mode = this.answers.shift() ?? 'take';
    if (mode === 'refuse') return { kind: 'refused', code: 'TooManyRequestsException', retryable: true };
    if (mode === 'reset') return { kind: 'unknown' };
    const results = ids.map((id, index): EntryOutcome => {
      if (mode === 'throttleSome' && index % 2 === 0) return { status: 'retry', code: 'ACCOUNT_THROTTLED' };
      this.accepted.push(id);
      return { status: 'accepted', messageId: `m-${this.accepted.length}` };
    });
    return mode === 'loseAnswer' ? { kind: 'unknown' } : { kind: 'answered', results };
  }
}

function* worker(world: World): Generator<undefined, void> {
  const owner = `run-${world.runs++}`;
  for (const { seq } of world.chunks) {
    let chunk = world.chunks[seq]!;
    yield;
    const expired = ledger.expire(chunk, world.now);
    if (expired.ok && chunk.state === 'calling') {
      world.save(expired);
      continue;
    }
    const claimed = ledger.claim(chunk, { owner, now: world.now, leaseMs: LEASE });
    if (!claimed.ok || !world.save(claimed)) continue;
    yield;
    const decisions = new Map(
      ledger
        .pendingEntries(claimed.chunk)
        .map(({ customerId }) => [
          customerId,
          world.optedOut.has(customerId)
            ? ({ kind: 'skipped', reason: 'unsubscribed' } as const)
            : ({ kind: 'send', arm: 'treatment', language: 'en' } as const),
        ]),
    );
    const started = ledger.startCalling(claimed.chunk, decisions, world.now);
    if (!started.ok || !world.save(started)) continue;
    const held = started.chunk;
    if (held.state !== 'calling') continue;
    yield;
    const ids = ledger.pendingEntries(held).map((entry) => entry.customerId);
    const outcomes = callOutcomes(world.call(ids), ids.length);
    yield;
    chunk = held;
    while (!world.save(ledger.finish(chunk, outcomes, world.now, held))) {
      yield;
      chunk = world.chunks[seq]!;
      if (!ledger.finish(chunk, outcomes, world.now, held).ok) break;
    }
    yield;
  }
}

const command = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('step' as const), worker: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), worker: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(100, LEASE, 2 * LEASE) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('event' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('optOut' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), seq: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      mode: fc.constantFrom('take', 'throttleSome', 'refuse', 'loseAnswer', 'reset' as const),
    }),
  },
);

function deliverEvent(world: World, customerId: string): void {
  const chunk = world.chunks.find((candidate) => candidate.entries.some((entry) => entry.customerId === customerId))!;
  world.save(ledger.resolve(chunk, customerId, world.now));
}

function assertOracle(world: World): void {
  expect(new Set(world.accepted).size, 'nobody is written to twice').toBe(world.accepted.length);
  const progress = tallyChunks(world.chunks);
  const sum = (map: Record<string, number>) => Object.values(map).reduce((total, n) => total + n, 0);
  expect(progress.audience).toBe(CUSTOMERS.length);
  expect(progress.accepted + progress.holdout + sum(progress.skipped) + sum(progress.failed) + progress.unknown).toBe(
    CUSTOMERS.length,
  );
  for (const entry of world.chunks.flatMap((chunk) => chunk.entries)) {
    const sent = world.accepted.includes(entry.customerId);
    if (entry.result === 'accepted') expect(sent, 'accepted only where the provider took it').toBe(true);
    if (entry.result?.startsWith('failed') || entry.result?.startsWith('skipped'))
      expect(sent, 'nobody who was sent is counted as not sent').toBe(false);
  }
}

test('under random crashes, two workers, lost answers and throttling nobody is lost and nobody is doubled', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 80 }), (commands) => {
      const world = new World();
      const workers = [worker(world), worker(world)];
      const step = (index: number) => {
        if (workers[index]!.next().done) workers[index] = worker(world);
      };
      for (const one of commands) {
        if (one.do === 'step') step(one.worker);
        else if (one.do === 'crash') workers[one.worker] = worker(world);
        else if (one.do === 'wait') world.now += one.ms;
        else if (one.do === 'answer') world.answers.push(one.mode);
        else if (one.do === 'optOut') world.optedOut.add(CUSTOMERS[one.which]!);
        else if (one.do === 'cancel') world.save(ledger.cancel(world.chunks[one.seq]!, world.now));
        else if (world.accepted[one.which] !== undefined) deliverEvent(world, world.accepted[one.which]!);
        assertOracle(world);
      }
      // Peace: the provider takes everything, time passes, workers finish.
      world.answers = [];
      for (let round = 0; round < 6; round++) {
        world.now += 2 * LEASE;
        for (let steps = 0; steps < 40; steps++) step(steps % 2);
        assertOracle(world);
      }
      for (const chunk of world.chunks) expect(['done', 'unknown']).toContain(chunk.state);
      // Every event arrives in the end: what was sent is then known to be accepted.
      for (const id of world.accepted) deliverEvent(world, id);
      const known = world.chunks.flatMap((chunk) => chunk.entries.filter((entry) => entry.result === 'accepted'));
      expect(known.map((entry) => entry.customerId).sort()).toEqual([...world.accepted].sort());
    }),
    { numRuns: 3000 },
  );
});
