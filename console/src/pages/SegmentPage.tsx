import { Button, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Segment } from '../api/segmentShapes.ts';
import { segmentsApi } from '../api/segments.ts';
import { useMay } from '../auth/useMe.ts';
import { LoadState } from '../components/LoadState.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { DeleteSegment } from '../components/segments/DeleteSegment.tsx';
import { Explain } from '../components/segments/Explain.tsx';
import { History } from '../components/segments/History.tsx';
import { Members } from '../components/segments/Members.tsx';
import { Overlap } from '../components/segments/Overlap.tsx';
import { RefreshBar } from '../components/segments/RefreshBar.tsx';
import { useRefresh, type Refresh } from '../components/segments/useRefresh.ts';
import { useI18n } from '../i18n/I18nContext.tsx';
import { linkTo } from '../route.ts';

/** One segment: what it means, how large it is and was, who is in it and why. */
export function SegmentPage({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const query = useQuery({ queryKey: ['segment', id], queryFn: () => segmentsApi.one(id) });
  const refresh = useRefresh();
  return (
    <Stack>
      {!query.data && <PageHead title="" back={{ label: t.segments.back, href: linkTo({ page: 'segments' }) }} />}
      <LoadState query={query}>{(segment) => <Content segment={segment} refresh={refresh} />}</LoadState>
    </Stack>
  );
}

function Content({ segment, refresh }: { readonly segment: Segment; readonly refresh: Refresh }) {
  const { t, language } = useI18n();
  const mayChange = useMay('marketer');
  return (
    <Stack>
      <PageHead title={segment.name} back={{ label: t.segments.back, href: linkTo({ page: 'segments' }) }}>
        {mayChange && (
          <>
            <Button variant="default" loading={refresh.busy} onClick={refresh.start}>
              {t.segments.refreshNow}
            </Button>
            <DeleteSegment segment={segment} />
            <Button component="a" href={linkTo({ page: 'editSegment', id: segment.id })}>
              {t.segments.edit}
            </Button>
          </>
        )}
      </PageHead>
      <Text maw={820}>{segment.sentence[language]}</Text>
      <RefreshBar refresh={refresh} />
      <Figures segment={segment} />
      <div className="columns">
        <Stack>
          <History history={segment.history ?? []} />
          <Members id={segment.id} />
        </Stack>
        <Stack>
          <Explain id={segment.id} />
          <Overlap id={segment.id} />
        </Stack>
      </div>
    </Stack>
  );
}

function Figures({ segment }: { readonly segment: Segment }) {
  const { t, format } = useI18n();
  const { size, entered, left, refreshedAt } = segment;
  const count = (value: number | null | undefined) => (typeof value === 'number' ? format.count(value) : '–');
  const tiles = [
    { label: t.segments.size, value: count(size), detail: typeof size === 'number' ? '' : t.segments.pending },
    { label: t.segments.entered, value: count(entered), detail: t.segments.change },
    { label: t.segments.left, value: count(left), detail: t.segments.change },
    {
      label: t.segments.refreshed,
      value: typeof refreshedAt === 'string' ? format.shortDay(refreshedAt) : t.segments.never,
      detail: typeof refreshedAt === 'string' ? format.date(refreshedAt) : '',
    },
  ];
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      {tiles.map(({ label, value, detail }) => (
        <Paper key={label} withBorder p="sm">
          <Text size="sm">{label}</Text>
          <Text size="xl" fw={650}>
            {value}
          </Text>
          <Text size="xs" className="quiet">
            {detail}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
