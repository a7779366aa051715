import { billOf } from '../core/costs/bill.ts';
import { type Billed, PRICES, SES_PRICES } from '../core/costs/prices.ts';
import { BILLED, scaleUsage, type Usage } from '../core/costs/usage.ts';
import { LINES, meterCampaign, type MeteredCampaign } from './meteredCampaign.ts';
import { printTable } from './table.ts';

const SIZES = process.env['PEYK_BENCH_LARGE'] === '1' ? [1_000, 10_000, 100_000] : [1_000, 10_000];
const PROMISED = 1_000_000;
const BUDGET = 0.02;
/** What infra/stacks/MessagingStack.ts hands to the function at once; events of some four seconds at 500 a second. */
const EVENTS = { batch: 500, shuffledAmong: 2_000 };

/** Units of metered campaigns, whether they grow in line with the audience, and the bill of a million recipients. */
export async function printCost(): Promise<void> {
  const runs: MeteredCampaign[] = [];
  for (const customers of SIZES) runs.push(await meterCampaign({ customers, ...EVENTS }));
  const head = (what: string) => [what, ...SIZES.map((size) => size.toLocaleString('en'))];
  const per1000 = (pick: (run: MeteredCampaign) => number) =>
    runs.map((run) => ((pick(run) / run.customers) * 1_000).toFixed(1));
  printTable('Used per 1,000 customers: a line that grows to the right would not be linear', [
    head('line'),
    ...LINES.flatMap((line) => [
      [`${line}, write units`, ...per1000((run) => run.lines[line].writeUnits)],
      [`${line}, read units`, ...per1000((run) => run.lines[line].readUnits)],
    ]),
    ['state transitions', ...per1000((run) => run.functions.transitions)],
    ['queue requests', ...per1000((run) => run.functions.queueRequests)],
    ['HTTP requests', ...per1000((run) => run.functions.httpRequests)],
    ['invocations', ...per1000((run) => run.functions.lambdaRequests)],
    ['GB-seconds (this machine)', ...per1000((run) => run.functions.lambdaGbSeconds)],
  ]);
  const largest = runs.at(-1);
  if (largest) printBill(largest);
}

function printBill(run: MeteredCampaign): void {
  const factor = PROMISED / run.customers;
  const all = { ...scaleUsage(run.all, factor), messages: PROMISED };
  const dollars = (usage: Usage) => billOf(usage).aws.total / 100;
  const lines = LINES.map((line) => {
    const usage = scaleUsage(run.lines[line], factor);
    return [line, `${whole(usage.writeUnits)} write + ${whole(usage.readUnits)} read units`, dollars(usage).toFixed(3)];
  });
  const functions = scaleUsage(run.functions, factor);
  const others = BILLED.filter((kind) => functions[kind] > 0).map((kind) => [
    kind,
    `${whole(functions[kind])} x $${PRICES[kind].usd.toExponential(2)} (${PRICES[kind].date})`,
    (functions[kind] * PRICES[kind].usd).toFixed(3),
  ]);
  const total = dollars(all);
  const share = (plan: keyof typeof SES_PRICES) => {
    const ses = PROMISED * SES_PRICES[plan].usd;
    return [
      `share of SES ${plan}`,
      `$${ses.toFixed(0)} (${SES_PRICES[plan].date}), budget $${(ses * BUDGET).toFixed(2)}`,
      `${((total / ses) * 100).toFixed(2)} %${total <= ses * BUDGET ? '' : '  OVER'}`,
    ];
  };
  printTable(`Bill of 1,000,000 recipients, 1,000,000 events, 50,000 conversions, from ${whole(run.customers)}`, [
    ['line', 'arithmetic', 'USD'],
    ...lines,
    ...others,
    ['total beside SES', '', total.toFixed(2)],
    share('aLaCarte'),
    share('essentials'),
  ]);
  const dearest = [...lines, ...others].sort((one, other) => Number(other[2]) - Number(one[2]))[0];
  console.log(`The dearest line is ${dearest?.[0]} with $${dearest?.[2]}.`);
  const units = (['writeUnits', 'readUnits'] as const satisfies readonly Billed[]).map(
    (kind) => `${kind} $${PRICES[kind].usd.toExponential(3)} (${PRICES[kind].date})`,
  );
  console.log(`Prices: ${units.join(', ')}; all of them with sources in core/costs/prices.ts.`);
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
