import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { fill } from '../../../i18n/fill.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { useEraseCustomer } from '../api/useEraseCustomer.ts';

/** Erases a person, once somebody has typed whom. */
export function EraseCustomer({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure(false);
  const [typed, setTyped] = useState('');
  const erase = useEraseCustomer(id, () => navigate({ to: '/customers' }));
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
          <Problem title={t.common.problem} error={erase.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t.common.cancel}
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
