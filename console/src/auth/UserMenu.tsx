import { Button, Menu, Text } from '@mantine/core';
import { signOut } from './session.ts';
import { useAuth, useAuthTexts } from './useAuth.ts';
import { useMe } from './useMe.ts';

/** Who is signed in, with which role, and the way out. Nothing on one's own machine, where nobody signs in. */
export function UserMenu() {
  const state = useAuth();
  const me = useMe();
  const t = useAuthTexts();
  if (state.kind !== 'inside' || !state.canSignOut || !me) return undefined;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs" maw={180} aria-label={`${t.you}: ${me.name}`}>
          <Text component="bdi" size="xs" truncate>
            {me.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{me.name}</bdi>
          <br />
          {t.roles[me.role]}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{me.kind === 'user' ? t.signOut : t.forget}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
