import { Center, Loader } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { useAuth } from '../features/auth/api/useAuth.ts';
import { useI18n } from '../i18n/I18nContext.tsx';

const SignInPage = lazy(() =>
  import('../features/auth/pages/SignInPage.tsx').then((page) => ({ default: page.SignInPage })),
);
const TokenPage = lazy(() =>
  import('../features/auth/pages/TokenPage.tsx').then((page) => ({ default: page.TokenPage })),
);

/** Shows the console to whoever is let in, and to others how to get in. */
export function AuthGuard({ children }: { readonly children: ReactNode }) {
  const state = useAuth();
  switch (state.kind) {
    case 'inside':
      return children;
    case 'starting':
      return <OnTheWay />;
    case 'needsToken':
      return (
        <Suspense fallback={<OnTheWay />}>
          <TokenPage />
        </Suspense>
      );
    case 'signedOut':
    case 'failed':
    case 'refused':
      return (
        <Suspense fallback={<OnTheWay />}>
          <SignInPage state={state} />
        </Suspense>
      );
  }
}

function OnTheWay() {
  const { t } = useI18n();
  return (
    <Center component="main" mih="100dvh">
      <Loader role="status" aria-label={t.auth.leaving} />
    </Center>
  );
}
