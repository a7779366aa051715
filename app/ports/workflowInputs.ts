import { z } from 'zod';

/** Input of `campaign.asl.json`. The execution is named `<campaignId>-<runNo>`. */
export const campaignRunSchema = z.object({
  campaignId: z.string().min(1),
  /** `campaign.runNo` as launch or resume set it. A run that is not the latest ends by itself. */
  runNo: z.number().int(),
  /** RFC 3339: when sending may start; mostly in the past. */
  startAt: z.iso.datetime({ offset: true }),
});
export type CampaignRun = z.infer<typeof campaignRunSchema>;

export const campaignShardSchema = z.object({ campaignId: z.string().min(1), shard: z.number().int().min(0).max(255) });
export type CampaignShard = z.infer<typeof campaignShardSchema>;

/** Input of `segment-refresh.asl.json`. Without a run id (a schedule has none) the run gets one. */
export const refreshRunSchema = z.object({ runId: z.string().min(1).exactOptional() });

/** What a Catch leaves: the error's name, and its message (from Lambda as JSON with a trace). */
export const caughtSchema = z.object({ Error: z.string(), Cause: z.string().default('') });
export type Caught = z.infer<typeof caughtSchema>;

const lambdaCauseSchema = z.object({ errorMessage: z.string() });

/** A caught error in words for people: at most 500 characters, without a stack trace. */
export function reasonOf(caught: Caught): string {
  const message = lambdaMessage(caught.Cause) ?? caught.Cause;
  return (message === '' ? caught.Error : `${caught.Error}: ${message}`).slice(0, 500);
}

function lambdaMessage(cause: string): string | undefined {
  try {
    return lambdaCauseSchema.safeParse(JSON.parse(cause)).data?.errorMessage;
  } catch {
    return undefined;
  }
}
