import { Paper, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { CampaignWithProgressResponse } from '../../../../../contract/campaigns.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { TextLink } from '../../../ui/links.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { More } from '../../../ui/More.tsx';
import { PageHead } from '../../../ui/PageHead.tsx';
import { campaignsQueries } from '../api/campaignsQueries.ts';
import { StatusBadge } from '../components/StatusBadge.tsx';

/** All campaigns, newest first; follows the running ones. */
export function CampaignListPage() {
  const { t } = useI18n();
  const query = useInfiniteQuery(campaignsQueries.list());
  return (
    <Stack>
      <PageHead title={t.campaigns.title} />
      <LoadState query={query}>{(items) => (items.length === 0 ? <NoCampaigns /> : <Rows items={items} />)}</LoadState>
      <More query={query} />
    </Stack>
  );
}

function NoCampaigns() {
  const { t } = useI18n();
  return (
    <Paper withBorder p="xl">
      <Text fw={600}>{t.campaigns.none}</Text>
      <Text size="sm">{t.campaigns.noneHint}</Text>
    </Paper>
  );
}

function Rows({ items }: { readonly items: readonly CampaignWithProgressResponse[] }) {
  const { t, format } = useI18n();
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={620} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.campaigns.campaign}</Table.Th>
              <Table.Th>{t.campaigns.status}</Table.Th>
              <Table.Th className="number">{t.campaigns.audience}</Table.Th>
              <Table.Th className="number">{t.campaigns.accepted}</Table.Th>
              <Table.Th className="number">{t.campaigns.holdout}</Table.Th>
              <Table.Th>{t.campaigns.created}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(({ id, name, status, createdAt, progress }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <TextLink to="/campaigns/$id" params={{ id }} fw={600}>
                    <bdi>{name}</bdi>
                  </TextLink>
                </Table.Td>
                <Table.Td>
                  <StatusBadge status={status} />
                </Table.Td>
                <Table.Td className="number">{format.count(progress.audience)}</Table.Td>
                <Table.Td className="number">{format.count(progress.accepted)}</Table.Td>
                <Table.Td className="number">{format.count(progress.holdout)}</Table.Td>
                <Table.Td>{format.date(createdAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
