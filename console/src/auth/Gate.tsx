import { Center, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { SignInPage } from './SignInPage.tsx';
import { TokenPage } from './TokenPage.tsx';
import { useAuth, useAuthTexts } from './useAuth.ts';

/** Shows the console to whoever is let in, and to others how to get in. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const state = useAuth();
  const t = useAuthTexts();
  switch (state.kind) {
    case 'inside':
      return children;
    case 'starting':
      return (
        <Center component="main" mih="100dvh">
          <Loader role="status" aria-label={t.leaving} />
        </Center>
      );
    case 'needsToken':
      return <TokenPage />;
    case 'signedOut':
    case 'failed':
    case 'refused':
      return <SignInPage state={state} />;
  }
}
