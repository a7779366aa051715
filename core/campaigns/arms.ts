import { unitHash } from '../shared/hash.ts';
import { HOLDOUT_ARM, TREATMENT_ARM } from './campaign.ts';

export interface ArmInput {
  readonly salt: string;
  readonly customerId: string;
  /** Share (0..0.5) of this campaign's audience. */
  readonly holdout: number;
  /** Share of all customers that no campaign reaches; the same customers for every campaign. */
  readonly globalHoldout: number;
  readonly globalSalt: string;
  readonly variants: readonly { readonly arm: string; readonly weight: number }[];
}

/**
 * The arm of a customer: `holdout`, or a variant by weight. A pure hash of ids and salts, so that a retry, a
 * re-run or a second worker never moves anybody. The three draws use salts of their own: were they one draw,
 * the first variant would be short of exactly the customers that the holdout took.
 */
export function armOf(input: ArmInput): string {
  const { salt, customerId, variants } = input;
  if (unitHash(input.globalSalt, customerId) < input.globalHoldout) return HOLDOUT_ARM;
  if (unitHash(`${salt}/holdout`, customerId) < input.holdout) return HOLDOUT_ARM;
  const [only] = variants;
  if (only === undefined) return TREATMENT_ARM;
  if (variants.length === 1) return only.arm;
  const total = variants.reduce((sum, variant) => sum + variant.weight, 0);
  let point = unitHash(`${salt}/variant`, customerId) * total;
  for (const variant of variants) {
    if (point < variant.weight) return variant.arm;
    point -= variant.weight;
  }
  // Rounding can leave a point a hair beyond the last weight.
  return variants.at(-1)?.arm ?? only.arm;
}
