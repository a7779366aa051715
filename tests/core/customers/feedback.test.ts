import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCustomer } from '../../../core/customers/customer.ts';
import { answerOf, applyAnswer, MAX_SURVEYS } from '../../../core/customers/feedback.ts';
import { applyReaction, MAX_REACTIONS } from '../../../core/customers/reactions.ts';

const customer = newCustomer('c1', 1);
const event = (properties: Record<string, unknown>) => ({ name: 'feedback', at: 5, properties });

describe('answers to surveys', () => {
  it('are kept, the latest of each survey, in whatever order they arrive', () => {
    const answers = fc.array(fc.record({ survey: fc.nat(70).map(String), score: fc.nat(3), at: fc.nat(30) }), {
      maxLength: 120,
    });
    const all = (list: readonly { survey: string; score: number; at: number }[]) => list.reduce(applyAnswer, customer);
    fc.assert(
      fc.property(answers, (list) => {
        expect(all(list).feedback).toEqual(all(list.toReversed()).feedback);
        expect(Object.keys(all(list).feedback).length).toBeLessThanOrEqual(MAX_SURVEYS);
        for (const [survey, { at }] of Object.entries(all(list).feedback)) {
          expect(at).toBe(Math.max(...list.filter((each) => each.survey === survey).map((each) => each.at)));
        }
      }),
    );
  });

  it('are events called feedback with a survey and a score, and no others', () => {
    expect(answerOf(event({ survey: 'nps', score: 9, page: 'x' }))).toEqual({ survey: 'nps', score: 9, at: 5 });
    const others = [{}, { survey: 'nps' }, { survey: 'nps', score: '9' }, { survey: '__proto__', score: 1 }];
    for (const properties of [...others, { survey: 'nps', score: 1e200 }, { survey: 7, score: 1 }]) {
      expect(answerOf(event(properties))).toBeUndefined();
    }
    expect(answerOf({ name: 'visit', at: 5, properties: { survey: 'nps', score: 9 } })).toBeUndefined();
  });
});

describe('reactions to campaigns', () => {
  it('are kept, the last open and click of each, in whatever order they arrive', () => {
    const reactions = fc.array(
      fc.record({
        campaignId: fc.nat(130).map((index) => `cmp_${index}`),
        kind: fc.constantFrom('opened', 'clicked'),
        day: fc.nat(20),
      }),
      { maxLength: 400, minLength: 150 },
    );
    fc.assert(
      fc.property(reactions, (list) => {
        const next = list.reduce(applyReaction, customer).reactions;
        expect(list.toReversed().reduce(applyReaction, customer).reactions).toEqual(next);
        const kept = Object.values(next).flatMap((each) => Object.values(each));
        expect(kept.length).toBeLessThanOrEqual(MAX_REACTIONS);
      }),
      { numRuns: 60 },
    );
  });
});
