import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { customersApi } from '../../api/customers.ts';
import { fill } from '../../i18n/fill.ts';
import { useI18n } from '../../i18n/I18nContext.tsx';
import { goTo } from '../../navigation.ts';
import { Dialog } from '../Dialog.tsx';
import { Problem } from '../Problem.tsx';

/** Erases a person, once somebody has typed whom. */
export function EraseCustomer({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const [typed, setTyped] = useState('');
  const erase = useMutation({
    mutationFn: () => customersApi.erase(id),
    onSuccess: async () => {
      goTo({ page: 'customers' });
      client.removeQueries({ queryKey: ['customer', id] });
      await client.invalidateQueries({ queryKey: ['customers'] });
    },
  });
  return (
    <>
      <Button variant="default" className="danger" onClick={open}>
        {t.customers.erase}
      </Button>
      <Dialog opened={opened} onClose={close} title={fill(t.customers.eraseTitle, { id })}>
        <Stack>
          <Text size="sm">{t.customers.eraseHint}</Text>
          <TextInput
            label={t.customers.eraseConfirm}
            placeholder={id}
            autoComplete="off"
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
            }}
          />
          <Problem title={t.problem} error={erase.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t.segments.cancel}
            </Button>
            <Button
              color="red.9"
              disabled={typed !== id}
              loading={erase.isPending}
              onClick={() => {
                erase.mutate();
              }}
            >
              {t.customers.erase}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
