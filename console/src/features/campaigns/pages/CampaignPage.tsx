import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { BackLink } from '../../../ui/links.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { CampaignReport } from '../../reports/components/CampaignReport.tsx';
import { campaignsQueries } from '../api/campaignsQueries.ts';
import { CampaignActions } from '../components/CampaignActions.tsx';
import { Outcomes } from '../components/Outcomes.tsx';
import { StatusBadge } from '../components/StatusBadge.tsx';

const route = getRouteApi('/campaigns/$id');

/** One campaign: who got it, and what it earned per segment. */
export function CampaignPage() {
  const { t } = useI18n();
  const { id } = route.useParams();
  const query = useQuery(campaignsQueries.one(id));
  return (
    <Stack>
      <BackLink to="/campaigns">{t.campaigns.back}</BackLink>
      <LoadState query={query}>
        {(campaign) => (
          <Stack>
            <Group>
              <Title order={1} size="h2">
                <bdi>{campaign.name}</bdi>
              </Title>
              <StatusBadge status={campaign.status} />
              <CampaignActions campaign={campaign} />
            </Group>
            <Outcomes progress={campaign.progress} />
            {['draft', 'scheduled'].includes(campaign.status) ? (
              <Text>{t.reports.none}</Text>
            ) : (
              <CampaignReport id={id} />
            )}
          </Stack>
        )}
      </LoadState>
    </Stack>
  );
}
