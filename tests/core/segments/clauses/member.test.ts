import { describe, expect, it } from 'vitest';
import { issueOf } from '../issueOf.ts';

describe('a clause about another segment', () => {
  it.each([['rule.member', { member: '' }]])('with an issue at %s is refused: %j', (path, input) => {
    const issue = issueOf(input);
    expect(issue?.path).toBe(path);
    expect(issue?.reason).not.toBe('');
  });
});
