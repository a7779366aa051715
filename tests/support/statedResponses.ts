import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { problemSchema } from '../../contract/problem.ts';
import type { Route } from '../../functions/api/route.ts';

/**
 * The same routes, which note in `drifts` each answer that is not what they state: one that the contract refuses, or
 * that has a field which the contract does not name.
 */
export function withStatedResponses(routes: readonly Route[], drifts: string[]): Route[] {
  return routes.map((route) => ({
    ...route,
    run: async (...args) => {
      const answer = await route.run(...args);
      if (answer instanceof Response) return answer;
      const name = `${route.method} ${route.path} ${answer.status}`;
      const stated = route.responses[answer.status];
      const drift = stated ? driftOf(stated, answer.body) : 'is a status that the route does not state';
      if (drift !== undefined) drifts.push(`${name}: ${drift}`);
      return answer;
    },
  }));
}

/** What a problem has that the contract does not name, or lacks. */
export const driftOfProblem = (body: unknown): string | undefined => driftOf(problemSchema, body);

function driftOf(schema: z.ZodType, body: unknown): string | undefined {
  const sent: unknown = JSON.parse(JSON.stringify(body));
  const read = schema.safeParse(sent);
  if (!read.success) return read.error.message;
  // The contract's objects drop what they do not know.
  return isDeepStrictEqual(plain(read.data), sent)
    ? undefined
    : `${JSON.stringify(sent)} has more than ${JSON.stringify(read.data)}`;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
