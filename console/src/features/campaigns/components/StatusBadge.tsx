import { Badge } from '@mantine/core';
import { useI18n } from '../../../i18n/I18nContext.tsx';

const COLORS: Readonly<Record<string, string>> = {
  sending: 'blue',
  testing: 'blue',
  scheduled: 'violet',
  sent: 'teal',
  measured: 'teal',
  paused: 'yellow',
  halted: 'red',
};

/** A campaign's status in the reader's language. A status the console does not know is shown as it is. */
export function StatusBadge({ status }: { readonly status: string }) {
  const { t } = useI18n();
  const label = new Map<string, string>(Object.entries(t.campaigns.statuses)).get(status) ?? status;
  return (
    <Badge variant="default" tt="none" leftSection={<Dot color={COLORS[status] ?? 'gray'} />}>
      {label}
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
