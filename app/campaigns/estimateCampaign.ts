import { decideAtPlanning } from '../../core/campaigns/audience.ts';
import type { Campaign } from '../../core/campaigns/campaign.ts';
import { type Bill, billOf } from '../../core/costs/bill.ts';
import { expectedUsage } from '../../core/costs/campaignEstimate.ts';
import { decodeCustomer } from '../../core/customers/codec.ts';
import type { Customer } from '../../core/customers/customer.ts';
import { sumDays } from '../../core/customers/dayBuckets.ts';
import { detectableLift } from '../../core/reports/power.ts';
import { compileRule } from '../../core/segments/compile/compile.ts';
import { customersForRules } from '../evaluation/customersForRules.ts';
import { expectedCustomers } from '../segments/expectedCustomers.ts';
import { evaluationContext } from '../evaluation/evaluationContext.ts';
import type { Deps } from '../ports/deps.ts';

export interface Estimate {
  /** False where not all customers could be read in time; the counts are then projected from those read. */
  readonly complete: boolean;
  readonly audience: number;
  readonly holdout: number;
  readonly send: number;
  readonly skipped: Readonly<Record<string, number>>;
  /** Hours the sending takes at the account's rate and daily quota. */
  readonly sendHours: number;
  /** US cents: SES and AWS bill in dollars whatever the workspace sells in. */
  readonly cost: { readonly ses: number; readonly aws: number; readonly total: number; readonly currency: 'USD' };
  /** The same, by SES's price plan and AWS's lines; `cost` counts SES à la carte. */
  readonly costs: Bill;
  readonly detectableLift: {
    readonly perCustomer: number;
    readonly share: number | null;
    readonly currency: string;
  } | null;
}

/**
 * What launching a campaign now would do, counted over all customers with the very decisions of planning. Once `withinDeadline`
 * answers false, the rest is projected from those read (a random part), and the estimate is not `complete`.
 */
export async function estimateCampaign(
  { stores, clock, mailer }: Pick<Deps, 'stores' | 'clock' | 'mailer'>,
  campaign: Campaign,
  withinDeadline: () => boolean = () => true,
): Promise<Estimate> {
  const [settings, segments] = await Promise.all([stores.settings.get(), stores.segments.all()]);
  const rules = new Map(segments.map(({ id, rule }) => [id, rule]));
  const lookup = (id: string) => rules.get(id);
  const aimedAt = campaign.segmentIds.flatMap((id) => rules.get(id) ?? []);
  const selected = aimedAt.map((rule) => compileRule(rule, lookup));
  const at = clock();
  const { sendsOf, everyCustomer } = customersForRules(stores, aimedAt, { at, lookup });
  const context = await evaluationContext(stores, at, { settings, sendsOf });
  const decisions = { ...campaign, globalHoldout: settings.globalHoldout, globalSalt: settings.globalSalt, arms: [] };
  const skipped: Record<string, number> = {};
  const spend = { customers: 0, sum: 0, squares: 0 };
  const read = { customers: 0, complete: true };
  let [audience, holdout, send] = [0, 0, 0];

  const count = (customer: Customer) => {
    audience++;
    const decision = decideAtPlanning(customer, decisions);
    if (decision.kind === 'skipped') {
      skipped[decision.reason] = (skipped[decision.reason] ?? 0) + 1;
      return;
    }
    if (decision.kind === 'holdout') holdout++;
    else send++;
    const days = customer.orders[settings.currency]?.days ?? '';
    const { amount, refunds } = sumDays(days, context.today - campaign.conversionWindowDays + 1, context.today);
    spend.customers++;
    spend.sum += amount - refunds;
    spend.squares += (amount - refunds) ** 2;
  };
  await everyCustomer(undefined, (item) => {
    read.customers++;
    read.complete &&= withinDeadline();
    if (selected.some((holds) => holds(item, context))) count(decodeCustomer(item));
    return read.complete;
  });
  const { complete, customers } = read;
  const whole = complete ? 1 : Math.max(1, ((await expectedCustomers(stores)) ?? customers) / customers);
  const all = (count: number) => Math.round(count * whole);

  const quota = await mailer.quota();
  const costs = billOf(expectedUsage({ customers: all(customers), audience: all(audience), send: all(send) }));
  const ses = rounded(costs.ses.aLaCarte);
  const aws = rounded(costs.aws.total);
  return {
    complete,
    audience: all(audience),
    holdout: all(holdout),
    send: all(send),
    skipped: Object.fromEntries(Object.entries(skipped).map(([reason, number]) => [reason, all(number)])),
    sendHours: sendHours(all(send), quota),
    cost: { ses, aws, total: rounded(ses + aws), currency: 'USD' },
    costs,
    detectableLift: liftOf(spend, holdout, settings.currency, whole),
  };
}

function sendHours(send: number, quota: { maxSendRate: number; max24h: number; sent24h: number }): number {
  const byRate = send / Math.max(quota.maxSendRate, 0.001) / 3600;
  if (quota.max24h < 0) return rounded(byRate);
  const left = Math.max(0, quota.max24h - quota.sent24h);
  const days = send <= left ? 0 : Math.ceil((send - left) / Math.max(quota.max24h, 1));
  return rounded(Math.max(byRate, days * 24));
}

function liftOf(
  spend: { customers: number; sum: number; squares: number },
  held: number,
  currency: string,
  whole: number,
): Estimate['detectableLift'] {
  const { customers, sum, squares } = spend;
  if (customers < 2) return null;
  const mean = sum / customers;
  const variance = Math.max(0, (squares - customers * mean * mean) / (customers - 1));
  const lift = detectableLift({ customers: customers * whole, holdout: held / customers, mean, variance });
  return lift && { ...lift, currency };
}

/** To a hundredth: estimates, not accounts. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
