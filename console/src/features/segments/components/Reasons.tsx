import { Badge, Stack, Text } from '@mantine/core';
import type { ExplanationResponse } from '../../../../../contract/explanation.ts';
import type { RuleResponse } from '../../../../../contract/rules.ts';
import { fill } from '../../../i18n/fill.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { useValueText } from '../../../i18n/useValueText.ts';

/** Whether a customer is a member, since when, and how each clause went. */
export function Reasons({ explanation }: { readonly explanation: ExplanationResponse }) {
  const { t, language, format } = useI18n();
  const textOf = useValueText();
  const { member, since, clauses } = explanation;
  return (
    <Stack gap="sm" role="status">
      <Text fw={650}>
        {member && since !== undefined ? fill(t.segments.isMember, { at: format.date(since) }) : t.segments.notMember}
      </Text>
      <ul className="reasons">
        {clauses.map(({ path, holds, value, sentence, rule }) => (
          <li key={path} className={holds ? 'holds' : 'fails'}>
            <Badge variant="outline" color={holds ? 'teal' : 'orange'} tt="none" className={holds ? 'up' : 'down'}>
              {holds ? t.common.yes : t.common.no}
            </Badge>
            <div>
              <Text size="sm">{sentence[language]}</Text>
              <Text size="xs" className="quiet">
                {t.segments.value}: {textOf(value, isAmount(rule))}
              </Text>
            </div>
          </li>
        ))}
      </ul>
      <Text size="xs" className="quiet">
        {t.segments.differs}
      </Text>
    </Stack>
  );
}

const isAmount = (rule: RuleResponse): boolean =>
  'metric' in rule && (rule.metric === 'revenue' || rule.metric === 'averageOrder');
