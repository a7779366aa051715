import { Alert, Button, Text } from '@mantine/core';
import type { AuthState } from './authState.ts';
import { Doorway } from './Doorway.tsx';
import { signInAgain, signOut } from './session.ts';
import { useAuthTexts } from './useAuth.ts';

type Outside = Extract<AuthState, { kind: 'signedOut' | 'failed' | 'refused' }>;

/** For somebody who is not signed in, could not be, or may do nothing here. */
export function SignInPage({ state }: { readonly state: Outside }) {
  const t = useAuthTexts();
  switch (state.kind) {
    case 'signedOut':
      return (
        <Doorway title={t.signedOut}>
          <Text size="sm">{t.signedOutHint}</Text>
          <Button onClick={() => void signInAgain()}>{t.signIn}</Button>
        </Doorway>
      );
    case 'refused':
      return (
        <Doorway title={t.refused}>
          <Text size="sm">{t.refusedHint}</Text>
          <Button variant="default" onClick={() => void signOut()}>
            {t.signOut}
          </Button>
        </Doorway>
      );
    case 'failed':
      return (
        <Doorway title={t.failed}>
          <Alert color="red" variant="outline" role="alert">
            <Text size="sm">{t.problems[state.problem]}</Text>
            {state.problem === 'other' && (
              <Text size="xs" mt="xs" dir="ltr">
                {state.detail}
              </Text>
            )}
          </Alert>
          <Button onClick={() => void signInAgain()}>{t.retry}</Button>
        </Doorway>
      );
  }
}
