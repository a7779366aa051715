import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { CampaignListPage } from '../features/campaigns/pages/CampaignListPage.tsx';
import { useI18n } from '../i18n/I18nContext.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { Shell } from './Shell.tsx';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: CampaignListPage });
const getParentRoute = () => rootRoute;

// The list of campaigns is where people arrive, also from addresses that lead nowhere; other pages come when they are
// first opened.
const pages = [
  createRoute({ getParentRoute, path: '/', component: CampaignListPage }),
  createRoute({ getParentRoute, path: '/campaigns', component: CampaignListPage }),
  createRoute({
    getParentRoute,
    path: '/campaigns/$id',
    component: lazyRouteComponent(() => import('../features/campaigns/pages/CampaignPage.tsx'), 'CampaignPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/segments',
    component: lazyRouteComponent(() => import('../features/segments/pages/SegmentListPage.tsx'), 'SegmentListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/segments/new',
    component: lazyRouteComponent(() => import('../features/segments/pages/NewSegmentPage.tsx'), 'NewSegmentPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/segments/$id',
    component: lazyRouteComponent(() => import('../features/segments/pages/SegmentPage.tsx'), 'SegmentPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/segments/$id/edit',
    component: lazyRouteComponent(() => import('../features/segments/pages/EditSegmentPage.tsx'), 'EditSegmentPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/customers',
    component: lazyRouteComponent(() => import('../features/customers/pages/CustomerListPage.tsx'), 'CustomerListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/customers/$id',
    component: lazyRouteComponent(() => import('../features/customers/pages/CustomerPage.tsx'), 'CustomerPage'),
  }),
] as const;

/** Every address of the console, after `#`: whatever serves it, a laptop or a bucket, needs to know only one page. */
export const router = createRouter({
  routeTree: rootRoute.addChildren(pages),
  history: createHashHistory(),
  // A page about something else begins anew.
  defaultRemountDeps: ({ params }) => params,
  defaultPendingComponent: Waiting,
  defaultPendingMs: 0,
  defaultPendingMinMs: 0,
  defaultErrorComponent: PageProblem,
});

function PageProblem({ error }: ErrorComponentProps) {
  const { t } = useI18n();
  return <Problem title={t.common.problem} error={error instanceof Error ? error : new Error(String(error))} />;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
