import { Button, Paper, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { SegmentResponse } from '../../../../../contract/segments.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { useMay } from '../../../lib/authorization.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ButtonLink, TextLink } from '../../../ui/links.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { More } from '../../../ui/More.tsx';
import { PageHead } from '../../../ui/PageHead.tsx';
import { RefreshSchedule } from '../../settings/components/RefreshSchedule.tsx';
import { segmentsQueries } from '../api/segmentsQueries.ts';
import { useRefreshRun } from '../api/useRefreshRun.ts';
import { Change } from '../components/Change.tsx';
import { RunProgress } from '../components/RunProgress.tsx';

/** All segments, newest first: what each means, how large it is, what the last refresh changed. */
export function SegmentListPage() {
  const { t } = useI18n();
  const query = useInfiniteQuery(segmentsQueries.list());
  const refresh = useRefreshRun();
  const mayChange = useMay('marketer');
  return (
    <Stack>
      <PageHead title={t.segments.title}>
        {mayChange && (
          <>
            <Button variant="default" loading={refresh.busy} onClick={refresh.start}>
              {t.segments.refreshNow}
            </Button>
            <ButtonLink to="/segments/new">{t.segments.create}</ButtonLink>
          </>
        )}
      </PageHead>
      <RefreshSchedule />
      <RunProgress refresh={refresh} />
      <LoadState query={query}>
        {(items) => (items.length === 0 ? <NoSegments mayChange={mayChange} /> : <Rows items={items} />)}
      </LoadState>
      <More query={query} />
    </Stack>
  );
}

function NoSegments({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useI18n();
  return (
    <Empty title={t.segments.none} hint={t.segments.noneHint}>
      {mayChange && <ButtonLink to="/segments/new">{t.segments.create}</ButtonLink>}
    </Empty>
  );
}

function Rows({ items }: { readonly items: readonly SegmentResponse[] }) {
  const { t } = useI18n();
  return (
    <Paper withBorder className="list">
      <Table verticalSpacing="sm" highlightOnHover className="cards">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.segments.segment}</Table.Th>
            <Table.Th className="number">{t.segments.size}</Table.Th>
            <Table.Th className="number">{t.segments.change}</Table.Th>
            <Table.Th>{t.segments.refreshed}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((segment) => (
            <Row key={segment.id} segment={segment} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Row({ segment }: { readonly segment: SegmentResponse }) {
  const { t, language, format } = useI18n();
  const { id, name, sentence, size, refreshedAt } = segment;
  return (
    <Table.Tr>
      <Table.Td>
        <TextLink to="/segments/$id" params={{ id }} fw={600}>
          <bdi>{name}</bdi>
        </TextLink>
        <Text size="sm" className="quiet">
          {sentence[language]}
        </Text>
      </Table.Td>
      <Table.Td className="number" data-label={t.segments.size}>
        <Text component="span" fw={650}>
          {size === undefined ? '–' : format.count(size)}
        </Text>
      </Table.Td>
      <Table.Td className="number" data-label={t.segments.change}>
        <Change entered={segment.entered} left={segment.left} />
      </Table.Td>
      <Table.Td data-label={t.segments.refreshed} className="when">
        {refreshedAt === undefined ? t.segments.never : format.date(refreshedAt)}
      </Table.Td>
    </Table.Tr>
  );
}
