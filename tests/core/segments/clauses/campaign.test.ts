import { describe, expect, it } from 'vitest';
import { issueOf } from '../issueOf.ts';

describe('a clause about a campaign', () => {
  it.each([
    ['rule.campaign', { campaign: '', did: 'clicked' }],
    ['rule.did', { campaign: 'cmp_1', did: 'bounced' }],
    ['rule.within', { campaign: 'cmp_1', did: 'opened', within: '2y' }],
  ])('with an issue at %s is refused: %j', (path, input) => {
    const issue = issueOf(input);
    expect(issue?.path).toBe(path);
    expect(issue?.reason).not.toBe('');
  });
});
