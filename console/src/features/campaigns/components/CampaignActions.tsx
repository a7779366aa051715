import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type {
  CampaignActionRequest,
  CampaignResponse,
  CampaignStatusResponse,
} from '../../../../../contract/campaigns.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { useMay } from '../../../lib/authorization.ts';
import { Problem } from '../../../ui/Problem.tsx';
import { useCampaignAction } from '../api/useCampaignAction.ts';
import { LaunchDialog } from './LaunchDialog.tsx';

const POSSIBLE: Readonly<Partial<Record<CampaignStatusResponse, Exclude<CampaignActionRequest, 'cancel'>>>> = {
  draft: 'launch',
  scheduled: 'pause',
  sending: 'pause',
  paused: 'resume',
  halted: 'resume',
};

interface Props {
  readonly campaign: CampaignResponse;
}

/** What may be done with a campaign now, for those who may. */
export function CampaignActions({ campaign }: Props) {
  const { t } = useI18n();
  const may = useMay('marketer');
  const [asking, { open, close }] = useDisclosure(false);
  const act = useCampaignAction(campaign.id, close);
  const action = POSSIBLE[campaign.status];
  if (!may || action === undefined) return null;
  return (
    <>
      <Button
        variant={action === 'pause' ? 'default' : 'filled'}
        size="xs"
        loading={act.isPending}
        onClick={() => {
          act.reset();
          if (action === 'launch') open();
          else act.mutate(action);
        }}
      >
        {t.campaigns.actions[action]}
      </Button>
      {asking && action === 'launch' ? (
        <LaunchDialog
          campaign={campaign}
          onClose={close}
          onLaunch={() => {
            act.mutate('launch');
          }}
          launching={act.isPending}
          error={act.error}
        />
      ) : (
        <Problem title={t.campaigns.actions.failed} error={act.error} />
      )}
    </>
  );
}
