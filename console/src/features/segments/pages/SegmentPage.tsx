import { Button, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { SegmentResponse, SegmentWithHistoryResponse } from '../../../../../contract/segments.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { useMay } from '../../../lib/authorization.ts';
import { BackLink, ButtonLink } from '../../../ui/links.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { PageHead } from '../../../ui/PageHead.tsx';
import { segmentsQueries } from '../api/segmentsQueries.ts';
import { useRefreshRun, type RefreshRun } from '../api/useRefreshRun.ts';
import { DeleteSegment } from '../components/DeleteSegment.tsx';
import { Explain } from '../components/Explain.tsx';
import { History } from '../components/History.tsx';
import { Members } from '../components/Members.tsx';
import { Overlap } from '../components/Overlap.tsx';
import { RunProgress } from '../components/RunProgress.tsx';

const route = getRouteApi('/segments/$id');

/** One segment: what it means, how large it is and was, who is in it and why. */
export function SegmentPage() {
  const { t } = useI18n();
  const { id } = route.useParams();
  const query = useQuery(segmentsQueries.one(id));
  const refresh = useRefreshRun();
  return (
    <Stack>
      {!query.data && <PageHead title="" back={<BackLink to="/segments">{t.segments.back}</BackLink>} />}
      <LoadState query={query}>{(segment) => <Content segment={segment} refresh={refresh} />}</LoadState>
    </Stack>
  );
}

function Content({ segment, refresh }: { readonly segment: SegmentWithHistoryResponse; readonly refresh: RefreshRun }) {
  const { t, language } = useI18n();
  const mayChange = useMay('marketer');
  return (
    <Stack>
      <PageHead title={segment.name} back={<BackLink to="/segments">{t.segments.back}</BackLink>}>
        {mayChange && (
          <>
            <Button variant="default" loading={refresh.busy} onClick={refresh.start}>
              {t.segments.refreshNow}
            </Button>
            <DeleteSegment segment={segment} />
            <ButtonLink to="/segments/$id/edit" params={{ id: segment.id }}>
              {t.common.edit}
            </ButtonLink>
          </>
        )}
      </PageHead>
      <Text maw={820}>{segment.sentence[language]}</Text>
      <RunProgress refresh={refresh} />
      <Figures segment={segment} />
      <div className="columns">
        <Stack>
          <History history={segment.history} />
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

function Figures({ segment }: { readonly segment: SegmentResponse }) {
  const { t, format } = useI18n();
  const { size, entered, left, refreshedAt } = segment;
  const count = (value: number | undefined) => (value === undefined ? '–' : format.count(value));
  const tiles = [
    { label: t.segments.size, value: count(size), detail: size === undefined ? t.segments.pending : '' },
    { label: t.segments.entered, value: count(entered), detail: t.segments.change },
    { label: t.segments.left, value: count(left), detail: t.segments.change },
    {
      label: t.segments.refreshed,
      value: refreshedAt === undefined ? t.segments.never : format.shortDay(refreshedAt),
      detail: refreshedAt === undefined ? '' : format.date(refreshedAt),
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
