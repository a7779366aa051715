import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { authQueries } from '../features/auth/api/authQueries.ts';
import { settingsQueries } from '../features/settings/api/settingsQueries.ts';
import { I18nProvider } from '../i18n/I18nContext.tsx';
import { RoleContext } from '../lib/authorization.ts';
import { theme } from './theme.ts';

const client = new QueryClient({ defaultOptions: { queries: { retry: 1 } } });

interface Props {
  readonly children: ReactNode;
}

/** What every part of the console may ask for: looks, data, language, and what the person may do. */
export function Providers({ children }: Props) {
  return (
    <DirectionProvider>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <Workspace>{children}</Workspace>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

function Workspace({ children }: Props) {
  const { data: settings } = useQuery(settingsQueries.workspace());
  const { data: me } = useQuery(authQueries.me());
  return (
    <I18nProvider settings={settings}>
      <RoleContext value={me?.role ?? 'viewer'}>{children}</RoleContext>
    </I18nProvider>
  );
}
