import { Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { ColorSchemeSwitch } from '../../../ui/ColorSchemeSwitch.tsx';
import { LanguageSwitch } from '../../../ui/LanguageSwitch.tsx';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** The one card that is shown to whoever is not inside. */
export function AuthLayout({ title, children }: Props) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={420} gap="lg">
        <Text fw={700} size="xl" ta="center">
          Peyk <span lang="fa">پیک</span>
        </Text>
        <Paper withBorder shadow="sm" p="xl">
          <Stack>
            <Title order={1} size="h3">
              {title}
            </Title>
            {children}
          </Stack>
        </Paper>
        <Group justify="center" gap="sm">
          <LanguageSwitch />
          <ColorSchemeSwitch />
        </Group>
      </Stack>
    </Center>
  );
}
