import type { SegmentResponse, SegmentHistoryResponse } from '../../../contract/segments.ts';
import type { SentenceResponse } from '../../../contract/sentences.ts';
import { describeRule } from '../../../core/segments/describe/describe.ts';
import { campaignsOf } from '../../../core/segments/rule/references.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import { namesOf } from '../../../app/segments/campaignReferences.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Segment, SegmentHistoryEntry } from '../../../core/segments/segment.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

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
  const campaigns = await namesOf(stores, new Set(asked.map(({ id }) => id)));
  return { names: new Map([...campaigns, ...segments.map(({ id, name }) => [id, name] as const)]), currency };
}

/** A rule as a sentence in the three languages; other segments appear by name, money in the workspace's currency. */
export function sentences(rule: Segment['rule'], { names, currency }: Wording): SentenceResponse {
  const nameOf = (id: string) => names.get(id) ?? id;
  const by = { segment: nameOf, campaign: nameOf, currency };
  return { en: describeRule(rule, 'en', by), fa: describeRule(rule, 'fa', by), uk: describeRule(rule, 'uk', by) };
}

export function segmentView(segment: Segment, wording: Wording): SegmentResponse {
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

export function historyView(history: readonly SegmentHistoryEntry[]): SegmentHistoryResponse {
  return history.map(({ at, size, entered, left }) => ({ at: timeText(at), size, entered, left }));
}
