import { Button, CloseButton, Group, Text } from '@mantine/core';
import type { ComponentType } from 'react';
import { useI18n } from '../../i18n/I18nContext.tsx';
import { AttributeClause } from './AttributeClause.tsx';
import {
  CampaignClause,
  FeedbackClause,
  MemberClause,
  MetricClause,
  PredictedClause,
  type ClauseProps,
} from './BehaviourClauses.tsx';
import { DateClause } from './DateClause.tsx';
import { EventClause } from './EventClause.tsx';
import { Faults } from './Faults.tsx';
import { Choice } from './fields.tsx';
import { turn, type Fields } from './json.ts';
import { KINDS, NEW, type Kind } from './kinds.ts';
import { PercentileClause, RfmClause } from './RankClauses.tsx';
import { useFaults } from './RuleContext.tsx';

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

function ConsentClause() {
  const { t } = useI18n();
  return (
    <Text size="sm" component="span">
      {t.rules.consent}
    </Text>
  );
}

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
  const faults = useFaults(path);
  const Editor = EDITORS[kind];
  return (
    <div className={faults.length > 0 ? 'clause refused' : 'clause'}>
      <Group gap={6} wrap="wrap" className="parts">
        <Button
          variant={negated ? 'filled' : 'default'}
          color="orange.9"
          size="compact-sm"
          aria-pressed={negated}
          onClick={() => {
            onChange(turn(clause, !negated));
          }}
        >
          {t.rules.not}
        </Button>
        <Choice
          label={t.rules.kind}
          value={kind}
          options={KINDS.map((each) => [each, t.rules.kinds[each]] as const)}
          onChange={(next) => {
            onChange(turn(NEW[next], negated));
          }}
        />
        <Editor
          clause={clause}
          onChange={(next) => {
            onChange(turn(next, negated));
          }}
        />
      </Group>
      <CloseButton aria-label={t.rules.remove} onClick={onRemove} />
      <Faults faults={faults} />
    </div>
  );
}
