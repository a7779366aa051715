import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { NameField } from '../../../../ui/fields/NameField.tsx';
import { Comparison } from './Comparison.tsx';
import { textOf } from './json.ts';
import { Window } from './Window.tsx';
import type { ClauseProps } from './ClauseProps.ts';

/** The score somebody gave in a survey. */
export function FeedbackClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  return (
    <>
      <NameField
        label={t.rules.survey}
        placeholder={t.rules.surveyHint}
        value={textOf(clause['feedback'])}
        known={['nps', 'csat']}
        onChange={(feedback) => {
          onChange({ ...clause, feedback });
        }}
      />
      <Comparison value={clause} onChange={onChange} />
      <Window value={clause} onChange={onChange} />
    </>
  );
}
