import { Paper, Stack, Text, Timeline as Line, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { TimelineEntryResponse } from '../../../../../contract/timeline.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { More } from '../../../ui/More.tsx';
import { customersQueries } from '../api/customersQueries.ts';
import { TimelineDetail } from './TimelineDetail.tsx';

/** What happened to a customer, newest first. */
export function Timeline({ id }: { readonly id: string }) {
  const { t, format } = useI18n();
  const query = useInfiniteQuery(customersQueries.timeline(id));
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Title order={2} size="h4">
          {t.customers.timeline}
        </Title>
        <LoadState query={query}>
          {(entries) => (
            <Stack>
              {entries.length === 0 && <Text size="sm">{t.customers.nothingYet}</Text>}
              <Line bulletSize={14} lineWidth={2}>
                {entries.map((entry, index) => (
                  <Line.Item key={index} title={t.customers.types[entry.type]}>
                    <TimelineDetail entry={entry} campaigns={campaignsOf(entries)} />
                    <Text size="xs" className="quiet">
                      {format.date(entry.at)}
                    </Text>
                  </Line.Item>
                ))}
              </Line>
              <More query={query} />
            </Stack>
          )}
        </LoadState>
      </Stack>
    </Paper>
  );
}

/** Names of campaigns by id: the messages that people react to lie further down the same line. */
function campaignsOf(entries: readonly TimelineEntryResponse[]): ReadonlyMap<string, string> {
  return new Map(
    entries.filter((entry) => entry.type === 'touch').map(({ campaignId, campaign }) => [campaignId, campaign]),
  );
}
