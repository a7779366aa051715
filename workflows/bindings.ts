import type { Deps } from '../functions/shared/deps.ts';
import type { WorkflowName } from '../functions/shared/names.ts';
import { createFailCampaign } from '../functions/steps/FailCampaign.ts';
import { createFailImport } from '../functions/steps/FailImport.ts';
import { createFailRefresh } from '../functions/steps/FailRefresh.ts';
import { createFinishRefresh } from '../functions/steps/FinishRefresh.ts';
import { createFinishSending } from '../functions/steps/FinishSending.ts';
import { createImportRows } from '../functions/steps/ImportRows.ts';
import { createFitQuantities } from '../functions/steps/FitQuantities.ts';
import { createMeasureCampaign } from '../functions/steps/MeasureCampaign.ts';
import { createPlanShard } from '../functions/steps/PlanShard.ts';
import { createPrepareCampaign } from '../functions/steps/PrepareCampaign.ts';
import { createPrepareRefresh } from '../functions/steps/PrepareRefresh.ts';
import { createRefreshShard } from '../functions/steps/RefreshShard.ts';
import { createSendShard } from '../functions/steps/SendShard.ts';
import { createSummariseShard } from '../functions/steps/SummariseShard.ts';

export interface Binding {
  /** For the local runtime: makes the Task's function. */
  readonly create: (deps: Deps) => (input: unknown) => Promise<unknown>;
  /** For CDK: the entry that exports `handler`, from the repository's root. */
  readonly entry: string;
}

const bind = (name: string, create: Binding['create']): Binding => ({
  create,
  entry: `functions/steps/${name}.ts`,
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

export type TaskName = keyof typeof BINDINGS;

/** The definition of a workflow, from the repository's root. */
export const definitionOf = (workflow: WorkflowName): string => `workflows/${workflow}.asl.json`;
