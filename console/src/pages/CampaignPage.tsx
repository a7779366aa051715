import { Alert, Anchor, Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { CampaignActions } from '../components/campaigns/CampaignActions.tsx';
import { LoadState } from '../components/LoadState.tsx';
import { Outcomes } from '../components/Outcomes.tsx';
import { ReportCards } from '../components/ReportCards.tsx';
import { ReportTable } from '../components/ReportTable.tsx';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { useI18n } from '../i18n/I18nContext.tsx';
import { linkTo } from '../route.ts';

/** One campaign: who got it, and what it earned per segment. */
export function CampaignPage({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const query = useQuery({
    queryKey: ['campaign', id],
    queryFn: () => api.campaign(id),
    refetchInterval: ({ state }) => (state.data?.status === 'sending' ? 1_000 : 15_000),
  });
  return (
    <Stack>
      <Anchor href={linkTo({ page: 'campaigns' })} size="sm" underline="always" className="back">
        {t.back}
      </Anchor>
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
            {campaign.progress && <Outcomes progress={campaign.progress} />}
            {['draft', 'scheduled'].includes(campaign.status) ? <Text>{t.noReport}</Text> : <ReportCard id={id} />}
          </Stack>
        )}
      </LoadState>
    </Stack>
  );
}

function ReportCard({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const [model, setModel] = useState('lastClick');
  const query = useQuery({
    queryKey: ['report', id, model],
    queryFn: () => api.report(id, model),
    refetchInterval: 10_000,
    placeholderData: (previous) => previous,
  });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="flex-end" mb="md">
        <div>
          <Title order={2} size="h3">
            {t.whatItEarned}
          </Title>
          <Text size="sm" maw={640}>
            {t.earnedHint}
          </Text>
        </div>
        <NativeSelect
          label={t.model}
          value={model}
          data={Object.entries(t.models).map(([value, label]) => ({ value, label }))}
          onChange={(event) => {
            setModel(event.currentTarget.value);
          }}
        />
      </Group>
      <LoadState query={query}>
        {(report) => (
          <Stack>
            {!report.sampleRatio.ok && <Alert color="red" variant="outline" title={t.sampleRatioBad} role="alert" />}
            <ReportTable report={report} />
            <ReportCards report={report} />
            {report.segments.length > 1 && (
              <Text size="xs">
                {t.overlap} {t.many}
              </Text>
            )}
          </Stack>
        )}
      </LoadState>
    </Paper>
  );
}
