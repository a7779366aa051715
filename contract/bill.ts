import * as z from 'zod';

const perPlan = z.object({ aLaCarte: z.number(), essentials: z.number() });

/** What usage costs at list prices, in US cents: AWS bills in dollars, whatever the workspace sells in. */
export const billSchema = z
  .object({
    currency: z.literal('USD'),
    ses: perPlan.meta({ description: "The messages, by SES's price plan" }),
    aws: z.object({ total: z.number(), lines: z.record(z.string(), z.number()) }),
    share: perPlan.nullable().meta({ description: "`aws` as a share of SES's price; null where nothing was sent" }),
  })
  .meta({ id: 'Bill' });

export type BillResponse = z.infer<typeof billSchema>;
