import { describe, expect, it } from 'vitest';
import { DEFAULT_BREAKER, judgeHealth } from '../../../core/campaigns/breaker.ts';

const judge = (
  sent: number,
  hardBounced: number,
  complained = 0,
  before = { sent: 0, hardBounced: 0, complained: 0 },
) => judgeHealth({ sent, hardBounced, complained }, DEFAULT_BREAKER, before);

describe('the circuit breaker', () => {
  it('judges nothing before 500 messages', () => {
    expect(judge(499, 400).kind).toBe('go');
    expect(judge(500, 10)).toEqual({ kind: 'stop', reason: '10 of 500 messages bounced for good, the limit is 2 %' });
  });

  it('stops at 2 % hard bounces or 0.08 % complaints, and says which', () => {
    expect(judge(10_000, 199).kind).toBe('go');
    expect(judge(10_000, 200).kind).toBe('stop');
    expect(judge(10_000, 0, 7).kind).toBe('go');
    expect(judge(10_000, 0, 8)).toMatchObject({
      reason: '8 of 10000 messages met with a complaint, the limit is 0.08 %',
    });
  });

  it('does not take one person’s complaint for a rate', () => {
    expect(judge(500, 0, 1).kind).toBe('go');
    expect(judge(500, 0, 2).kind).toBe('stop');
  });

  it('says how many more faults cannot stop it', () => {
    expect(judge(10_000, 100, 3)).toEqual({ kind: 'go', room: 5 });
    expect(judge(1_000_000, 0, 0)).toEqual({ kind: 'go', room: 800 });
  });

  it('judges a resumed campaign by what it sent since the halt', () => {
    const before = { sent: 500, hardBounced: 150, complained: 0 };
    expect(judge(900, 150, 0, before).kind).toBe('go');
    expect(judge(1_000, 159, 0, before).kind).toBe('go');
    expect(judge(1_000, 160, 0, before).kind).toBe('stop');
  });
});
