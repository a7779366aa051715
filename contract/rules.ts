import * as z from 'zod';
import { rfmLabelSchema } from './predictions.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const text = z.string().exactOptional();
const texts = z.array(z.string()).exactOptional();
const number = z.number().exactOptional();
const within = text.meta({ description: 'A window that counts today: 7d, 4w, 6m, 1y' });

const bound = { gt: number, gte: number, lt: number, lte: number };
const choice = {
  eq: scalar.exactOptional(),
  ne: scalar.exactOptional(),
  in: z.array(scalar).exactOptional(),
  notIn: z.array(scalar).exactOptional(),
};
const numbers = z.tuple([z.number(), z.number()]);
const comparison = { eq: number, ne: number, ...bound, between: numbers.exactOptional() };
const compared = z.object(comparison);

const attribute = z.object({
  attribute: z.string(),
  ...choice,
  ...bound,
  between: z.union([numbers, z.tuple([z.string(), z.string()])]).exactOptional(),
  exists: z.boolean().exactOptional(),
  contains: text,
  startsWith: text,
  endsWith: text,
  hasAny: texts,
  hasAll: texts,
  before: text,
  after: text,
  withinLast: text,
  withinNext: text,
  anniversaryWithin: text,
  calendar: z.enum(['gregorian', 'persian']).exactOptional(),
});

const event = z.object({
  event: z.string(),
  where: z.record(z.string(), z.union([scalar, z.object({ ...choice, ...bound })])).exactOptional(),
  within,
  count: compared.exactOptional(),
});

const metric = z.object({
  metric: z.enum([
    'orders',
    'revenue',
    'averageOrder',
    'lastOrderDays',
    'firstOrderDays',
    'orderDays',
    'sends',
    'opens',
    'clicks',
  ]),
  within,
  ...comparison,
});

const rfm = z.object({
  rfm: z.union([
    z.array(rfmLabelSchema),
    z.object({
      recency: compared.exactOptional(),
      frequency: compared.exactOptional(),
      monetary: compared.exactOptional(),
    }),
  ]),
});

const percentile = z.object({
  percentile: z.enum(['revenue', 'orders', 'averageOrder', 'orderDays']),
  within,
  top: number,
  bottom: number,
});

const clauseSchema = z.union([
  attribute,
  event,
  metric,
  rfm,
  percentile,
  z.object({ predicted: z.enum(['churn', 'nextOrders', 'clv']), ...comparison }),
  z.object({ campaign: z.string(), did: z.enum(['received', 'opened', 'clicked', 'converted']), within }),
  z.object({ feedback: z.string(), within, ...comparison }),
  z.object({ member: z.string() }),
  z.object({ consent: z.literal('email') }),
]);

type Frozen<T> = T extends readonly unknown[] | object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

export type ClauseResponse = Frozen<z.infer<typeof clauseSchema>>;

export type RuleResponse =
  | { readonly all: readonly RuleResponse[] }
  | { readonly any: readonly RuleResponse[] }
  | { readonly not: RuleResponse }
  | ClauseResponse;

/** A rule as it is stored. `{all: []}` is everybody; each clause has one operator, or both ends of a window. */
export const ruleSchema: z.ZodType<RuleResponse> = z
  .lazy(() =>
    z.union([
      z.object({ all: z.array(ruleSchema) }),
      z.object({ any: z.array(ruleSchema) }),
      z.object({ not: ruleSchema }),
      clauseSchema,
    ]),
  )
  .meta({ id: 'Rule' });

/** A rule in a request: core reads it, and refuses what is none with the path of the fault. */
export const ruleInputSchema = z.unknown().meta({
  description:
    'A Rule, at most 8 levels deep and 100 clauses large; what is none is refused with the path of the fault',
});
