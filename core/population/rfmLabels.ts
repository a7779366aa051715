/** From 1 (a fifth that is longest silent, orders least, spends least) to 5. */
export interface RfmScores {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

export const RFM_LABELS = [
  'champions',
  'loyal',
  'potentialLoyalist',
  'new',
  'promising',
  'needsAttention',
  'aboutToSleep',
  'atRisk',
  'cannotLose',
  'hibernating',
  'lost',
] as const;

export type RfmLabel = (typeof RFM_LABELS)[number];

/** A row per recency from 1, a column per worth from 1: the mean of frequency and monetary, halves up. */
const TABLE: readonly (readonly RfmLabel[])[] = [
  ['lost', 'lost', 'hibernating', 'cannotLose', 'cannotLose'],
  ['hibernating', 'hibernating', 'atRisk', 'atRisk', 'atRisk'],
  ['aboutToSleep', 'needsAttention', 'needsAttention', 'loyal', 'loyal'],
  ['promising', 'potentialLoyalist', 'potentialLoyalist', 'loyal', 'champions'],
  ['new', 'potentialLoyalist', 'potentialLoyalist', 'champions', 'champions'],
];

/** The one label of three scores. */
export function rfmLabelOf({ recency, frequency, monetary }: RfmScores): RfmLabel {
  const label = TABLE[recency - 1]?.[Math.round((frequency + monetary) / 2) - 1];
  if (!label) throw new RangeError('scores are whole numbers from 1 to 5');
  return label;
}
