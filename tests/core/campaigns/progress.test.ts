import { expect, test } from 'vitest';
import { addProgress, emptyProgress, tallyChunks } from '../../../core/campaigns/progress.ts';
import { givenChunk, NOW } from './fixtures.ts';

const chunks = [
  givenChunk(['a', 'b']),
  givenChunk(['c'], { state: 'calling', callingAt: NOW }),
  givenChunk(['d'], { kind: 'holdout', arm: 'holdout', state: 'done' }),
  givenChunk([], {
    state: 'done',
    entries: [
      { customerId: 'e', segments: [], result: 'accepted', messageId: 'm' },
      { customerId: 'f', segments: [], result: 'failed:MESSAGE_REJECTED' },
      { customerId: 'g', segments: [], result: 'skipped:unsubscribed' },
      { customerId: 'h', segments: [], result: 'unknown' },
    ],
  }),
];
const whole = {
  audience: 8,
  accepted: 1,
  holdout: 1,
  skipped: { waiting: 2, unsubscribed: 1 },
  failed: { MESSAGE_REJECTED: 1 },
  unknown: 2,
};

test('everybody is counted once: the waiting as skipped, a running call as unknown', () => {
  expect(tallyChunks(chunks)).toEqual(whole);
});

test('tallies of shards add up to the tally of the campaign', () => {
  const parts = chunks.map((chunk) => tallyChunks([chunk]));
  expect(parts.reduce(addProgress, emptyProgress())).toEqual(whole);
});
