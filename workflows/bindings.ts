import type { Deps } from '../app/ports/deps.ts';
import { createFailCampaign } from '../functions/tasks/FailCampaign.ts';
import { createFailImport } from '../functions/tasks/FailImport.ts';
import { createFailRefresh } from '../functions/tasks/FailRefresh.ts';
import { createFinishRefresh } from '../functions/tasks/FinishRefresh.ts';
import { createFinishSending } from '../functions/tasks/FinishSending.ts';
import { createImportRows } from '../functions/tasks/ImportRows.ts';
import { createFitQuantities } from '../functions/tasks/FitQuantities.ts';
import { createMeasureCampaign } from '../functions/tasks/MeasureCampaign.ts';
import { createPlanShard } from '../functions/tasks/PlanShard.ts';
import { createPrepareCampaign } from '../functions/tasks/PrepareCampaign.ts';
import { createPrepareRefresh } from '../functions/tasks/PrepareRefresh.ts';
import { createRefreshShard } from '../functions/tasks/RefreshShard.ts';
import { createSendShard } from '../functions/tasks/SendShard.ts';
import { createSummariseShard } from '../functions/tasks/SummariseShard.ts';

export interface Binding {
  /** For the local runtime: makes the Task's function. */
  readonly create: (deps: Deps) => (input: unknown) => Promise<unknown>;
  /** For CDK: the entry that exports `handler`, from the repository's root. */
  readonly entry: string;
}

const bind = (name: string, create: Binding['create']): Binding => ({
  create,
  entry: `functions/tasks/${name}.ts`,
});

/** Placeholder of a Task (`${PlanShard}` without its braces) -> what stands behind it. */
export const BINDINGS = {
  PrepareCampaign: bind('PrepareCampaign', createPrepareCampaign),
  PlanShard: bind('PlanShard', createPlanShard),
  SendShard: bind('SendShard', (deps) => createSendShard(deps)),
  FinishSending: bind('FinishSending', createFinishSending),
  MeasureCampaign: bind('MeasureCampaign', createMeasureCampaign),
  FailCampaign: bind('FailCampaign', createFailCampaign),
  PrepareRefresh: bind('PrepareRefresh', createPrepareRefresh),
  SummariseShard: bind('SummariseShard', createSummariseShard),
  FitQuantities: bind('FitQuantities', createFitQuantities),
  RefreshShard: bind('RefreshShard', createRefreshShard),
  FinishRefresh: bind('FinishRefresh', createFinishRefresh),
  FailRefresh: bind('FailRefresh', createFailRefresh),
  ImportRows: bind('ImportRows', createImportRows),
  FailImport: bind('FailImport', createFailImport),
} as const satisfies Readonly<Record<string, Binding>>;
