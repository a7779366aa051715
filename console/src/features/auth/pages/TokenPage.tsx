import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { AuthLayout } from '../components/AuthLayout.tsx';
import { giveToken } from '../api/session.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';

/** Asks for the token of a Peyk that runs on another machine than this browser. */
export function TokenPage() {
  const t = useI18n().t.auth;
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<'wrong' | 'unreachable'>();
  const [asking, setAsking] = useState(false);
  const enter = async () => {
    setAsking(true);
    const outcome = await giveToken(token.trim());
    setAsking(false);
    setProblem(outcome === 'accepted' ? undefined : outcome);
  };
  return (
    <AuthLayout title={t.tokenTitle}>
      <Text size="sm">{t.tokenHint}</Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <Stack>
          <PasswordInput
            label={t.token}
            value={token}
            onChange={(event) => {
              setToken(event.currentTarget.value);
            }}
            error={
              problem === undefined ? undefined : { wrong: t.tokenWrong, unreachable: t.tokenUnreachable }[problem]
            }
            autoComplete="current-password"
            autoFocus
            dir="ltr"
          />
          <Button type="submit" loading={asking} disabled={token.trim() === ''}>
            {t.enter}
          </Button>
        </Stack>
      </form>
    </AuthLayout>
  );
}
