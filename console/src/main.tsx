import '@fontsource-variable/vazirmatn';
import '@mantine/core/styles.css';
import './styles.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Gate } from './auth/Gate.tsx';
import { startSession } from './auth/session.ts';
import { I18nProvider } from './i18n/I18nContext.tsx';
import { theme } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

void startSession();

createRoot(root).render(
  <StrictMode>
    <DirectionProvider>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: 1 } } })}>
          <I18nProvider>
            <Gate>
              <App />
            </Gate>
          </I18nProvider>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
);
