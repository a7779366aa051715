import { MultiSelect, Text } from '@mantine/core';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { Comparison } from './Comparison.tsx';
import { isFields, listOf, replaced } from './json.ts';
import type { ClauseProps } from './ClauseProps.ts';

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
