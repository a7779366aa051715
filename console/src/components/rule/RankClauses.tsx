import { MultiSelect, Text } from '@mantine/core';
import { useI18n } from '../../i18n/I18nContext.tsx';
import type { ClauseProps } from './BehaviourClauses.tsx';
import { Comparison } from './Comparison.tsx';
import { Choice, NumberField } from './fields.tsx';
import { isFields, listOf, numberOf, replaced, textOf } from './json.ts';
import { Window } from './Window.tsx';

const SCORES = ['recency', 'frequency', 'monetary'] as const;

/** Groups by how lately, how often and how much customers buy. */
export function RfmClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  const { rfm } = clause;
  const scores = isFields(rfm) ? rfm : undefined;
  return (
    <>
      <Choice
        label={t.rules.by}
        value={scores ? 'scores' : 'labels'}
        options={(['labels', 'scores'] as const).map((each) => [each, t.rules.bys[each]] as const)}
        onChange={(next) => {
          onChange({ rfm: next === 'labels' ? ['champions'] : { recency: { gte: 4 } } });
        }}
      />
      {!scores && (
        <MultiSelect
          size="sm"
          className="grow"
          aria-label={t.rules.kinds.rfm}
          data={Object.entries(t.rules.labels).map(([value, label]) => ({ value, label }))}
          value={listOf(rfm).map(String)}
          onChange={(labels) => {
            onChange({ rfm: labels });
          }}
        />
      )}
      {scores &&
        SCORES.map((score) => {
          const test = scores[score];
          const set = (next: unknown) => {
            onChange({ rfm: next === undefined ? replaced(scores, [score], {}) : { ...scores, [score]: next } });
          };
          return (
            <span key={score} className="score">
              <Text size="sm" component="span">
                {t.rules.scores[score]}
              </Text>
              <Choice
                label={t.rules.scores[score]}
                value={isFields(test) ? 'score' : 'any'}
                options={[
                  ['any', t.rules.anyScore],
                  ['score', t.rules.score],
                ]}
                onChange={(next) => {
                  set(next === 'any' ? undefined : { gte: 4 });
                }}
              />
              {isFields(test) && <Comparison value={test} onChange={set} />}
            </span>
          );
        })}
    </>
  );
}

const RANKED = ['revenue', 'orders', 'averageOrder', 'orderDays'] as const;

/** The best or weakest few per cent of all buyers. */
export function PercentileClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  const side = 'bottom' in clause ? 'bottom' : 'top';
  return (
    <>
      <Choice
        label={t.rules.side}
        value={side}
        options={(['top', 'bottom'] as const).map((each) => [each, t.rules.sides[each]] as const)}
        onChange={(next) => {
          onChange(replaced(clause, ['top', 'bottom'], { [next]: clause[side] }));
        }}
      />
      <NumberField
        label={t.rules.percent}
        width={72}
        value={numberOf(clause[side])}
        onChange={(value) => {
          onChange({ ...clause, [side]: value });
        }}
      />
      <Text size="sm" component="span">
        %
      </Text>
      <Choice
        label={t.rules.metric}
        value={textOf(clause['percentile'])}
        options={RANKED.map((each) => [each, t.rules.metrics[each]] as const)}
        onChange={(percentile) => {
          onChange({ ...clause, percentile });
        }}
      />
      <Window value={clause} onChange={onChange} />
    </>
  );
}
