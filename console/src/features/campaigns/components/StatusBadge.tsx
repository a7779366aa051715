import { Badge } from '@mantine/core';
import type { CampaignStatusResponse } from '../../../../../contract/campaigns.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';

const COLORS: Readonly<Record<CampaignStatusResponse, string>> = {
  draft: 'gray',
  sending: 'blue',
  scheduled: 'violet',
  sent: 'teal',
  measured: 'teal',
  paused: 'yellow',
  halted: 'red',
  cancelled: 'gray',
};

/** A campaign's status in the reader's language. */
export function StatusBadge({ status }: { readonly status: CampaignStatusResponse }) {
  const { t } = useI18n();
  return (
    <Badge variant="default" tt="none" leftSection={<Dot color={COLORS[status]} />}>
      {t.campaigns.statuses[status]}
    </Badge>
  );
}

function Dot({ color }: { readonly color: string }) {
  return (
    <svg width="8" height="8" aria-hidden="true">
      <circle cx="4" cy="4" r="4" fill={`var(--mantine-color-${color}-6)`} />
    </svg>
  );
}
