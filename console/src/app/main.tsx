import '@fontsource-variable/vazirmatn';
import '@mantine/core/styles.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/lists.css';
import './styles/report.css';
import './styles/ruleForm.css';
import './styles/preview.css';
import './styles/calendar.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startSession } from '../features/auth/api/session.ts';
import { AuthGuard } from './AuthGuard.tsx';
import { Providers } from './Providers.tsx';
import { router } from './router.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

void startSession();

createRoot(root).render(
  <StrictMode>
    <Providers>
      <AuthGuard>
        <RouterProvider router={router} />
      </AuthGuard>
    </Providers>
  </StrictMode>,
);
