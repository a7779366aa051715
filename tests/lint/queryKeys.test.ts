import { expect, it } from 'vitest';
import { messagesOf } from './houseRules.ts';

const KEY = "const options = { queryKey: ['segments', id] };";
const found = (path: string, text: string) => messagesOf('house/query-keys', path, text);

it('the key of a query is refused outside the file of its feature that owns it', async () => {
  expect(await found('console/src/features/segments/pages/SegmentPage.tsx', KEY)).toHaveLength(1);
  expect(await found('console/src/features/segments/api/segmentsQueries.ts', KEY)).toEqual([]);
});

it('a key that is asked for is allowed', async () => {
  const asked = 'void client.invalidateQueries({ queryKey: segmentsQueries.one(id).queryKey });';
  expect(await found('console/src/features/segments/api/useSaveSegment.ts', asked)).toEqual([]);
});
