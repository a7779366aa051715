import { useQuery } from '@tanstack/react-query';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { campaignsQueries } from '../../../campaigns/api/campaignsQueries.ts';
import { textOf } from './json.ts';
import { Window } from './Window.tsx';
import type { ClauseProps } from './ClauseProps.ts';

const DIDS = ['received', 'opened', 'clicked', 'converted'] as const;

/** What somebody did with a campaign. */
export function CampaignClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  const { data } = useQuery(campaignsQueries.choices());
  return (
    <>
      <Choice
        label={t.rules.campaign}
        value={textOf(clause['campaign'])}
        options={(data ?? []).map(({ id, name }) => [id, name] as const)}
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
