import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Segment } from '../../api/segmentShapes.ts';
import { segmentsApi } from '../../api/segments.ts';
import { fill } from '../../i18n/fill.ts';
import { useI18n } from '../../i18n/I18nContext.tsx';
import { goTo } from '../../navigation.ts';
import { Dialog } from '../Dialog.tsx';
import { Problem } from '../Problem.tsx';

/** Deletes a segment once it was asked twice; where something still needs it, says what. */
export function DeleteSegment({ segment }: { readonly segment: Segment }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => segmentsApi.remove(segment.id),
    onSuccess: async () => {
      goTo({ page: 'segments' });
      await client.invalidateQueries({ queryKey: ['segments'] });
    },
  });
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
              {t.segments.cancel}
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
