import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import type { SegmentResponse } from '../../../../../contract/segments.ts';
import { fill } from '../../../i18n/fill.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { useDeleteSegment } from '../api/useDeleteSegment.ts';

/** Deletes a segment once it was asked twice; where something still needs it, says what. */
export function DeleteSegment({ segment }: { readonly segment: SegmentResponse }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure(false);
  const remove = useDeleteSegment(segment.id, () => navigate({ to: '/segments' }));
  return (
    <>
      <Button variant="default" className="danger" onClick={open}>
        {t.segments.remove}
      </Button>
      <Dialog opened={opened} onClose={close} title={fill(t.segments.removeTitle, { name: segment.name })}>
        <Stack>
          <Text size="sm">{t.segments.removeHint}</Text>
          <Problem title={t.segments.removeRefused} error={remove.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t.common.cancel}
            </Button>
            <Button
              color="red.9"
              loading={remove.isPending}
              onClick={() => {
                remove.mutate();
              }}
            >
              {t.segments.remove}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
