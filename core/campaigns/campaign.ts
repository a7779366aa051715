import { z } from 'zod';
import { CAMPAIGN_STATUSES } from './lifecycle.ts';

export type { CampaignStatus } from './lifecycle.ts';

/** The arm that gets no mail. */
export const HOLDOUT_ARM = 'holdout';

/** The one arm of a campaign without variants. */
export const TREATMENT_ARM = 'treatment';

const variantSchema = z.object({
  arm: z.string(),
  /** Share of the treated customers, relative to the other variants. */
  weight: z.number(),
  templateId: z.string().exactOptional(),
});

/** Who its messages are from. */
const senderSchema = z.object({ name: z.string(), email: z.string() });

const costsSchema = z.object({
  /** Minor units for each accepted message, on top of what SES and AWS cost. */
  perMessage: z.number().exactOptional(),
  /** Minor units once for the campaign: agency, photographs, prizes. */
  fixed: z.number().exactOptional(),
  /** Share (0..1) of treated revenue that was given away as discount. */
  discountRate: z.number().exactOptional(),
});

/** What launch fixes, so that a later edit of a segment, template or setting cannot reach a running campaign. */
const frozenSchema = z.object({
  /** The order matters: chunk entries name segments by their index here. */
  segments: z.array(z.object({ id: z.string(), name: z.string(), version: z.number().exactOptional() })),
  /** Per arm the languages its template has; the first is the one for customers whose language it lacks. */
  arms: z.array(z.object({ arm: z.string(), templateId: z.string(), languages: z.array(z.string()).min(1) })),
  globalHoldout: z.number(),
  globalSalt: z.string(),
  timeZone: z.string(),
  currency: z.string(),
});

/** A campaign as kept. Instants are epoch ms. */
export const campaignSchema = z.object({
  id: z.string(),
  /** Counts writes; 0 = not stored yet. */
  version: z.number().int(),
  name: z.string(),
  createdAt: z.number(),
  status: z.enum(CAMPAIGN_STATUSES),
  /** `external`: run elsewhere and imported to be measured; it has no template, sender or segments of ours. */
  origin: z.enum(['peyk', 'external']),
  segmentIds: z.array(z.string()),
  /** Names as they were when the campaign was made; for an external campaign the labels of its assignments. */
  segmentNames: z.record(z.string(), z.string()),
  templateId: z.string().exactOptional(),
  from: senderSchema.exactOptional(),
  /** Share (0..0.5) of the audience that gets no mail, so that the effect can be measured. */
  holdout: z.number(),
  /** Empty: everybody treated is in the one arm `treatment`. */
  variants: z.array(variantSchema),
  schedule: z.object({ at: z.number() }).exactOptional(),
  conversionWindowDays: z.number(),
  costs: costsSchema.exactOptional(),
  /** Fixed at creation, never changed: it decides everybody's arm. */
  salt: z.string(),
  /** How many shards the ledger has; fixed by the first run. */
  shards: z.number().int().exactOptional(),
  launchedAt: z.number().exactOptional(),
  /** When the last recipient reached an end state; the conversion window ends that much later. */
  sentAt: z.number().exactOptional(),
  /** Grows with every launch and resume; names the workflow execution. */
  runNo: z.number().int(),
  /** Why it was halted, in words. */
  haltReason: z.string().exactOptional(),
  frozen: frozenSchema.exactOptional(),
});

export type Campaign = z.infer<typeof campaignSchema>;
export type FrozenCampaign = z.infer<typeof frozenSchema>;

/** What a marketer entered; `schedule.at` is RFC 3339. */
export interface CampaignInput {
  readonly name: string;
  readonly segmentIds: string[];
  readonly templateId: string;
  readonly from: z.infer<typeof senderSchema>;
  readonly holdout: number;
  readonly variants?: z.infer<typeof variantSchema>[];
  readonly schedule?: { readonly at: string };
  readonly conversionWindowDays: number;
  readonly costs?: z.infer<typeof costsSchema>;
}

/** A draft from what a marketer entered. `segmentNames` maps each of the input's segment ids to its name. */
export function newCampaign(
  input: CampaignInput,
  made: { id: string; now: number; salt: string; segmentNames: Readonly<Record<string, string>> },
): Campaign {
  const { schedule, variants, ...rest } = input;
  return {
    ...rest,
    id: made.id,
    version: 0,
    createdAt: made.now,
    status: 'draft',
    origin: 'peyk',
    segmentNames: { ...made.segmentNames },
    variants: variants ?? [],
    ...(schedule && { schedule: { at: Date.parse(schedule.at) } }),
    salt: made.salt,
    runNo: 0,
  };
}
