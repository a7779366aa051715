import { KEPT_DAYS, parseDays } from '../../customers/dayBuckets.ts';
import { dayOf } from '../../shared/days.ts';
import { spanOf } from './compileDates.ts';
import type { Reading } from './compileMetric.ts';
import { columnsOfDays, type DayColumns } from './dayColumns.ts';
import type { EvaluationContext, Test, Value, Values } from './evaluation.ts';
import type { CampaignRule } from '../rule/historyRules.ts';
import type { KnownSend } from './sendLookup.ts';
import { windowStart } from '../dates/spans.ts';

type DaysOf = (item: Values, context: EvaluationContext) => readonly number[];

/** Messages are counted as far back as anything is kept by day. */
export const SENDS_WINDOW = `${KEPT_DAYS}d`;

/** Something was done on a day of the window that ends today, or ever. */
export function compileCampaign(rule: CampaignRule): Test {
  const { within } = rule;
  const daysOf = campaignDays(rule);
  if (within === undefined) return (item, _attributes, context) => daysOf(item, context).length > 0;
  const start = windowStart(spanOf(within));
  return (item, _attributes, context) => {
    const { today } = context;
    return daysOf(item, context).some((day) => day >= start(today) && day <= today);
  };
}

/** The days on which a customer did what a clause asks for (day numbers, in no order). */
export function campaignDays({ campaign, did }: CampaignRule): DaysOf {
  switch (did) {
    case 'opened':
      return reactionDays(campaign, 'o');
    case 'clicked':
      return reactionDays(campaign, 'c');
    case 'received':
      return (item, context) => sendsOf(item, context, campaign).map(({ at }) => dayOf(at, context.timeZone));
    case 'converted':
      return (item, context) => {
        const sends = sendsOf(item, context, campaign);
        return sends.length === 0
          ? NO_DAYS
          : orderDays(item, context).filter((day) => isConversion(day, sends, context));
      };
  }
}

/** How many messages were accepted for a customer in a window that ends today. */
export function readSends(within = SENDS_WINDOW): Reading {
  const start = windowStart(spanOf(within));
  return (item, context) => {
    const from = start(context.today);
    return sendDays(item, context).filter((day) => day >= from && day <= context.today).length;
  };
}

/** The days of all messages that were accepted for a customer. */
export function sendDays(item: Values, context: EvaluationContext): readonly number[] {
  return sendsOf(item, context).map(({ at }) => dayOf(at, context.timeZone));
}

export function columnsFrom(daysOf: DaysOf): (item: Values, context: EvaluationContext) => DayColumns {
  return (item, context) => {
    const days = new Map<number, number>();
    for (const day of daysOf(item, context)) days.set(day, (days.get(day) ?? 0) + 1);
    return columnsOfDays(days);
  };
}

const NO_DAYS: readonly number[] = [];
const NO_SENDS: readonly KnownSend[] = [];

function reactionDays(campaign: string, field: 'o' | 'c'): DaysOf {
  return (item) => {
    const day = item['cg']?.M?.[campaign]?.M?.[field]?.N;
    return day === undefined ? NO_DAYS : [Number(day)];
  };
}

function sendsOf(item: Values, { sends }: EvaluationContext, campaign?: string): readonly KnownSend[] {
  const id = item['id']?.S;
  if (!sends || id === undefined) return NO_SENDS;
  // An id that was erased and came back is somebody of whom nothing was kept.
  const since = numberOf(item['ca']);
  return sends(id).filter(
    (send) => (campaign === undefined || send.campaignId === campaign) && (send.imported === true || send.at >= since),
  );
}

/** Days with an order in the workspace's currency. */
function orderDays(item: Values, { currency }: EvaluationContext): number[] {
  return parseDays(item['or']?.M?.[currency]?.M?.['d']?.S ?? '').flatMap(({ day, count }) => (count > 0 ? [day] : []));
}

function isConversion(day: number, sends: readonly KnownSend[], { timeZone }: EvaluationContext): boolean {
  return sends.some(({ at, windowDays }) => {
    const sent = dayOf(at, timeZone);
    return day >= sent && day <= sent + windowDays;
  });
}

function numberOf(value: Value | undefined): number {
  return value?.N === undefined ? 0 : +value.N;
}
