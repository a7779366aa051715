import { Paper, Stack, Text, Timeline as Line, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { useValueText } from '../../../i18n/useValueText.ts';
import { TextLink } from '../../../ui/links.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { More } from '../../../ui/More.tsx';
import { segmentsQueries } from '../../segments/api/segmentsQueries.ts';
import { customersQueries } from '../api/customersQueries.ts';
import type { TimelineEntry } from '../api/shapes.ts';

/** What happened to a customer, newest first. */
export function Timeline({ id }: { readonly id: string }) {
  const { t, format } = useI18n();
  const query = useInfiniteQuery(customersQueries.timeline(id));
  const types = new Map<string, string>(Object.entries(t.customers.types));
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
                  <Line.Item key={index} title={types.get(entry.type) ?? entry.type}>
                    <Detail entry={entry} campaigns={campaignsOf(entries)} />
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

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A reaction names its campaign by id alone; the message it is to lies further down the same line. */
function campaignsOf(entries: readonly TimelineEntry[]): ReadonlyMap<string, string> {
  const touches = entries.filter(({ type }) => type === 'touch');
  return new Map(touches.map(({ campaignId, campaign }) => [text(campaignId), text(campaign)]));
}

interface DetailProps {
  readonly entry: TimelineEntry;
  readonly campaigns: ReadonlyMap<string, string>;
}

function Detail({ entry, campaigns }: DetailProps) {
  const { t, format } = useI18n();
  const textOf = useValueText();
  const segments = useQuery(segmentsQueries.choices()).data ?? [];
  const { type, amount, currency, category, campaign, campaignId, arm, result } = entry;
  const counts = [
    [t.customers.opens, entry['opens']],
    [t.customers.clicks, entry['clicks']],
  ] as const;
  if (type === 'order' && typeof amount === 'number') {
    const refunds = Array.isArray(entry['refunds']) ? entry['refunds'].length : 0;
    const parts = [format.money(amount, text(currency)), text(category), refunds > 0 ? t.customers.refunded : ''];
    return <Text size="sm">{parts.filter((part) => part !== '').join(' · ')}</Text>;
  }
  if (type === 'segment.entered' || type === 'segment.left') {
    const segmentId = text(entry['segmentId'] ?? entry['segment']);
    const name = segments.find(({ id }) => id === segmentId)?.name ?? segmentId;
    return (
      <TextLink to="/segments/$id" params={{ id: segmentId }} size="sm">
        <bdi>{name}</bdi>
      </TextLink>
    );
  }
  if (type === 'touch') {
    const arms = new Map([['holdout', t.campaigns.holdout]]);
    const outcome = result === 'accepted' ? t.campaigns.accepted : (arms.get(text(result)) ?? text(result));
    const what = arm === 'holdout' ? t.campaigns.holdout : outcome;
    return (
      <Text size="sm">
        <bdi>{text(campaign)}</bdi>
        {what !== '' && <> · {what}</>}
      </Text>
    );
  }
  if (type === 'engagement') {
    const had = counts.filter(([, count]) => typeof count === 'number' && count > 0);
    return (
      <Text size="sm">
        <bdi>{campaigns.get(text(campaignId)) ?? text(campaignId)}</bdi>
        {had.map(([label, count]) => ` · ${label}: ${typeof count === 'number' ? format.count(count) : ''}`).join('')}
      </Text>
    );
  }
  const { properties } = entry;
  const more = typeof properties === 'object' && properties !== null && Object.keys(properties).length > 0;
  return (
    <Text size="sm">
      <bdi>{text(entry['name'])}</bdi>
      {more && ` · ${textOf(properties)}`}
    </Text>
  );
}
