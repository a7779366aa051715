import { describe, expect, test } from 'vitest';
import { cancel, claim, expire, finish, resolve, startCalling } from '../../../core/campaigns/ledger.ts';
import { callOutcomes } from '../../../core/campaigns/callOutcomes.ts';
import { givenChunk, NOW, sendAll, taken } from './fixtures.ts';

const IDS = ['a', 'b', 'c'];
const LEASE = 60_000;
const claimed = (owner = 'w1', at = NOW, chunk = givenChunk(IDS)) =>
  taken(claim(chunk, { owner, now: at, leaseMs: LEASE }));
const calling = (at = NOW) => taken(startCalling(claimed('w1', at), sendAll(IDS), at));
const results = (chunk: { entries: { result?: string }[] }) => chunk.entries.map((entry) => entry.result);

describe('the send ledger', () => {
  test('records per entry what the provider answered', () => {
    const done = taken(
      finish(
        calling(),
        [
          { status: 'accepted', messageId: 'm1' },
          { status: 'failed', code: 'MESSAGE_REJECTED' },
          { status: 'accepted', messageId: 'm3' },
        ],
        NOW + 5,
      ),
    );
    expect(done.state).toBe('done');
    expect(done.doneAt).toBe(NOW + 5);
    expect(results(done)).toEqual(['accepted', 'failed:MESSAGE_REJECTED', 'accepted']);
    expect(done.entries[0]).toMatchObject({ messageId: 'm1', at: NOW + 5 });
    expect(done).not.toHaveProperty('owner');
  });

  test('every step adds one to the version, so that a second worker on the same version loses', () => {
    expect(claimed().version).toBe(2);
    expect(calling().version).toBe(3);
  });

  test('a claim holds until its lease ends and can be retaken after it', () => {
    expect(claim(claimed(), { owner: 'w2', now: NOW + LEASE - 1, leaseMs: LEASE })).toEqual({
      ok: false,
      reason: 'leased',
    });
    const retaken = taken(claim(claimed(), { owner: 'w2', now: NOW + LEASE, leaseMs: LEASE }));
    expect(retaken).toMatchObject({ owner: 'w2', attempt: 2, state: 'claimed' });
  });

  test('a worker whose lease has ended does not call', () => {
    expect(startCalling(claimed(), sendAll(IDS), NOW + LEASE)).toEqual({ ok: false, reason: 'leaseExpired' });
  });

  test('who unsubscribed or was erased since planning is skipped in the write that starts the call', () => {
    const decisions = sendAll(['a', 'b'], { b: { kind: 'skipped', reason: 'unsubscribed' } });
    const chunk = taken(startCalling(claimed(), decisions, NOW));
    expect(chunk.state).toBe('calling');
    expect(results(chunk)).toEqual([undefined, 'skipped:unsubscribed', 'skipped:erased']);
  });

  test('a chunk nobody may be written to any more is done without a call', () => {
    const chunk = taken(startCalling(claimed(), new Map(), NOW));
    expect(chunk.state).toBe('done');
    expect(chunk.callingAt).toBeUndefined();
  });

  test('only throttled entries are tried again; accepted ones keep their message', () => {
    const again = taken(
      finish(
        calling(),
        [
          { status: 'accepted', messageId: 'm1' },
          { status: 'retry', code: 'ACCOUNT_THROTTLED' },
          { status: 'retry', code: 'ACCOUNT_THROTTLED' },
        ],
        NOW,
      ),
    );
    expect(again.state).toBe('planned');
    const second = taken(startCalling(claimed('w2', NOW, again), sendAll(['b', 'c']), NOW));
    const done = taken(finish(second, callOutcomes({ kind: 'answered', results: [] }, 0), NOW));
    expect(results(done)).toEqual(['accepted', 'unknown', 'unknown']);
  });

  test('a call without an answer becomes unknown and is never called again', () => {
    const lost = taken(expire(calling(), NOW + LEASE));
    expect(lost.state).toBe('unknown');
    expect(results(lost)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(claim(lost, { owner: 'w2', now: NOW + LEASE, leaseMs: LEASE })).toEqual({ ok: false, reason: 'notPlanned' });
  });

  test('an expired claim falls back to planned, for no call was made', () => {
    const back = taken(expire(claimed(), NOW + LEASE));
    expect(back.state).toBe('planned');
    expect(expire(claimed(), NOW)).toEqual({ ok: false, reason: 'notExpired' });
  });

  test('an answer that comes after the call was given up still counts, but is not tried again', () => {
    const held = calling();
    const lost = taken(expire(held, NOW + LEASE));
    const late = taken(
      finish(
        lost,
        [
          { status: 'accepted', messageId: 'm1' },
          { status: 'retry', code: 'ACCOUNT_THROTTLED' },
          { status: 'unknown' },
        ],
        NOW + LEASE + 1,
        held,
      ),
    );
    expect(results(late)).toEqual(['accepted', 'failed:ACCOUNT_THROTTLED', 'unknown']);
    expect(late.state).toBe('unknown');
  });

  test("an answer is never taken for another worker's call", () => {
    const held = calling();
    const requeued = taken(
      finish(held, callOutcomes({ kind: 'refused', code: 'TooManyRequests', retryable: true }, 3), NOW),
    );
    const second = taken(startCalling(claimed('w2', NOW, requeued), sendAll(IDS), NOW));
    expect(finish(second, [], NOW, held)).toEqual({ ok: false, reason: 'otherCall' });
  });

  test('a later event resolves an unknown message, and the chunk is done when the last is resolved', () => {
    let chunk = taken(expire(calling(), NOW + LEASE));
    for (const id of IDS) chunk = taken(resolve(chunk, id, NOW + LEASE + 9, `m-${id}`));
    expect(chunk.state).toBe('done');
    expect(results(chunk)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(resolve(chunk, 'a', NOW)).toEqual({ ok: false, reason: 'known' });
    expect(resolve(chunk, 'x', NOW)).toEqual({ ok: false, reason: 'noSuchCustomer' });
  });

  test('an event that overtakes the answer is kept, and the answer adds nothing to it', () => {
    const held = calling();
    const overtaken = taken(resolve(held, 'a', NOW + 1, 'm-a'));
    expect(overtaken.state).toBe('calling');
    const done = taken(finish(overtaken, callOutcomes({ kind: 'unknown' }, 3), NOW + 2, held));
    expect(results(done)).toEqual(['accepted', 'unknown', 'unknown']);
  });

  test('an event for a message that was never called is not believed', () => {
    expect(resolve(claimed(), 'a', NOW)).toEqual({ ok: false, reason: 'neverCalled' });
  });

  test('cancelling ends what waits, leaves what was sent, and cannot recall a running call', () => {
    const requeued = taken(
      finish(
        calling(),
        [
          { status: 'accepted', messageId: 'm1' },
          { status: 'retry', code: 'T' },
          { status: 'retry', code: 'T' },
        ],
        NOW,
      ),
    );
    expect(results(taken(cancel(requeued, NOW)))).toEqual(['accepted', 'skipped:cancelled', 'skipped:cancelled']);
    expect(taken(cancel(claimed(), NOW)).state).toBe('done');
    expect(cancel(calling(), NOW)).toEqual({ ok: false, reason: 'calling' });
    expect(cancel(taken(expire(calling(), NOW + LEASE)), NOW)).toEqual({ ok: false, reason: 'finished' });
  });
});
