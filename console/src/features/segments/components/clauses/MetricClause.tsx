import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { Comparison } from './Comparison.tsx';
import { replaced, textOf } from './json.ts';
import { Window } from './Window.tsx';
import type { ClauseProps } from './ClauseProps.ts';
import { Currency, useMoneyScale } from './money.tsx';

/** A figure of orders or mail, within a window or ever. */
export function MetricClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  const metric = textOf(clause['metric']);
  const isMoney = metric === 'revenue' || metric === 'averageOrder';
  const scale = useMoneyScale(isMoney);
  const dated = metric === 'lastOrderDays' || metric === 'firstOrderDays';
  return (
    <>
      <Choice
        label={t.rules.metric}
        value={metric}
        options={Object.entries(t.rules.metrics)}
        onChange={(next) => {
          const windowless = next === 'lastOrderDays' || next === 'firstOrderDays';
          onChange({ ...replaced(clause, windowless ? ['within'] : [], {}), metric: next });
        }}
      />
      <Comparison value={clause} scale={scale} onChange={onChange} />
      <Currency shown={isMoney} />
      {!dated && <Window value={clause} onChange={onChange} />}
    </>
  );
}
