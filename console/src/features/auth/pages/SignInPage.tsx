import { Alert, Button, Text } from '@mantine/core';
import type { AuthState } from '../api/authState.ts';
import { AuthLayout } from '../components/AuthLayout.tsx';
import { signInAgain, signOut } from '../api/session.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';

type Outside = Extract<AuthState, { kind: 'signedOut' | 'failed' | 'refused' }>;

/** For somebody who is not signed in, could not be, or may do nothing here. */
export function SignInPage({ state }: { readonly state: Outside }) {
  const t = useI18n().t.auth;
  switch (state.kind) {
    case 'signedOut':
      return (
        <AuthLayout title={t.signedOut}>
          <Text size="sm">{t.signedOutHint}</Text>
          <Button onClick={() => void signInAgain()}>{t.signIn}</Button>
        </AuthLayout>
      );
    case 'refused':
      return (
        <AuthLayout title={t.refused}>
          <Text size="sm">{t.refusedHint}</Text>
          <Button variant="default" onClick={() => void signOut()}>
            {t.signOut}
          </Button>
        </AuthLayout>
      );
    case 'failed':
      return (
        <AuthLayout title={t.failed}>
          <Alert color="red" variant="outline" role="alert">
            <Text size="sm">{t.problems[state.problem]}</Text>
            {state.problem === 'other' && (
              <Text size="xs" mt="xs" dir="ltr">
                {state.detail}
              </Text>
            )}
          </Alert>
          <Button onClick={() => void signInAgain()}>{t.retry}</Button>
        </AuthLayout>
      );
  }
}
