import { Group, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** A `BackLink`. */
  readonly back?: ReactNode;
  /** Buttons at the end of the line. */
  readonly children?: ReactNode;
}

/** The head of a page: the way back, its title, what can be done here. */
export function PageHead({ title, back, children }: Props) {
  return (
    <Stack gap="xs">
      {back}
      {title !== '' && (
        <Group justify="space-between" align="center">
          <Title order={1} size="h2">
            <bdi>{title}</bdi>
          </Title>
          <Group gap="xs">{children}</Group>
        </Group>
      )}
    </Stack>
  );
}
