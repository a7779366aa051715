import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { billOf } from '../../../core/costs/bill.ts';
import { expectedUsage } from '../../../core/costs/campaignEstimate.ts';
import { PRICES, SES_PRICES } from '../../../core/costs/prices.ts';
import { parentTransitions } from '../../../core/costs/transitions.ts';
import { addUsage, NO_USAGE, scaleUsage } from '../../../core/costs/usage.ts';

describe('a bill', () => {
  it('prices each line by hand-checked arithmetic, in US cents', () => {
    const usage = addUsage(NO_USAGE, { messages: 1_000_000, writeUnits: 1_000_000, readUnits: 8_000_000 });
    expect(billOf(addUsage(usage, { transitions: 4_000 }))).toEqual({
      currency: 'USD',
      ses: { aLaCarte: 10_000, essentials: 16_000 },
      aws: { total: 172.5, lines: { writeUnits: 62.5, readUnits: 100, transitions: 10 } },
      share: { aLaCarte: 0.0173, essentials: 0.0108 },
    });
  });

  it('has no share where nothing was sent, and no line for what was not used', () => {
    expect(billOf(NO_USAGE)).toMatchObject({ aws: { total: 0, lines: {} }, share: null });
  });

  it('grows in line with usage', () => {
    const usage = expectedUsage({ customers: 10_000, audience: 9_000, send: 8_000 });
    expect(billOf(scaleUsage(usage, 10)).aws.total).toBeCloseTo(billOf(usage).aws.total * 10, 2);
  });
});

describe('the price table', () => {
  it('names unit, source and date of every line', () => {
    for (const { usd, unit, source, date } of [...Object.values(PRICES), ...Object.values(SES_PRICES)]) {
      expect(usd).toBeGreaterThan(0);
      expect([unit, source].every((text) => text.length > 3)).toBe(true);
      expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});

it('the estimate of a million recipients stays under 2 % of SES', () => {
  const { share } = billOf(expectedUsage({ customers: 1_000_000, audience: 1_000_000, send: 1_000_000 }));
  expect(share?.aLaCarte).toBeLessThan(0.02);
});

it('the transitions of a campaign are those of its state machine', () => {
  const text = readFileSync('workflows/campaign.asl.json', 'utf8');
  const machine = z
    .object({ StartAt: z.string(), States: z.record(z.string(), z.object({ Type: z.string() }).loose()) })
    .parse(JSON.parse(text));
  const once = ['WaitUntilStart', 'PrepareCampaign', 'ChooseStart', 'PlanAudience', 'SendAudience', 'FinishSending'];
  const path = [
    ...once,
    'ChooseAfterSending',
    'WaitForConversions',
    'MeasureCampaign',
    'ChooseAfterMeasure',
    'RunOver',
  ];
  expect(path.filter((name) => name in machine.States)).toEqual(path);
  expect(parentTransitions(1)).toBe(path.length);
});
