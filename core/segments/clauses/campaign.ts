import { FIELD, historyDays, lastReactionDay, ordersIn } from '../../customers/storedCustomer.ts';
import { parseDays } from '../../customers/dayBuckets.ts';
import { dayOf, formatDay } from '../../shared/days.ts';
import { windowStart } from '../dates/spans.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import type { KnownSend } from '../evaluation/sendLookup.ts';
import { daysSentTo, sentTo } from '../evaluation/sentTo.ts';
import type { Values } from '../../customers/storedValues.ts';
import { spanOf, withinOf } from '../operands/window.ts';
import { issue } from '../parsing/issue.ts';
import { oneOf, onlyFields, textAt } from '../parsing/fields.ts';
import { columnsFrom } from '../transitions/dayColumns.ts';
import { windowTransition } from '../transitions/windowTransition.ts';
import type { Clause } from '../clause.ts';

export const CAMPAIGN_STEPS = ['received', 'opened', 'clicked', 'converted'] as const;

/** What a customer did with a campaign. Received and converted are read from what was sent. */
type CampaignStep = (typeof CAMPAIGN_STEPS)[number];

export interface CampaignRule {
  readonly campaign: string;
  readonly did: CampaignStep;
  readonly within?: string;
}

interface Operands {
  readonly name: string;
  readonly did: CampaignStep;
  readonly within: string | undefined;
}

export const campaignClause: Clause<'campaign', CampaignRule, Operands> = {
  key: 'campaign',
  parse(fields, path) {
    onlyFields(fields, path, ['campaign', 'did', 'within']);
    const campaign = textAt(fields.get('campaign'), `${path}.campaign`);
    if (campaign === '') issue(`${path}.campaign`, 'must be the id of a campaign');
    const did = oneOf(CAMPAIGN_STEPS, fields.get('did'), `${path}.did`);
    return { campaign, did, ...withinOf(fields, path) };
  },
  /** Something was done on a day of the window that ends today, or ever. */
  compile(rule) {
    const { within } = rule;
    const daysOf = daysDone(rule);
    if (within === undefined) return (item, _attributes, context) => daysOf(item, context).length > 0;
    const start = windowStart(spanOf(within));
    return (item, _attributes, context) => {
      const { today } = context;
      return daysOf(item, context).some((day) => day >= start(today) && day <= today);
    };
  },
  explain(rule, item, context) {
    const days = daysDone(rule)(item, context);
    return { value: days.length === 0 ? null : formatDay(Math.max(...days)) };
  },
  describe: ({ campaign, did, within }, names) => [
    { operands: { name: names.campaign?.(campaign) ?? campaign, did, within }, not: false },
  ],
  timeDependence(rule) {
    if (rule.within === undefined) return undefined;
    return windowTransition(columnsFrom(daysDone(rule)), rule.within, (sums) => sums.count > 0);
  },
  // What was sent counts from when the customer was made.
  fields: (rule) => (readsSends(rule) ? [FIELD.createdAt, FIELD.orders] : [FIELD.reactions]),
  externalDependency: (rule) => (readsSends(rule) ? 'sends' : undefined),
  campaign: ({ campaign }) => campaign,
};

function readsSends({ did }: CampaignRule): boolean {
  return did === 'received' || did === 'converted';
}

type DaysOf = (item: Values, context: EvaluationContext) => readonly number[];

const NO_DAYS: readonly number[] = [];

/** The days on which a customer did what a clause asks for (day numbers, in no order). */
function daysDone({ campaign, did }: CampaignRule): DaysOf {
  switch (did) {
    case 'opened':
      return reactionDays(campaign, 'opened');
    case 'clicked':
      return reactionDays(campaign, 'clicked');
    case 'received':
      return (item, context) => daysSentTo(item, context, campaign);
    case 'converted':
      return (item, context) => {
        const sends = sentTo(item, context, campaign);
        return sends.length === 0
          ? NO_DAYS
          : orderDays(item, context).filter((day) => isConversion(day, sends, context));
      };
  }
}

function reactionDays(campaign: string, what: 'opened' | 'clicked'): DaysOf {
  return (item) => {
    const day = lastReactionDay(item, campaign, what);
    return day === undefined ? NO_DAYS : [Number(day)];
  };
}

/** Days with an order in the workspace's currency. */
function orderDays(item: Values, { currency }: EvaluationContext): number[] {
  return parseDays(historyDays(ordersIn(item, currency)) ?? '').flatMap(({ day, count }) => (count > 0 ? [day] : []));
}

function isConversion(day: number, sends: readonly KnownSend[], { timeZone }: EvaluationContext): boolean {
  return sends.some(({ at, windowDays }) => {
    const sent = dayOf(at, timeZone);
    return day >= sent && day <= sent + windowDays;
  });
}
