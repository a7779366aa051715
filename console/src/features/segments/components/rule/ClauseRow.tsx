import { Button, CloseButton, Group } from '@mantine/core';
import type { ComponentType } from 'react';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import type { ClauseProps } from '../clauses/ClauseProps.ts';
import { AttributeClause } from '../clauses/AttributeClause.tsx';
import { CampaignClause } from '../clauses/CampaignClause.tsx';
import { ConsentClause } from '../clauses/ConsentClause.tsx';
import { DateClause } from '../clauses/DateClause.tsx';
import { EventClause } from '../clauses/EventClause.tsx';
import { FeedbackClause } from '../clauses/FeedbackClause.tsx';
import { MemberClause } from '../clauses/MemberClause.tsx';
import { MetricClause } from '../clauses/MetricClause.tsx';
import { PercentileClause } from '../clauses/PercentileClause.tsx';
import { PredictedClause } from '../clauses/PredictedClause.tsx';
import { RfmClause } from '../clauses/RfmClause.tsx';
import { Issues } from './Issues.tsx';
import { withNot, type Fields } from '../clauses/json.ts';
import { KINDS, NEW, type Kind } from '../clauses/kinds.ts';
import { useIssues } from '../clauses/RuleContext.tsx';

const EDITORS: Readonly<Record<Kind, ComponentType<ClauseProps>>> = {
  attribute: AttributeClause,
  date: DateClause,
  metric: MetricClause,
  event: EventClause,
  consent: ConsentClause,
  member: MemberClause,
  campaign: CampaignClause,
  feedback: FeedbackClause,
  rfm: RfmClause,
  percentile: PercentileClause,
  predicted: PredictedClause,
};

interface Props {
  readonly kind: Kind;
  readonly clause: Fields;
  readonly negated: boolean;
  readonly path: string;
  readonly onChange: (rule: unknown) => void;
  readonly onRemove: () => void;
}

/** One condition: of which kind, what it asks, and whether it is turned around. */
export function ClauseRow({ kind, clause, negated, path, onChange, onRemove }: Props) {
  const { t } = useI18n();
  const issues = useIssues(path);
  const Editor = EDITORS[kind];
  return (
    <div className={issues.length > 0 ? 'clause refused' : 'clause'}>
      <Group gap={6} wrap="wrap" className="parts">
        <Button
          variant={negated ? 'filled' : 'default'}
          color="orange.9"
          size="compact-sm"
          aria-pressed={negated}
          onClick={() => {
            onChange(withNot(clause, !negated));
          }}
        >
          {t.rules.not}
        </Button>
        <Choice
          label={t.rules.kind}
          value={kind}
          options={KINDS.map((each) => [each, t.rules.kinds[each]] as const)}
          onChange={(next) => {
            onChange(withNot(NEW[next], negated));
          }}
        />
        <Editor
          clause={clause}
          onChange={(next) => {
            onChange(withNot(next, negated));
          }}
        />
      </Group>
      <CloseButton aria-label={t.rules.remove} onClick={onRemove} />
      <Issues issues={issues} />
    </div>
  );
}
