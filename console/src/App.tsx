import { Anchor, AppShell, Container, Group, Text } from '@mantine/core';
import { useOwnMachine } from './auth/useAuth.ts';
import { UserMenu } from './auth/UserMenu.tsx';
import { ColorSchemeSwitch } from './components/ColorSchemeSwitch.tsx';
import { LanguageSwitch } from './components/LanguageSwitch.tsx';
import { useI18n } from './i18n/I18nContext.tsx';
import { CampaignList } from './pages/CampaignList.tsx';
import { CampaignPage } from './pages/CampaignPage.tsx';
import { linkTo, useRoute } from './route.ts';

export function App() {
  const { t } = useI18n();
  const route = useRoute();
  const ownMachine = useOwnMachine();
  return (
    <AppShell header={{ height: 60 }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <a href={linkTo({ page: 'campaigns' })} className="brand">
            <Text component="span" fw={700} size="lg">
              Peyk <span lang="fa">پیک</span>
            </Text>
          </a>
          <Group gap="sm" wrap="nowrap">
            {ownMachine && (
              <Anchor href="/inbox" size="sm" underline="always">
                {t.inbox}
              </Anchor>
            )}
            <LanguageSwitch />
            <ColorSchemeSwitch />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <Container size="xl" px={0}>
          {route.page === 'campaign' ? <CampaignPage id={route.id} /> : <CampaignList />}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
