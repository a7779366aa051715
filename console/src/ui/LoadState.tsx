import { Alert, Button, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Messages } from '../i18n/en/messages.ts';
import { useI18n } from '../i18n/I18nContext.tsx';
import { ApiError } from '../lib/http/ApiError.ts';
import { Waiting } from './Waiting.tsx';

interface Props<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** Shows what a query has: its data, that it is loading, or what went wrong with a way to try again. */
export function LoadState<T>({ query, children }: Props<T>) {
  const { t } = useI18n();
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Waiting />;
  return (
    <Alert color="red" variant="outline" title={titleOf(query.error, t)} role="alert">
      <Stack align="flex-start" gap="sm">
        <Text size="sm" dir="auto">
          {query.error?.message}
        </Text>
        <Button variant="default" onClick={() => void query.refetch()}>
          {t.common.retry}
        </Button>
      </Stack>
    </Alert>
  );
}

function titleOf(error: Error | null, t: Messages): string {
  if (error instanceof ApiError && error.status === 404) return t.common.notFound;
  // What fetch throws where nobody answers.
  return error instanceof TypeError ? t.common.unreachable : t.common.problem;
}
