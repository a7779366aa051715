import { HOLDOUT_ARM, TREATMENT_ARM } from '../campaigns/campaign.ts';

/**
 * The shares of customers that `armOf` gives each arm, for the sample-ratio check. Both holdouts are drawn
 * independently, so a customer escapes them with the product of the chances.
 */
export function plannedWeights({
  holdout,
  globalHoldout,
  variants,
}: {
  readonly holdout: number;
  readonly globalHoldout: number;
  readonly variants: readonly { readonly arm: string; readonly weight: number }[];
}): Record<string, number> {
  const treated = (1 - globalHoldout) * (1 - holdout);
  const arms = variants.length === 0 ? [{ arm: TREATMENT_ARM, weight: 1 }] : variants;
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  const shares = arms.map(({ arm, weight }): [string, number] => [arm, (treated * weight) / total]);
  return Object.fromEntries(treated < 1 ? [...shares, [HOLDOUT_ARM, 1 - treated]] : shares);
}
