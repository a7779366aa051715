import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useAllSegments } from '../../api/useAllSegments.ts';
import { minorDigits } from '../../i18n/formats.ts';
import { fill } from '../../i18n/fill.ts';
import { useI18n } from '../../i18n/I18nContext.tsx';
import { Comparison } from './Comparison.tsx';
import { Choice, NameField } from './fields.tsx';
import { replaced, textOf, type Fields } from './json.ts';
import { useRule } from './RuleContext.tsx';
import { Window } from './Window.tsx';

export interface ClauseProps {
  readonly clause: Fields;
  readonly onChange: (clause: Fields) => void;
}

/** Money is typed in whole units of the currency and kept in its smallest. */
function useMoneyScale(isMoney: boolean): number {
  const { workspace } = useI18n();
  return isMoney ? 10 ** minorDigits(workspace.currency) : 1;
}

export function Currency({ shown }: { readonly shown: boolean }) {
  const { t, workspace } = useI18n();
  if (!shown) return null;
  return (
    <Text size="sm" component="span">
      {fill(t.rules.in, { currency: workspace.currency })}
    </Text>
  );
}

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

export function MemberClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  const { segmentId } = useRule();
  const segments = (useAllSegments().data ?? []).filter(({ id }) => id !== segmentId);
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

const DIDS = ['received', 'opened', 'clicked', 'converted'] as const;

export function CampaignClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  const { data } = useQuery({ queryKey: ['campaigns', 'first'], queryFn: () => api.campaigns(undefined) });
  return (
    <>
      <Choice
        label={t.rules.campaign}
        value={textOf(clause['campaign'])}
        options={(data?.items ?? []).map(({ id, name }) => [id, name] as const)}
        onChange={(campaign) => {
          onChange({ ...clause, campaign });
        }}
      />
      <Choice
        label={t.rules.did}
        value={textOf(clause['did'])}
        options={DIDS.map((each) => [each, t.rules.dids[each]] as const)}
        onChange={(did) => {
          onChange({ ...clause, did });
        }}
      />
      <Window value={clause} onChange={onChange} />
    </>
  );
}

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
