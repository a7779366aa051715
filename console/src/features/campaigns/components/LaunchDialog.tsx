import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { EstimateResponse } from '../../../../../contract/estimate.ts';
import { fill } from '../../../i18n/fill.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { campaignsQueries } from '../api/campaignsQueries.ts';

interface Props {
  readonly campaign: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onLaunch: () => void;
  readonly launching: boolean;
  /** What the last attempt was refused with. */
  readonly error: Error | null;
}

/** Says whom a campaign would reach and what that costs, before it is launched. */
export function LaunchDialog({ campaign, onClose, onLaunch, launching, error }: Props) {
  const { t } = useI18n();
  const texts = t.campaigns.actions;
  const { data, error: unknown } = useQuery(campaignsQueries.estimate(campaign.id));
  return (
    <Dialog opened onClose={onClose} title={fill(texts.launchTitle, { name: campaign.name })}>
      <Stack>
        {data && <Reach estimate={data} />}
        {!data && !unknown && (
          <Group gap="xs" role="status">
            <Loader size="xs" />
            <Text size="sm">{texts.counting}</Text>
          </Group>
        )}
        <Problem title={t.common.problem} error={unknown} />
        <Problem title={texts.failed} error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button loading={launching} disabled={data === undefined || data.send === 0} onClick={onLaunch}>
            {texts.launch}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Reach({ estimate }: { readonly estimate: EstimateResponse }) {
  const { t, format } = useI18n();
  const texts = t.campaigns.actions;
  const { send, audience, holdout, sendHours, cost } = estimate;
  const names = new Map<string, string>(Object.entries(t.campaigns.reasons));
  const skipped = Object.entries(estimate.skipped).filter(([, count]) => count > 0);
  const reasons = skipped.map(([reason, count]) => `${format.count(count)} ${names.get(reason) ?? reason}`);
  return (
    <Stack gap="xs">
      <Text size="sm">
        {send === 0
          ? texts.nobody
          : fill(texts.reach, {
              send: format.count(send),
              audience: format.count(audience),
              holdout: format.count(holdout),
            })}
      </Text>
      {!estimate.complete && <Text size="sm">{texts.projected}</Text>}
      {skipped.length > 0 && (
        <Text size="sm">
          {fill(texts.skipped, {
            count: format.count(skipped.reduce((sum, [, count]) => sum + count, 0)),
            reasons: reasons.join(' · '),
          })}
        </Text>
      )}
      {send > 0 && (
        <Text size="sm">
          {fill(texts.takes, { time: format.duration(sendHours), cost: format.money(cost.total, cost.currency) })}{' '}
          {texts.once}
        </Text>
      )}
    </Stack>
  );
}
