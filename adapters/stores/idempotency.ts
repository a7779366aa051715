import { z } from 'zod';
import { DAY_MS } from '../../core/shared/days.ts';
import type { Database } from '../dynamo/database.ts';
import { decodeValue, documentKey, encodeDocument } from '../dynamo/documents.ts';
import { deleteItem, putItem } from '../dynamo/items.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { IdempotencyStore } from '../../app/ports/stores/idempotency.ts';

const LEASE_MS = 60_000;
const KEPT_MS = 2 * DAY_MS;

const claimSchema = z.object({
  hash: z.string(),
  response: z.object({ status: z.number(), body: z.unknown() }).exactOptional(),
});

export function createIdempotencyStore(database: Database): IdempotencyStore {
  const keyOf = (route: string, key: string) => ({ pk: `idempotency#${route.length}#${route}#${key}`, sk: 'claim' });

  /** `until` = when others may take it: a claim after its lease, an answer when it is no longer kept. */
  function encode(route: string, key: string, value: object, until: number): StoredItem {
    const item = encodeDocument(keyOf(route, key), value, { expiresAt: database.clock() + KEPT_MS });
    return { ...item, until: { N: String(until) } };
  }

  return {
    async claim(route, key, hash) {
      const now = database.clock();
      const outcome = await putItem(database, 'control', encode(route, key, { hash }, now + LEASE_MS), {
        ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':now': { N: String(now) } },
      });
      if (outcome.ok || !outcome.found) return { kind: 'fresh' };
      const found = decodeValue(outcome.found, claimSchema);
      if (found.hash !== hash) return { kind: 'otherBody' };
      return found.response ? { kind: 'replay', response: found.response } : { kind: 'inProgress' };
    },
    async finish(route, key, hash, response) {
      const item = encode(route, key, { hash, response }, database.clock() + KEPT_MS);
      await putItem(database, 'control', item);
    },
    async release(route, key) {
      await deleteItem(database, 'control', documentKey(keyOf(route, key)));
    },
  };
}
