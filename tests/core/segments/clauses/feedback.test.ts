import { describe, expect, it } from 'vitest';
import { issueOf } from '../issueOf.ts';

describe('a clause about an answer', () => {
  it.each([
    ['rule.all[0].feedback', { all: [{ feedback: '', lte: 6 }] }],
    ['rule.all[0]', { all: [{ feedback: 'nps' }] }],
  ])('with an issue at %s is refused: %j', (path, input) => {
    const issue = issueOf(input);
    expect(issue?.path).toBe(path);
    expect(issue?.reason).not.toBe('');
  });
});
