// npm run test:deploy: deploys all stacks into an emulator of AWS through CloudFormation, does the whole main job
// through what was deployed, does it again on the local runtime, and compares.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCall } from '../../adapters/dynamo/call.ts';
import { createStores } from '../../adapters/stores/createStores.ts';
import { forkInbox } from '../../local/inbox/forkInbox.ts';
import { endChild } from '../../local/platform/endProcess.ts';
import { startRuntime } from '../../local/runtime.ts';
import { makePastOrders, makePeople } from '../../local/simulator/shop.ts';
import { bootstrap, bridge, deploy, destroy, lint, synthesise } from './assembly.ts';
import { bulkMembers, fillBulk } from './bulk.ts';
import { draftCampaign, fillShop, sendCampaign } from './campaign.ts';
import { visitConsole } from './console.ts';
import { clientOptions, startEmulator, type Emulator } from './emulator.ts';
import { giveFeedback } from './feedback.ts';
import { resourcesIn, tagBuckets } from './leftovers.ts';
import { Place } from './place.ts';
import { drawDeeds, playDeeds } from './reactions.ts';
import { comparable } from './report.ts';
import { comeDue, keepsItsTime } from './schedule.ts';
import { addressOf } from './sesFeedback.ts';
import { signIn } from './signIn.ts';
import type { StackResource } from './stackResources.ts';
import { resourcesOf, update } from './update.ts';
import { prepareVenv, VENV } from './venv.ts';

const CUSTOMERS = Number(process.env['PEYK_DEPLOY_CUSTOMERS'] ?? 1_300);
const PREFIX = 'peyk-dev-';
// A click within two seconds of the send counts as a machine's. Customers take a breath first.
const BREATH_MS = 2_500;

const started = performance.now();
const itself = (text: string) => text;
const endings: (() => Promise<unknown>)[] = [];

/** Does a part of the test and says how long it took, with what `said` adds. */
async function step<T>(name: string, work: () => Promise<T>, say?: (result: T) => string): Promise<T> {
  const from = performance.now();
  const result = await work();
  const seconds = ((performance.now() - from) / 1_000).toFixed(1).padStart(6);
  process.stdout.write(`${seconds} s  ${name}${say ? ` (${say(result)})` : ''}\n`);
  return result;
}

async function main(): Promise<void> {
  await step('Python packages', prepareVenv, itself);
  const assembly = await step('synthesise', () => synthesise('assembly'));
  await step('cfn-lint', () => lint(assembly), itself);
  await bridge(assembly);

  const inbox = await forkInbox(join(VENV, 'inbox'));
  endings.push(
    () => endChild(inbox.child),
    () => rm(join(VENV, 'inbox'), { recursive: true, force: true }),
  );
  const emulator = await step('start the emulator', async () => startEmulator(inbox.url));
  endings.push(() => emulator.stop());
  process.stdout.write(`          its log: ${emulator.log}\n`);
  await step('bootstrap', () => bootstrap(assembly, emulator));
  const outputs = await step('deploy all stacks', () => deploy(assembly, emulator));
  const before = await resourcesOf(emulator, assembly);

  const api = outputs[`${PREFIX}api`] ?? {};
  const output = (name: string) => {
    const key = Object.keys(api).find((each) => each.startsWith(name));
    assert.ok(key !== undefined, `the stack of the API has no output ${name}`);
    return api[key] ?? '';
  };
  const token = await step('sign in', () =>
    signIn(emulator, { poolId: output('MarketersPoolId'), clientId: output('MarketersClientId'), role: 'admin' }),
  );
  const consoleUrl = outputs[`${PREFIX}console`]?.['Url'] ?? '';
  const clientId = before.find(
    ({ stack, type }) => stack === `${PREFIX}console` && type === 'AWS::Cognito::UserPoolClient',
  )!.physicalId;
  const visit = () => visitConsole(emulator, consoleUrl, { poolId: output('MarketersPoolId'), clientId });
  await step('the console through CloudFront', visit, itself);
  const deployed = new Place('deployed', output('Url'), inbox.url, token);
  await step('refuse strangers', () => refuseStrangers(deployed));

  const runtime = await startRuntime({ port: 0, data: join(VENV, 'local') });
  endings.push(
    () => runtime.stop(),
    () => rm(join(VENV, 'local'), { recursive: true, force: true }),
  );
  const local = new Place('local', runtime.url, runtime.inboxUrl);

  const people = makePeople(CUSTOMERS, 1_405);
  const orders = [...makePastOrders(people, Date.now(), 1_405)];
  const uploadBulk = (place: Place) => step(`${place.name}: import 5 MB by an upload`, () => fillBulk(place));
  const fill = (place: Place) =>
    step(`${place.name}: import ${CUSTOMERS} customers, ${orders.length} orders, refresh`, () =>
      fillShop(place, people, orders),
    );
  const bulk = { deployed: await uploadBulk(deployed), local: await uploadBulk(local) };
  const campaign = { deployed: '', local: '' };
  campaign.deployed = await draftCampaign(deployed, await fill(deployed));
  campaign.local = await draftCampaign(local, await fill(local));
  await step('members.csv, which a function cannot answer whole', async () => {
    const files = [await bulkMembers(deployed, bulk.deployed), await bulkMembers(local, bulk.local)] as const;
    assert.deepEqual([files[0].status, files[1].status], [302, 200]);
    assert.ok(files[0].text === files[1].text && files[0].text.length > 5_000_000, 'the files are the same');
  });
  // Arms are drawn with a random salt of the campaign's own. The local campaign gets the deployed one's, which is only
  // read, so that both hold out the same customers.
  const salt = await saltOf(emulator, before, campaign.deployed);
  await runtime.deps.stores.campaigns.mutate(campaign.local, (draft) => ({ ...draft, salt }));

  const sent = await step('deployed: campaign', () => sendCampaign(deployed, campaign.deployed));
  assert.deepEqual(await step('local: campaign', () => sendCampaign(local, campaign.local)), sent);
  process.stdout.write(`          ${JSON.stringify(sent)}\n`);
  const messages = { deployed: await deployed.messages(), local: await local.messages() };
  const mailed = messages.deployed.map(addressOf).sort();
  assert.equal(mailed.length, sent.accepted, 'every accepted message is in the inbox');
  assert.equal(new Set(mailed).size, mailed.length, 'nobody got two messages');
  assert.deepEqual(messages.local.map(addressOf).sort(), mailed, 'both places mailed the same customers');

  await step(
    'SES events through EventBridge, the queue and its DLQ',
    () =>
      giveFeedback({
        emulator,
        resources: before,
        configurationSet: `${PREFIX}campaigns`,
        people,
        deployed: { place: deployed, messages: messages.deployed },
        local: { place: local, messages: messages.local, deps: runtime.deps },
      }),
    (count) => `${count} customers suppressed`,
  );

  await setTimeout(BREATH_MS);
  const deeds = drawDeeds(people, new Set(mailed), Date.now());
  for (const place of [deployed, local]) {
    await step(
      `${place.name}: links and signed webhooks`,
      () => playDeeds(place, deeds),
      (count) => `${count} orders`,
    );
  }

  await step('compare the reports', async () => {
    for (const model of ['lastClick', 'lastTouch', 'linear']) {
      const reportOf = (place: Place, id: string) => place.call('GET', `/api/v1/campaigns/${id}/report?model=${model}`);
      const reports = [await reportOf(deployed, campaign.deployed), await reportOf(local, campaign.local)] as const;
      assert.ok(reports[0].total.treated.revenue > 0, 'the report has revenue');
      assert.deepEqual(comparable(reports[0]), comparable(reports[1]), `the reports by ${model} differ`);
      process.stdout.write(`          ${model}: ${JSON.stringify(reports[0].total.attributed)}\n`);
    }
  });

  await step('the scheduler starts a refresh', () => comeDue(deployed), itself);
  await step('update', () => update(emulator, before, deployed), itself);
  await keepsItsTime(emulator);
  await tagBuckets(emulator);
  await step('destroy', () => destroy(assembly, emulator));
  assert.deepEqual(await resourcesIn(emulator), [], 'nothing is left');
}

async function refuseStrangers(place: Place): Promise<void> {
  assert.equal((await place.visit('/api/v1/settings')).status, 401);
  const forged = { authorization: 'Bearer e30.e30.e30' };
  assert.equal((await place.visit('/api/v1/settings', { headers: forged })).status, 401);
  assert.equal((await place.visit('/service/api/v1/settings')).status, 401);
  assert.equal((await place.visit('/openapi.json')).status, 200);
}

async function saltOf(emulator: Emulator, resources: readonly StackResource[], campaignId: string): Promise<string> {
  const table = (name: string) =>
    resources.find(({ logicalId, type }) => type === 'AWS::DynamoDB::Table' && logicalId.startsWith(name))!.physicalId;
  const client = new DynamoDBClient(clientOptions(emulator));
  const tables = { customers: table('Customers'), activity: table('Activity'), control: table('Control') };
  const campaign = await createStores({ call: createCall(client), tables, clock: Date.now }).campaigns.get(campaignId);
  assert.ok(campaign);
  return campaign.salt;
}

try {
  await main();
  process.stdout.write(`\ntest:deploy passed in ${Math.round((performance.now() - started) / 1_000)} s\n`);
} catch (error) {
  process.exitCode = 1;
  process.stdout.write(
    `\ntest:deploy failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
} finally {
  for (let end = endings.pop(); end; end = endings.pop()) await end().catch(() => undefined);
}
