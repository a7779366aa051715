import { Anchor, AppShell, Center, Container, Group, Loader, Text } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { useOwnMachine } from './auth/useAuth.ts';
import { UserMenu } from './auth/UserMenu.tsx';
import { ColorSchemeSwitch } from './components/ColorSchemeSwitch.tsx';
import { LanguageSwitch } from './components/LanguageSwitch.tsx';
import { Navigation } from './components/Navigation.tsx';
import { useI18n } from './i18n/I18nContext.tsx';
import { CampaignList } from './pages/CampaignList.tsx';
import { useRoute } from './navigation.ts';
import { linkTo, type Route } from './route.ts';

// The list of campaigns is where people arrive; every other page comes when it is first opened.
const CampaignPage = lazy(() => import('./pages/CampaignPage.tsx').then((page) => ({ default: page.CampaignPage })));
const SegmentList = lazy(() => import('./pages/SegmentList.tsx').then((page) => ({ default: page.SegmentList })));
const SegmentPage = lazy(() => import('./pages/SegmentPage.tsx').then((page) => ({ default: page.SegmentPage })));
const SegmentForm = lazy(() => import('./pages/SegmentForm.tsx').then((page) => ({ default: page.SegmentForm })));
const CustomerList = lazy(() => import('./pages/CustomerList.tsx').then((page) => ({ default: page.CustomerList })));
const CustomerPage = lazy(() => import('./pages/CustomerPage.tsx').then((page) => ({ default: page.CustomerPage })));

export function App() {
  const { t } = useI18n();
  const route = useRoute();
  const ownMachine = useOwnMachine();
  return (
    <AppShell header={{ height: { base: 104, sm: 60 } }} padding="md">
      <AppShell.Header className="top">
        <a href={linkTo({ page: 'campaigns' })} className="brand">
          <Text component="span" fw={700} size="lg">
            Peyk <span lang="fa">پیک</span>
          </Text>
        </a>
        <Navigation />
        <Group gap="sm" wrap="nowrap" className="tools">
          {ownMachine && (
            <Anchor href="/inbox" size="sm" underline="always">
              {t.inbox}
            </Anchor>
          )}
          <LanguageSwitch />
          <ColorSchemeSwitch />
          <UserMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <Container size="xl" px={0}>
          <Suspense fallback={<Waiting />}>{pageOf(route)}</Suspense>
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

function Waiting() {
  const { t } = useI18n();
  return (
    <Center h={200} role="status" aria-label={t.loading}>
      <Loader />
    </Center>
  );
}

function pageOf(route: Route): ReactNode {
  switch (route.page) {
    case 'campaigns':
      return <CampaignList />;
    case 'campaign':
      return <CampaignPage id={route.id} />;
    case 'segments':
      return <SegmentList />;
    case 'segment':
      return <SegmentPage key={route.id} id={route.id} />;
    case 'newSegment':
      return <SegmentForm key="new" />;
    case 'editSegment':
      return <SegmentForm key={route.id} id={route.id} />;
    case 'customers':
      return <CustomerList />;
    case 'customer':
      return <CustomerPage key={route.id} id={route.id} />;
  }
}
