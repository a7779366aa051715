import { Anchor, Button, Paper, Stack, Table, Text } from '@mantine/core';
import { segmentsApi } from '../api/segments.ts';
import type { Segment } from '../api/segmentShapes.ts';
import { usePages } from '../api/usePages.ts';
import { useMay } from '../auth/useMe.ts';
import { Empty } from '../components/Empty.tsx';
import { LoadState } from '../components/LoadState.tsx';
import { More } from '../components/More.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Change } from '../components/segments/Change.tsx';
import { RefreshBar } from '../components/segments/RefreshBar.tsx';
import { Schedule } from '../components/segments/Schedule.tsx';
import { useRefresh } from '../components/segments/useRefresh.ts';
import { useI18n } from '../i18n/I18nContext.tsx';
import { linkTo } from '../route.ts';

/** All segments, newest first: what each means, how large it is, what the last refresh changed. */
export function SegmentList() {
  const { t } = useI18n();
  const query = usePages(['segments'], (cursor) => segmentsApi.list(cursor));
  const refresh = useRefresh();
  const mayChange = useMay('marketer');
  return (
    <Stack>
      <PageHead title={t.segments.title}>
        {mayChange && (
          <>
            <Button variant="default" loading={refresh.busy} onClick={refresh.start}>
              {t.segments.refreshNow}
            </Button>
            <Button component="a" href={linkTo({ page: 'newSegment' })}>
              {t.segments.create}
            </Button>
          </>
        )}
      </PageHead>
      <Schedule />
      <RefreshBar refresh={refresh} />
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
      {mayChange && (
        <Button component="a" href={linkTo({ page: 'newSegment' })}>
          {t.segments.create}
        </Button>
      )}
    </Empty>
  );
}

function Rows({ items }: { readonly items: readonly Segment[] }) {
  const { t } = useI18n();
  return (
    <Paper withBorder className="list">
      <Table verticalSpacing="sm" highlightOnHover className="cards">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.segment}</Table.Th>
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

function Row({ segment }: { readonly segment: Segment }) {
  const { t, language, format } = useI18n();
  const { id, name, sentence, size, refreshedAt } = segment;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor href={linkTo({ page: 'segment', id })} fw={600} underline="always">
          <bdi>{name}</bdi>
        </Anchor>
        <Text size="sm" className="quiet">
          {sentence[language]}
        </Text>
      </Table.Td>
      <Table.Td className="number" data-label={t.segments.size}>
        <Text component="span" fw={650}>
          {typeof size === 'number' ? format.count(size) : '–'}
        </Text>
      </Table.Td>
      <Table.Td className="number" data-label={t.segments.change}>
        <Change entered={segment.entered} left={segment.left} />
      </Table.Td>
      <Table.Td data-label={t.segments.refreshed} className="when">
        {typeof refreshedAt === 'string' ? format.date(refreshedAt) : t.segments.never}
      </Table.Td>
    </Table.Tr>
  );
}
