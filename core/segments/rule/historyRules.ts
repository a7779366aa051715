import type { Bound, Choice, Comparison, Scalar } from './rule.ts';

/** A test of one property of an occurrence. A scalar means `eq`; texts are compared folded. */
export type PropertyTest = Scalar | Choice | Bound;

/** All of these must hold for one and the same occurrence; a property it does not have passes no test. */
export type Where = Readonly<Record<string, PropertyTest>>;

/** The latest answer to a survey; with `within` only where it was given in that window. */
export type FeedbackRule = { readonly feedback: string; readonly within?: string } & Comparison;

export const CAMPAIGN_STEPS = ['received', 'opened', 'clicked', 'converted'] as const;

/** What a customer did with a campaign. Received and converted are read from what was sent. */
export type CampaignStep = (typeof CAMPAIGN_STEPS)[number];

export interface CampaignRule {
  readonly campaign: string;
  readonly did: CampaignStep;
  readonly within?: string;
}
