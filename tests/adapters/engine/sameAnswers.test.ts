import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasDynamo } from '../../support/hasDynamo.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { command } from './commands.ts';
import { outcomeOf } from './outcome.ts';

// The contract of the store port: any sequence of the operations that stores use, in every form they write them, has
// the same answers from SQLite and from a DynamoDB API. Only where there is one: dynoxide, or DYNAMODB_ENDPOINT.

const RUNS = 60;

describe.runIf(hasDynamo())('SQLite and a DynamoDB API', () => {
  let sqlite: TestEngine;
  let dynamo: TestEngine;
  beforeAll(async () => {
    [sqlite, dynamo] = await Promise.all([startEngine('sqlite'), startEngine('dynamo')]);
  });
  afterAll(() => Promise.all([sqlite.stop(), dynamo.stop()]));

  it('answer any sequence of commands alike, refusals and consumed capacity included', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
        const [ours, theirs] = await Promise.all([sqlite.fresh(), dynamo.fresh()]);
        for (const each of commands) {
          const [mine, others] = await Promise.all([outcomeOf(ours, each), outcomeOf(theirs, each)]);
          expect(mine, JSON.stringify({ [each.operation]: each.input(ours.tables) })).toEqual(others);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
