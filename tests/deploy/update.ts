import assert from 'node:assert/strict';
import { bridge, deploy, lint, stacksOf, synthesise } from './assembly.ts';
import type { Emulator } from './emulator.ts';
import type { Place } from './place.ts';
import { stackResources, type StackResource } from './stackResources.ts';

const STATEFUL = /^AWS::(DynamoDB::Table|S3::Bucket|SecretsManager::Secret|Cognito::UserPool|ApiGatewayV2::Api)$/;

/** What CloudFormation made for all stacks. */
export const resourcesOf = async (emulator: Emulator, assembly: string): Promise<StackResource[]> =>
  (await Promise.all((await stacksOf(assembly)).map((stack) => stackResources(emulator, stack)))).flat();

/**
 * Deploys again with other code of the API and an identity of SES added: the new code answers, nothing with state is
 * replaced, and what was stored is still served.
 */
export async function update(emulator: Emulator, before: readonly StackResource[], place: Place): Promise<string> {
  const kept = async () => {
    const { items } = await place.call('GET', '/api/v1/customers?limit=200');
    return { customers: items, campaigns: (await place.call('GET', '/api/v1/campaigns')).items };
  };
  const stored = await kept();
  // The emulator answers /health itself.
  const release = async () => (await place.call('GET', '/openapi.json')).info.version;
  assert.equal(await release(), '1');

  const assembly = await synthesise('update', { context: { sender: 'hello@news.example.test' }, app: 'changedApp.ts' });
  await lint(assembly);
  await bridge(assembly);
  await deploy(assembly, emulator);

  assert.equal(await release(), 'next', 'the new code answers');
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
  assert.deepEqual(await kept(), stored, 'what was stored is served as before');
  return `${stateful(after).length} stateful resources kept`;
}
