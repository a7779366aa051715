import { type Campaign, newCampaign } from '../../core/campaigns/campaign.ts';
import { type Customer, newCustomer } from '../../core/customers/customer.ts';
import { freezeMessage } from '../../core/messages/message.ts';
import { parseRule } from '../../core/segments/rule/parseRule.ts';
import { createMailer } from '../../adapters/aws/mailer.ts';
import { signerOf } from '../../adapters/node/signer.ts';
import type { Deps } from '../../app/ports/deps.ts';
import type { Timing } from '../../app/shared/timeBox.ts';
import { createPlanShard } from '../../functions/tasks/PlanShard.ts';
import { createPrepareCampaign } from '../../functions/tasks/PrepareCampaign.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

/** Time that passes only when somebody sleeps. */
export interface VirtualClock extends Timing {
  readonly now: () => number;
  readonly advance: (ms: number) => void;
}

export function virtualClock(start = Date.UTC(2026, 2, 1, 9)): VirtualClock {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => (now += ms),
    // Real I/O goes on meanwhile, so the others get a chance to run.
    sleep: async (ms) => {
      now += ms;
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
    random: () => 0.5,
  };
}

export type SendDeps = Pick<Deps, 'stores' | 'mailer' | 'clock' | 'ids' | 'log' | 'signer' | 'baseUrl' | 'workflows'>;

const quiet = () => undefined;
let counter = 0;

export function sendDeps(stores: Stores, sesUrl: string, clock: () => number, timeoutMs = 2_000): SendDeps {
  return {
    stores,
    mailer: createMailer({ endpoint: sesUrl, timeoutMs }),
    clock,
    ids: (prefix) => `${prefix}_${String(++counter).padStart(8, '0')}`,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    signer: signerOf(['a-test-key-that-nobody-else-knows-0123456789']),
    baseUrl: () => Promise.resolve('http://shop.example'),
    workflows: { start: async () => {}, status: async () => 'running' },
  };
}

export const addressOf = (id: string): string => `${id}@example.com`;

export function customer(id: string, over: Partial<Customer> = {}): Customer {
  return {
    ...newCustomer(id, Date.UTC(2026, 0, 1)),
    email: addressOf(id),
    language: 'en',
    attributes: { name: `Name ${id}`, country: 'UA' },
    consent: { email: { granted: true, at: Date.UTC(2026, 0, 1), source: 'test' } },
    ...over,
  };
}

/** A customer who lost a field. */
export function without(current: Customer, field: 'email' | 'suppression'): Customer {
  return Object.fromEntries(Object.entries(current).filter(([name]) => name !== field)) as unknown as Customer;
}

export const customers = (count: number): Customer[] =>
  Array.from({ length: count }, (_, index) => customer(`c${String(index).padStart(6, '0')}`));

/** A launched campaign to everybody in the country UA: what launch leaves behind, without the workflow. */
export async function givenCampaign(stores: Stores, clock: () => number, over: Partial<Campaign> = {}) {
  const suffix = String(++counter).padStart(8, '0');
  const rule = parseRule({ attribute: 'country', eq: 'UA' });
  const segment = await stores.segments.create({
    id: `seg_${suffix}`,
    name: 'Everybody',
    rule,
    ruleVersion: 1,
    createdAt: clock(),
  });
  const input = {
    name: 'Spring',
    segmentIds: [segment.id],
    templateId: 'tpl_1',
    from: { name: 'Shop', email: 'shop@example.com' },
    holdout: 0,
    conversionWindowDays: 14,
  };
  const made = { id: `cmp_${suffix}`, now: clock(), salt: `salt-${suffix}`, segmentNames: {} };
  const { compiled, links } = freezeMessage({
    language: 'en',
    subject: 'Hello {{name}}',
    html: '<html><body><p>Dear {{name}}, <a href="https://shop.example/spring">look</a></p></body></html>',
    text: 'Dear {{name}}: https://shop.example/spring',
  });
  await stores.campaigns.freeze(made.id, 'treatment#en', compiled);
  await stores.campaigns.freeze(made.id, 'links', links);
  return stores.campaigns.create({
    ...newCampaign(input, made),
    status: 'scheduled',
    launchedAt: clock(),
    runNo: 1,
    frozen: {
      segments: [{ id: segment.id, name: segment.name, version: 1 }],
      arms: [{ arm: 'treatment', templateId: 'tpl_1', languages: ['en'] }],
      globalHoldout: 0,
      globalSalt: 'global',
      timeZone: 'UTC',
      currency: 'USD',
    },
    ...over,
  });
}

/** Starts the campaign's run and plans every shard. Returns the shards' numbers. */
export async function planned(deps: SendDeps, campaign: Campaign): Promise<number[]> {
  const startAt = new Date(deps.clock()).toISOString();
  const run = { campaignId: campaign.id, runNo: campaign.runNo, startAt };
  const { shards } = await createPrepareCampaign(deps)(run);
  for (const { shard } of shards) {
    while (!(await createPlanShard(deps)({ campaignId: campaign.id, shard })).done);
  }
  return shards.map(({ shard }) => shard);
}
