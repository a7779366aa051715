import { fitBgNbd, type BgNbdFit } from './bgNbdFit.ts';
import type { FitOutcome } from './estimate.ts';
import { activityGroups, spendGroups, type FittingSummary } from './fittingSummary.ts';
import { fitGammaGamma, type GammaGammaFit } from './gammaGammaFit.ts';

export interface FittedModels {
  readonly activity: FitOutcome<BgNbdFit>;
  readonly spend: FitOutcome<GammaGammaFit>;
}

/** Fits both models. Each stands alone: orders are predicted where spend is refused. */
export function fitModels(summary: FittingSummary): FittedModels {
  return { activity: fitBgNbd(activityGroups(summary)), spend: fitGammaGamma(spendGroups(summary)) };
}
