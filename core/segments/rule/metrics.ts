export const METRICS = [
  'orders',
  'revenue',
  'averageOrder',
  'lastOrderDays',
  'firstOrderDays',
  'orderDays',
  'sends',
  'opens',
  'clicks',
] as const;

/** Money is net of refunds, in minor units of the workspace's currency. */
export type Metric = (typeof METRICS)[number];
