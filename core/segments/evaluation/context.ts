import { dayOf } from '../../shared/days.ts';
import type { Currency } from '../../shared/money.ts';
import type { FitContext } from '../../population/fitContext.ts';
import type { PopulationStatistics } from '../../population/populationStatistics.ts';
import type { SendLookup } from './sendLookup.ts';

/** When and for which workspace rules are evaluated, and by what besides the customer. */
export interface EvaluationContext extends FitContext {
  /** Absent before the first refresh that could work them out: clauses that need them then hold for nobody. */
  readonly population?: PopulationStatistics;
  /** Absent where no rule in question reads what was sent. */
  readonly sends?: SendLookup;
}

export function contextAt(at: number, timeZone: string, currency: Currency): EvaluationContext {
  return { at, today: dayOf(at, timeZone), timeZone, currency };
}
