import assert from 'node:assert/strict';
import { createSesEvents } from '../../functions/ses-events/sesEvents.ts';
import { createLogger } from '../../adapters/logging/logger.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { waitUntil } from '../../local/demo/poll.ts';
import { sqsBatch } from '../../local/events/sqsBatch.ts';
import type { MessagePage } from '../../local/inbox/message.ts';
import type { Person } from '../../local/simulator/people.ts';
import { deadLetters, impatiently, queuesOf } from './deadLetters.ts';
import type { Emulator } from './emulator.ts';
import type { Place } from './place.ts';
import {
  addressOf,
  BOUNCES,
  COMPLAINTS,
  publish,
  sesEventsOf,
  unreadableEventOf,
  type SesEvent,
} from './sesFeedback.ts';
import type { StackResource } from './stackResources.ts';

type Messages = MessagePage['items'];

export interface Feedback {
  readonly emulator: Emulator;
  readonly resources: readonly StackResource[];
  readonly configurationSet: string;
  readonly people: readonly Person[];
  readonly deployed: { readonly place: Place; readonly messages: Messages };
  readonly local: { readonly place: Place; readonly messages: Messages; readonly deps: Deps };
}

/**
 * What SES says of the messages: in the deployment through bus, rule, queue and function, on one machine to the same
 * function. Then once more, with an event among them that nobody can read: it ends in the DLQ, and the others are
 * handled. Resolves to how many customers are suppressed.
 */
export async function giveFeedback(feedback: Feedback): Promise<number> {
  const { emulator, configurationSet, deployed, local, resources } = feedback;
  const { queue, dlq } = queuesOf(resources);
  const publishAll = (events: readonly SesEvent[]) => publish(emulator, events, configurationSet);
  const handleAll = async (events: readonly SesEvent[]) =>
    sqsBatch(
      events.map((event, index) => ({ ...event, id: `test-${index}` })),
      createSesEvents({ ...local.deps, log: createLogger({ level: 'error' }) }),
    );

  const [events, localEvents] = [sesEventsOf(deployed.messages), sesEventsOf(local.messages)];
  await publishAll(events.slice(0, -1));
  assert.deepEqual(await handleAll(localEvents.slice(0, -1)), []);
  await suppressed(feedback, BOUNCES + COMPLAINTS - 1);

  await impatiently(emulator, queue, async () => {
    const last = events.slice(-1);
    await publishAll([...last, unreadableEventOf(deployed.messages[0]!), ...last]);
    await suppressed({ ...feedback, local: { ...local, place: deployed.place } }, BOUNCES + COMPLAINTS);
    // Everything is published twice.
    for (const body of await deadLetters(emulator, dlq, 2))
      assert.equal(JSON.parse(body).detail.mail.timestamp, 'yesterday', 'what is in the DLQ');
  });
  const unread = await handleAll([...localEvents.slice(-1), unreadableEventOf(local.messages[0]!)]);
  assert.equal(unread.length, 1, 'on one machine too, the event is given up and its neighbour is handled');
  await suppressed(feedback, BOUNCES + COMPLAINTS);
  return BOUNCES + COMPLAINTS;
}

/** Waits until the first so many addresses are not mailed any more, in both places. */
async function suppressed({ deployed, local, people }: Feedback, count: number): Promise<void> {
  const unwanted = deployed.messages.map(addressOf).sort().slice(0, count);
  const ids = people.filter(({ email }) => unwanted.includes(email)).map(({ id }) => id);
  for (const { place } of [deployed, local]) {
    for (const id of ids) {
      await waitUntil(
        () => place.call('GET', `/api/v1/customers/${id}`),
        ({ suppression }) => suppression !== undefined,
        60_000,
      );
    }
  }
}
