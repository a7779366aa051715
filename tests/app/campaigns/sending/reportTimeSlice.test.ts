import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Deps } from '../../../../app/ports/deps.ts';
import { createSendShard } from '../../../../functions/tasks/SendShard.ts';
import type { Json } from '../../../support/app.ts';
import { type FaultySes, startFaultySes } from '../../../support/faultySes.ts';
import { customers, givenCampaign, planned, sendDeps, virtualClock } from '../../../support/sending.ts';
import { useStores } from '../../../support/stores.ts';

const dynamo = useStores();
let ses: FaultySes;
beforeAll(async () => {
  ses = await startFaultySes();
});
afterAll(() => ses.stop());

it('writes one line for a time slice of sending, with what became of everybody in it and nobody by name', async () => {
  const clock = virtualClock();
  const stores = await dynamo.fresh({ clock: clock.now });
  await stores.customers.saveMany(customers(120));
  const lines: Json[] = [];
  const note = (fields: object, message: string) => void lines.push({ ...fields, message });
  const log: Deps['log'] = { debug: note, info: note, warn: note, error: note };
  const deps = { ...sendDeps(stores, ses.url, clock.now), log };
  const campaign = await givenCampaign(stores, clock.now);
  const [shard] = await planned(deps, campaign);

  // The answer to the first call is lost; everybody else is accepted.
  ses.behave = ({ no }) => (no === 1 ? { kind: 'acceptAndHangUp' } : { kind: 'accept' });
  lines.length = 0;
  await createSendShard(deps, clock)({ campaignId: campaign.id, shard, concurrency: 1 });
  const [line, ...others] = lines.filter(({ _aws }) => _aws);
  expect(others).toEqual([]);
  const lost = ses.calls[0]!.entries.length;
  expect(line).toMatchObject({
    campaignId: campaign.id,
    shard,
    MessagesAccepted: 120 - lost,
    MessagesUnknown: lost,
    MessagesFailed: 0,
    MessagesWaiting: 0,
  });
  expect(JSON.stringify(lines)).not.toMatch(/@example|Name c/);
});
