import { Anchor, AppShell, Container, Group, Text } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useOwnMachine } from '../features/auth/api/useAuth.ts';
import { UserMenu } from '../features/auth/components/UserMenu.tsx';
import { useI18n } from '../i18n/I18nContext.tsx';
import { ColorSchemeSwitch } from '../ui/ColorSchemeSwitch.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { Navigation } from './Navigation.tsx';

/** What stands around every page. */
export function Shell() {
  const { t } = useI18n();
  const ownMachine = useOwnMachine();
  return (
    <AppShell header={{ height: { base: 104, sm: 60 } }} padding="md">
      <AppShell.Header className="top">
        <Link to="/campaigns" activeOptions={{ exact: true }} className="brand">
          <Text component="span" fw={700} size="lg">
            Peyk <span lang="fa">پیک</span>
          </Text>
        </Link>
        <Navigation />
        <Group gap="sm" wrap="nowrap" className="tools">
          {ownMachine && (
            <Anchor href="/inbox" size="sm" underline="always">
              {t.common.inbox}
            </Anchor>
          )}
          <LanguageSwitch />
          <ColorSchemeSwitch />
          <UserMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <Container size="xl" px={0}>
          <Outlet />
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
