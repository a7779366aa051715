import { describe, expect, it } from 'vitest';
import {
  asGroup,
  isIncomplete,
  ruleOfGroup,
} from '../../../../console/src/features/segments/components/clauses/json.ts';
import { KINDS, kindOf, NEW } from '../../../../console/src/features/segments/components/clauses/kinds.ts';
import { rules } from '../../../../console/src/i18n/en/rules.ts';
import { RFM_LABELS } from '../../../../core/population/rfmLabels.ts';
import { METRICS } from '../../../../core/segments/clauses/metric/readMetric.ts';

it('the rule form offers the metrics and RFM groups that rules know', () => {
  expect(Object.keys(rules.metrics).sort()).toEqual([...METRICS].sort());
  expect(Object.keys(rules.labels).sort()).toEqual([...RFM_LABELS].sort());
});

describe('the rule form', () => {
  it('has an editor for whatever it offers, and asks for what is still empty', () => {
    for (const kind of KINDS) expect(kindOf(NEW[kind])).toBe(kind);
    expect(KINDS.filter((kind) => isIncomplete(NEW[kind]))).toEqual([
      'attribute',
      'date',
      'event',
      'member',
      'campaign',
      'feedback',
    ]);
    expect(isIncomplete({ all: [] })).toBe(false);
    expect(isIncomplete({ not: { any: [{ attribute: 'a', in: [] }] } })).toBe(true);
  });

  it('shows a rule of one clause as a group of one', () => {
    expect(ruleOfGroup(asGroup({ consent: 'email' }))).toEqual({ all: [{ consent: 'email' }] });
    expect(ruleOfGroup(asGroup({ any: [{ consent: 'email' }] }))).toEqual({ any: [{ consent: 'email' }] });
  });
});
