import type { Route } from './route.ts';
import { auditRoutes } from './routes/audit.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { customerRoutes } from './routes/customers.ts';
import { doctorRoutes } from './routes/doctor.ts';
import { importRoutes } from './routes/imports.ts';
import { meRoutes } from './routes/me.ts';
import { quantityRoutes } from './routes/quantities.ts';
import { runRoutes } from './routes/runs.ts';
import { segmentAnalysisRoutes } from './routes/segmentAnalysis.ts';
import { segmentPlanRoutes } from './routes/segmentPlan.ts';
import { segmentPreviewRoutes } from './routes/segmentPreview.ts';
import { segmentRoutes } from './routes/segments.ts';
import { settingsRoutes } from './routes/settings.ts';
import { signingKeyRoutes } from './routes/signingKey.ts';
import { sourceRoutes } from './routes/sources.ts';
import { templateRoutes } from './routes/templates.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { uploadRoutes } from './routes/uploads.ts';

/** Every route of the REST API: what the app serves, OpenAPI describes, and role checks go by. */
export const ROUTES: readonly Route[] = [
  ...settingsRoutes,
  ...customerRoutes,
  ...importRoutes,
  ...uploadRoutes,
  ...segmentRoutes,
  ...segmentPreviewRoutes,
  ...segmentAnalysisRoutes,
  ...segmentPlanRoutes,
  ...runRoutes,
  ...quantityRoutes,
  ...templateRoutes,
  ...campaignRoutes,
  ...sourceRoutes,
  ...meRoutes,
  ...signingKeyRoutes,
  ...tokenRoutes,
  ...auditRoutes,
  ...doctorRoutes,
];
