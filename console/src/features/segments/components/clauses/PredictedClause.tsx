import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { Comparison } from './Comparison.tsx';
import { textOf } from './json.ts';
import type { ClauseProps } from './ClauseProps.ts';
import { Currency, useMoneyScale } from './money.tsx';

/** What the models expect of somebody. */
export function PredictedClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  const predicted = textOf(clause['predicted']);
  const money = useMoneyScale(true);
  const scale = predicted === 'churn' ? 0.01 : predicted === 'clv' ? money : 1;
  return (
    <>
      <Choice
        label={t.rules.predicted}
        value={predicted}
        options={(['churn', 'nextOrders', 'clv'] as const).map((each) => [each, t.rules.predictions[each]] as const)}
        onChange={(next) => {
          onChange({ predicted: next, gte: next === 'churn' ? 0.5 : null });
        }}
      />
      <Comparison key={predicted} value={clause} scale={scale} onChange={onChange} />
      <Currency shown={predicted === 'clv'} />
    </>
  );
}
