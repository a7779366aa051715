import { Alert, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { segmentsQueries } from '../api/segmentsQueries.ts';
import { Reasons } from './Reasons.tsx';

/** Asks for a customer and says clause by clause why they belong to the segment or not. */
export function Explain({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState('');
  const [customer, setCustomer] = useState('');
  const query = useQuery(segmentsQueries.explain(id, customer));
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t.segments.explain}
        </Title>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setCustomer(typed.trim());
          }}
        >
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput
              flex={1}
              label={t.segments.customerId}
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
              }}
            />
            <Button type="submit" variant="default" disabled={typed.trim() === ''}>
              {t.segments.explainNow}
            </Button>
          </Group>
        </form>
        {customer !== '' && query.isError && (
          <Alert color="red" variant="outline" role="alert">
            <Text size="sm" dir="auto" lang="en">
              {query.error.message}
            </Text>
          </Alert>
        )}
        {customer !== '' && !query.isError && (
          <LoadState query={query}>{(explanation) => <Reasons explanation={explanation} />}</LoadState>
        )}
      </Stack>
    </Paper>
  );
}
