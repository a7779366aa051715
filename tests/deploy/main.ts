// npm run test:deploy: deploys all stacks into an emulator of AWS through CloudFormation, does the whole main job
// through what was deployed, does it again on the local runtime, and compares.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createSesEvents } from '../../functions/events/sesEvents.ts';
import { createStores } from '../../functions/stores/createStores.ts';
import { waitUntil } from '../../local/demo/poll.ts';
import { sqsBatch } from '../../local/events/sqsBatch.ts';
import { forkInbox } from '../../local/inbox/forkInbox.ts';
import { endChild } from '../../local/platform/endProcess.ts';
import { startRuntime } from '../../local/runtime.ts';
import { makePastOrders, makePeople } from '../../local/simulator/shop.ts';
import { bootstrap, bridge, deploy, destroy, lint, stacksOf, synthesise } from './assembly.ts';
import { draftCampaign, fillShop, sendCampaign } from './campaign.ts';
import { REGION, startEmulator, type Emulator } from './emulator.ts';
import { deleteSecrets, resourcesIn, tagBuckets } from './leftovers.ts';
import { Place } from './place.ts';
import { drawDeeds, playDeeds } from './reactions.ts';
import { comparable } from './report.ts';
import { addressOf, BOUNCES, COMPLAINTS, publish, sesEventsOf } from './sesFeedback.ts';
import { signIn } from './signIn.ts';
import { stackResources, type StackResource } from './stackResources.ts';
import { prepareVenv, VENV } from './venv.ts';

const CUSTOMERS = Number(process.env['PEYK_DEPLOY_CUSTOMERS'] ?? 1_300);
const PREFIX = 'peyk-dev-';
const STATEFUL = /^AWS::(DynamoDB::Table|S3::Bucket|SecretsManager::Secret|Cognito::UserPool|ApiGatewayV2::Api)$/;
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
  const fill = (place: Place) =>
    step(`${place.name}: import ${CUSTOMERS} customers, ${orders.length} orders, refresh`, () =>
      fillShop(place, people, orders),
    );
  const campaign = { deployed: '', local: '' };
  campaign.deployed = await draftCampaign(deployed, await fill(deployed));
  campaign.local = await draftCampaign(local, await fill(local));
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
    'SES events through EventBridge and the queue',
    async () => {
      await publish(emulator, sesEventsOf(messages.deployed), `${PREFIX}campaigns`);
      const events = sesEventsOf(messages.local).map((event, index) => ({ ...event, id: `test-${index}` }));
      await sqsBatch(events, createSesEvents(runtime.deps));
      const unwanted = mailed.slice(0, BOUNCES + COMPLAINTS);
      const ids = people.filter(({ email }) => unwanted.includes(email)).map(({ id }) => id);
      for (const place of [deployed, local]) {
        for (const id of ids) {
          await waitUntil(
            () => place.call('GET', `/api/v1/customers/${id}`),
            ({ suppression }) => suppression !== undefined,
            60_000,
          );
        }
      }
      return ids.length;
    },
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

  await step('update', () => update(emulator, before, deployed), itself);
  await tagBuckets(emulator);
  await step('destroy', () => destroy(assembly, emulator));
  assert.deepEqual(await resourcesIn(emulator), ['secret: peyk-dev/hooks/test-shop'], 'what is left after the stacks');
  await deleteSecrets(emulator, 'peyk-dev/');
  assert.deepEqual(await resourcesIn(emulator), [], 'nothing is left');
}

const resourcesOf = async (emulator: Emulator, assembly: string) =>
  (await Promise.all((await stacksOf(assembly)).map((stack) => stackResources(emulator, stack)))).flat();

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
  const client = new DynamoDBClient({
    endpoint: emulator.endpoint,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const tables = { customers: table('Customers'), activity: table('Activity'), control: table('Control') };
  const campaign = await createStores({ client, tables, clock: Date.now }).campaigns.get(campaignId);
  assert.ok(campaign);
  return campaign.salt;
}

/** Deploys again with an identity of SES added: nothing with state is replaced, and what was stored is still served. */
async function update(emulator: Emulator, before: readonly StackResource[], place: Place): Promise<string> {
  const assembly = await synthesise('update', { sender: 'hello@news.example.test' });
  await lint(assembly);
  await bridge(assembly);
  await deploy(assembly, emulator);
  const after = await resourcesOf(emulator, assembly);
  const stateful = (resources: readonly StackResource[]) =>
    resources
      .filter(({ type }) => STATEFUL.test(type))
      .map((each) => `${each.logicalId} ${each.physicalId}`)
      .sort();
  assert.deepEqual(stateful(after), stateful(before), 'an update replaces nothing that holds state');
  const added = after.filter(({ logicalId }) => !before.some((each) => each.logicalId === logicalId));
  assert.deepEqual(
    added.map(({ type }) => type),
    ['AWS::SES::EmailIdentity'],
  );
  assert.equal((await place.call('GET', '/api/v1/customers?limit=1')).items.length, 1);
  return `${stateful(after).length} stateful resources kept`;
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
