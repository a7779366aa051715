import { z } from '@hono/zod-openapi';
import { describeRule } from '../../../core/segments/describe/describe.ts';
import { campaignsOf } from '../../../core/segments/rule/references.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import { namesOf } from '../../../app/segments/campaignReferences.ts';
import { time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Segment, SegmentHistoryEntry } from '../../../core/segments/segment.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

export const sentenceShape = z.object({ en: z.string(), fa: z.string(), uk: z.string() });

export const segmentShape = z
  .object({
    id: z.string(),
    name: z.string(),
    rule: z.unknown(),
    version: z.int(),
    createdAt: time,
    sentence: sentenceShape,
    size: z.int().optional(),
    refreshedAt: time.optional(),
    entered: z.int().optional(),
    left: z.int().optional(),
  })
  .meta({ id: 'Segment' });

export const historyShape = z.array(z.object({ at: time, size: z.int(), entered: z.int(), left: z.int() }));

/** In what segments are described: the names of all of them and of the campaigns asked about, and the currency. */
export interface Wording {
  readonly names: ReadonlyMap<string, string>;
  readonly currency: string;
}

/** For all segments there are, and rules that are none yet. */
export async function wordingOf(
  stores: Pick<Stores, 'segments' | 'settings' | 'campaigns'>,
  others: readonly Rule[] = [],
): Promise<Wording> {
  const [segments, { currency }] = await Promise.all([stores.segments.all(), stores.settings.get()]);
  const asked = [...segments.map(({ rule }) => rule), ...others].flatMap((rule) => campaignsOf(rule));
  const campaigns = await namesOf(stores, new Set(asked.map(({ campaign }) => campaign)));
  return { names: new Map([...campaigns, ...segments.map(({ id, name }) => [id, name] as const)]), currency };
}

/** A rule as a sentence in the three languages; other segments appear by name, money in the workspace's currency. */
export function sentences(rule: Segment['rule'], { names, currency }: Wording): z.infer<typeof sentenceShape> {
  const nameOf = (id: string) => names.get(id) ?? id;
  const by = { segment: nameOf, campaign: nameOf, currency };
  return { en: describeRule(rule, 'en', by), fa: describeRule(rule, 'fa', by), uk: describeRule(rule, 'uk', by) };
}

export function segmentView(segment: Segment, wording: Wording): z.infer<typeof segmentShape> {
  const { id, name, rule, ruleVersion, createdAt, size, refreshedAt, entered, left } = segment;
  return {
    id,
    name,
    rule,
    version: ruleVersion,
    createdAt: timeText(createdAt),
    sentence: sentences(rule, wording),
    ...(size !== undefined && { size }),
    ...(refreshedAt !== undefined && { refreshedAt: timeText(refreshedAt) }),
    ...(entered !== undefined && { entered }),
    ...(left !== undefined && { left }),
  };
}

export function historyView(history: readonly SegmentHistoryEntry[]): z.infer<typeof historyShape> {
  return history.map(({ at, size, entered, left }) => ({ at: timeText(at), size, entered, left }));
}
