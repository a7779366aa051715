import { Group, Paper, SimpleGrid, Text } from '@mantine/core';
import type { ProgressResponse } from '../../../../../contract/campaigns.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** Promise 1 on the screen: the audience and the outcomes it is the sum of. */
export function Outcomes({ progress }: { readonly progress: ProgressResponse }) {
  const { t, format } = useI18n();
  const reasons = new Map<string, string>(Object.entries(t.campaigns.reasons));
  const details = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([reason, count]) => `${format.count(count)} ${reasons.get(reason) ?? reason}`)
      .join(' · ');
  const tiles = [
    { label: t.campaigns.audience, value: progress.audience, detail: '' },
    { label: t.campaigns.accepted, value: progress.accepted, detail: '' },
    { label: t.campaigns.holdout, value: progress.holdout, detail: '' },
    { label: t.campaigns.skipped, value: sum(progress.skipped), detail: details(progress.skipped) },
    { label: t.campaigns.failed, value: sum(progress.failed), detail: details(progress.failed) },
    { label: t.campaigns.unknown, value: progress.unknown, detail: '' },
  ];
  return (
    <div>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
        {tiles.map(({ label, value, detail }) => (
          <Paper key={label} withBorder p="sm">
            <Text size="sm">{label}</Text>
            <Text size="xl" fw={650}>
              {format.count(value)}
            </Text>
            <Text size="xs">{detail}</Text>
          </Paper>
        ))}
      </SimpleGrid>
      <Group mt="xs">
        <Text size="xs">{t.campaigns.nobodyLost}</Text>
      </Group>
    </div>
  );
}
