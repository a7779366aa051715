import { useQuery } from '@tanstack/react-query';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { segmentsQueries } from '../../api/segmentsQueries.ts';
import { textOf } from './json.ts';
import { useRule } from './RuleContext.tsx';
import type { ClauseProps } from './ClauseProps.ts';

/** Membership of another segment. */
export function MemberClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  const { segmentId } = useRule();
  const segments = (useQuery(segmentsQueries.choices()).data ?? []).filter(({ id }) => id !== segmentId);
  return (
    <Choice
      label={t.rules.segment}
      value={textOf(clause['member'])}
      options={segments.map(({ id, name }) => [id, name] as const)}
      onChange={(member) => {
        onChange({ member });
      }}
    />
  );
}
