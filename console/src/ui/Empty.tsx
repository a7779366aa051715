import { Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly hint: string;
  readonly children?: ReactNode;
}

/** What stands where a list would: what it will hold, and how to begin. */
export function Empty({ title, hint, children }: Props) {
  return (
    <Paper withBorder p="xl">
      <Stack align="flex-start" gap="sm">
        <Text fw={600}>{title}</Text>
        <Text size="sm" maw={560}>
          {hint}
        </Text>
        {children}
      </Stack>
    </Paper>
  );
}
