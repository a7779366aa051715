import { paths } from '../../contract/paths.ts';
import { reportSchema } from '../../contract/report.ts';
import { sourceSecretSchema } from '../../contract/sources.ts';
import { PERSONAS, trueLift } from '../simulator/personas.ts';
import { reactAll } from '../simulator/react.ts';
import { makePeople } from '../simulator/shop.ts';
import { shopWebhook } from '../simulator/webhooks.ts';
import { ApiClient } from './client.ts';
import { collectLetters } from './inbox.ts';
import { loadShop } from './loadShop.ts';
import { roiTable } from './roiTable.ts';
import { SAMPLE_SEGMENTS, SAMPLE_SHOP } from './sampleCampaign.ts';
import { sendCampaign } from './sendCampaign.ts';

/** Where the demo finds the running system: its API and the inbox its mail lands in. */
export interface DemoTarget {
  readonly url: string;
  readonly inboxUrl: string;
  /** Sent to the API as bearer, where one is needed. */
  readonly token?: string | undefined;
}

// A click within two seconds of the send counts as a machine's. Customers take a breath first.
const BREATH_MS = 2_500;

/**
 * The main job on the sample shop, from outside: import, refresh, campaign with holdout, reactions, report.
 * Uses the REST API, the inbox, the public links and the signed webhook only; prints the ROI table.
 */
export async function runDemo(target: DemoTarget, print: (line: string) => void): Promise<void> {
  const api = new ApiClient(target.url, target.token);
  const people = makePeople(SAMPLE_SHOP.customers, SAMPLE_SHOP.seed);
  const segmentIds = await loadShop(api, people, print);
  const campaignId = await sendCampaign(api, segmentIds, print);

  const [letters, { secret = '' }] = await Promise.all([
    collectLetters(target.inboxUrl),
    api.send('POST', paths.sources, { name: SAMPLE_SHOP.source }, sourceSecretSchema),
    new Promise((resolve) => setTimeout(resolve, BREATH_MS)),
  ]);
  const deeds = await reactAll(
    people,
    {
      currency: SAMPLE_SHOP.currency,
      postOrder: shopWebhook(target.url + paths.webhooks(SAMPLE_SHOP.source), secret),
      letterFor: (person) => letters.get(person.email),
    },
    SAMPLE_SHOP.seed,
  );
  print(
    `  Simulated customers: ${deeds.opened} opened, ${deeds.clicked} clicked, ${deeds.unsubscribed} unsubscribed, ${deeds.bought} bought.`,
  );

  const report = await api.get(paths.report(campaignId), reportSchema);
  const truth = new Map(
    SAMPLE_SEGMENTS.flatMap(({ persona, name }) =>
      PERSONAS.filter((candidate) => candidate.name === persona).map(
        (candidate) => [name, trueLift(candidate)] as const,
      ),
    ),
  );
  print(
    `\nWhat "${SAMPLE_SHOP.campaign}" earned per segment (${report.currency}; true = what the simulator was told)\n`,
  );
  print(roiTable(report, truth));
}
