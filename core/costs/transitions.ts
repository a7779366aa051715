/**
 * State transitions of workflows/campaign.asl.json, as Step Functions bills them: every state that is entered, and one
 * in the parent for each child of a distributed map.
 */

/** WaitUntilStart, PrepareCampaign, ChooseStart, PlanAudience, SendAudience, FinishSending, ChooseAfterSending. */
const ONCE_A_RUN = 7;
/** WaitForConversions, MeasureCampaign, ChooseAfterMeasure, RunOver: of the run that ends the campaign. */
const ONCE = 4;

/** The task and the choice after it. */
const TIME_SLICE = 2;
/** The child in its parent, and its last state. */
const CHILD = 2;
/** A wait between two time slices. */
const WAIT = 1;

/** What the parent of a campaign's runs entered, beside its children. */
export function parentTransitions(runs: number): number {
  return runs === 0 ? 0 : runs * ONCE_A_RUN + ONCE;
}

/** How a time slice of a child ended: `over` its work, to be called `again`, at once or after a `wait`. */
export type TimeSliceEnd = 'over' | 'again' | 'wait';

/** What a child entered for a time slice that ended so. */
export function timeSliceTransitions(end: TimeSliceEnd): number {
  switch (end) {
    case 'over':
      return TIME_SLICE + CHILD;
    case 'wait':
      return TIME_SLICE + WAIT;
    case 'again':
      return TIME_SLICE;
  }
}
