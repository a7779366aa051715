import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TimelineEntryResponse } from '../../../../../contract/timeline.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { useValueText } from '../../../i18n/useValueText.ts';
import { TextLink } from '../../../ui/links.tsx';
import { segmentsQueries } from '../../segments/api/segmentsQueries.ts';

interface Props {
  readonly entry: TimelineEntryResponse;
  /** Names of campaigns by id: a reaction names its campaign by id alone. */
  readonly campaigns: ReadonlyMap<string, string>;
}

/** What an entry of a timeline says beside its kind and time. */
export function TimelineDetail({ entry, campaigns }: Props) {
  const { t, format } = useI18n();
  const textOf = useValueText();
  switch (entry.type) {
    case 'order': {
      const refunded = entry.refunds.length > 0 ? t.customers.refunded : '';
      const parts = [format.money(entry.amount, entry.currency), entry.category ?? '', refunded];
      return <Text size="sm">{parts.filter((part) => part !== '').join(' · ')}</Text>;
    }
    case 'segment.entered':
    case 'segment.left':
      return <SegmentName id={entry.segmentId} />;
    case 'touch':
      return <Touch touch={entry} />;
    case 'engagement': {
      const counts = [
        [t.customers.opens, entry.opens],
        [t.customers.clicks, entry.clicks],
      ] as const;
      const had = counts.filter(([, count]) => count > 0);
      return (
        <Text size="sm">
          <bdi>{campaigns.get(entry.campaignId) ?? entry.campaignId}</bdi>
          {had.map(([label, count]) => ` · ${label}: ${format.count(count)}`).join('')}
        </Text>
      );
    }
    case 'event':
      return (
        <Text size="sm">
          <bdi>{entry.name}</bdi>
          {Object.keys(entry.properties).length > 0 && ` · ${textOf(entry.properties)}`}
        </Text>
      );
    case 'consent.granted':
    case 'consent.withdrawn':
    case 'unsubscribed':
    case 'bounced':
    case 'complained':
    case 'message.rejected':
      return null;
  }
}

function SegmentName({ id }: { readonly id: string }) {
  const { data: segments = [] } = useQuery(segmentsQueries.choices());
  return (
    <TextLink to="/segments/$id" params={{ id }} size="sm">
      <bdi>{segments.find((segment) => segment.id === id)?.name ?? id}</bdi>
    </TextLink>
  );
}

function Touch({ touch }: { readonly touch: Extract<TimelineEntryResponse, { type: 'touch' }> }) {
  const { t } = useI18n();
  const { campaign, arm, result = '' } = touch;
  const words = new Map([
    ['accepted', t.campaigns.accepted],
    ['holdout', t.campaigns.holdout],
  ]);
  const what = arm === 'holdout' ? t.campaigns.holdout : (words.get(result) ?? result);
  return (
    <Text size="sm">
      <bdi>{campaign}</bdi>
      {what !== '' && <> · {what}</>}
    </Text>
  );
}
