import { Text } from '@mantine/core';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { NumberField } from '../../../../ui/fields/NumberField.tsx';
import { numberOf, replaced, textOf } from './json.ts';
import { Window } from './Window.tsx';
import type { ClauseProps } from './ClauseProps.ts';

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
