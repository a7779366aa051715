/**
 * State transitions of workflows/campaign.asl.json, as Step Functions bills them: every state that is entered, and one
 * in the parent for each child of a distributed map.
 */

/** WaitUntilStart, PrepareCampaign, ChooseStart, PlanAudience, SendAudience, FinishSending, ChooseAfterSending. */
const ONCE_A_RUN = 7;
/** WaitForConversions, MeasureCampaign, ChooseAfterMeasure, RunOver: of the run that ends the campaign. */
const ONCE = 4;

/** The task and the choice after it. */
export const TIME_SLICE_TRANSITIONS = 2;
/** The child in its parent, and its last state. */
export const CHILD_TRANSITIONS = 2;
/** A wait between two time slices. */
export const WAIT_TRANSITIONS = 1;

/** What the parent of a campaign's runs entered, beside its children. */
export function parentTransitions(runs: number): number {
  return runs === 0 ? 0 : runs * ONCE_A_RUN + ONCE;
}
