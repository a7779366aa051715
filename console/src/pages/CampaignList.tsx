import { Anchor, Button, Center, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { CampaignItem } from '../api/shapes.ts';
import { LoadState } from '../components/LoadState.tsx';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { useI18n } from '../i18n/I18nContext.tsx';
import { linkTo } from '../route.ts';

const RUNNING = new Set(['scheduled', 'sending', 'testing']);

/** All campaigns, newest first; follows the running ones. */
export function CampaignList() {
  const { t } = useI18n();
  const query = useInfiniteQuery({
    queryKey: ['campaigns'],
    queryFn: ({ pageParam }) => api.campaigns(pageParam),
    initialPageParam: noCursor(),
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => RUNNING.has(status))) === true ? 1_500 : 15_000,
  });
  return (
    <Stack>
      <Title order={1} size="h2">
        {t.campaigns}
      </Title>
      <LoadState query={query}>{(items) => (items.length === 0 ? <Empty /> : <Rows items={items} />)}</LoadState>
      {query.hasNextPage && (
        <Center>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.more}
          </Button>
        </Center>
      )}
    </Stack>
  );
}

function noCursor(): string | undefined {
  return undefined;
}

function Empty() {
  const { t } = useI18n();
  return (
    <Paper withBorder p="xl">
      <Text fw={600}>{t.noCampaigns}</Text>
      <Text size="sm">{t.noCampaignsHint}</Text>
    </Paper>
  );
}

function Rows({ items }: { readonly items: readonly CampaignItem[] }) {
  const { t, format } = useI18n();
  const count = (value: number | undefined): string => (value === undefined ? '–' : format.count(value));
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={620} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.campaign}</Table.Th>
              <Table.Th>{t.status}</Table.Th>
              <Table.Th className="number">{t.audience}</Table.Th>
              <Table.Th className="number">{t.accepted}</Table.Th>
              <Table.Th className="number">{t.holdout}</Table.Th>
              <Table.Th>{t.created}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(({ id, name, status, createdAt, progress }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Anchor href={linkTo({ page: 'campaign', id })} fw={600} underline="always">
                    <bdi>{name}</bdi>
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <StatusBadge status={status} />
                </Table.Td>
                <Table.Td className="number">{count(progress?.audience)}</Table.Td>
                <Table.Td className="number">{count(progress?.accepted)}</Table.Td>
                <Table.Td className="number">{count(progress?.holdout)}</Table.Td>
                <Table.Td>{format.date(createdAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
