/** The sample shop's segments: named for the marketer, told apart by what the customers bought. */
export const SAMPLE_SEGMENTS = [
  { persona: 'loyal', name: 'Loyal buyers', rule: { metric: 'orders', within: '90d', gte: 3 } },
  { persona: 'lapsed', name: 'Lapsed for 90 days', rule: { metric: 'lastOrderDays', gte: 90 } },
  {
    persona: 'newcomer',
    name: 'New buyers',
    rule: {
      all: [
        { metric: 'orders', eq: 1 },
        { metric: 'firstOrderDays', lte: 45 },
      ],
    },
  },
] as const;

export const SAMPLE_SHOP = {
  customers: 5_000,
  seed: 1_405,
  currency: 'EUR',
  source: 'sample-shop',
  from: { name: 'Simorgh Books & Tea', email: 'hello@simorgh.example' },
  campaign: 'Autumn letter',
  holdout: 0.2,
  /** What the letter cost beyond sending it: a designer and a photographer, minor units. */
  fixedCost: 150_000,
} as const;
