import { Button, Popover, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { authQueries } from '../api/authQueries.ts';
import { signOut } from '../api/session.ts';
import { useAuth } from '../api/useAuth.ts';

/** Who is signed in, with which role, and the way out. Nothing on one's own machine, where nobody signs in. */
export function UserMenu() {
  const state = useAuth();
  const me = useQuery(authQueries.me()).data;
  const t = useI18n().t.auth;
  if (state.kind !== 'inside' || !state.canSignOut || !me) return undefined;
  const name = me.kind === 'local' ? t.thisMachine : me.name;
  return (
    <Popover position="bottom-end" withinPortal={false} shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs" maw={180} aria-label={`${t.you}: ${name}`}>
          <Text component="bdi" size="xs" truncate visibleFrom="sm">
            {name}
          </Text>
          <Text component="span" size="xs" hiddenFrom="sm" aria-hidden>
            <svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2">
              <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6" strokeLinecap="round" />
            </svg>
          </Text>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <div>
            <Text size="sm" fw={600}>
              <bdi>{name}</bdi>
            </Text>
            <Text size="sm">{t.roles[me.role]}</Text>
          </div>
          <Button variant="default" size="xs" onClick={() => void signOut()}>
            {me.kind === 'user' ? t.signOut : t.forget}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
