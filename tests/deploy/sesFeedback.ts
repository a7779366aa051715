import assert from 'node:assert/strict';
import { deliveredEvent } from '../../local/events/deliveredEvent.ts';
import type { MessagePage } from '../../local/inbox/message.ts';
import { SES_STAND_IN } from './assembly.ts';
import { awsCall } from './awsCall.ts';
import type { Emulator } from './emulator.ts';

type Message = MessagePage['items'][number];
export type SesEvent = { readonly 'detail-type': string; readonly detail: Record<string, unknown> };

const PUBLISHED = ['BOUNCE', 'COMPLAINT', 'DELIVERY', 'REJECT', 'RENDERING_FAILURE'];

export const BOUNCES = 5;
export const COMPLAINTS = 3;

/** The events that SES publishes for these messages: all arrive; then the first few bounce and the next complain. */
export function sesEventsOf(messages: readonly Message[]): SesEvent[] {
  const byAddress = [...messages].sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
  const deliveries = byAddress.map(deliveredEvent);
  const bounces = deliveries.slice(0, BOUNCES).map((event) => {
    const { delivery, ...mailOnly } = event.detail;
    const bouncedRecipients = delivery.recipients.map((emailAddress) => ({ emailAddress }));
    const { timestamp } = delivery;
    const bounce = { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients, timestamp };
    return { ...event, 'detail-type': 'Email Bounced', detail: { ...mailOnly, eventType: 'Bounce', bounce } };
  });
  const complaints = deliveries.slice(BOUNCES, BOUNCES + COMPLAINTS).map((event) => {
    const { delivery, ...mailOnly } = event.detail;
    const complainedRecipients = delivery.recipients.map((emailAddress) => ({ emailAddress }));
    const complaint = { complaintFeedbackType: 'abuse', complainedRecipients, timestamp: delivery.timestamp };
    const detail = { ...mailOnly, eventType: 'Complaint', complaint };
    return { ...event, 'detail-type': 'Email Complaint Received', detail };
  });
  return [...deliveries, ...bounces, ...complaints];
}

/** An event that says what it is about and not when: the function cannot read it, however often it comes. */
export function unreadableEventOf(message: Message): SesEvent {
  const event = deliveredEvent(message);
  return { ...event, detail: { ...event.detail, mail: { ...event.detail.mail, timestamp: 'yesterday' } } };
}

/** The bus that SES publishes events of a configuration set to, once it says that it publishes all that we handle. */
async function busOf(emulator: Emulator, configurationSet: string): Promise<string> {
  const path = `/v2/email/configuration-sets/${configurationSet}/event-destinations`;
  const { EventDestinations } = JSON.parse(await awsCall(emulator, 'ses', { path }));
  const [destination] = EventDestinations.filter(({ Enabled }: { readonly Enabled: boolean }) => Enabled);
  assert.deepEqual([...destination.MatchingEventTypes].sort(), PUBLISHED, 'what SES is asked to publish');
  return destination.EventBridgeDestination.EventBusArn;
}

export const addressOf = (message: Message): string => message.destination.to[0] ?? '';

/** Puts the events on the bus as SES does: with the tag of the configuration set, each twice, newest first. */
export async function publish(emulator: Emulator, events: readonly SesEvent[], configurationSet: string) {
  const EventBusName = await busOf(emulator, configurationSet);
  const entries = [...events, ...events].reverse().map((event) => ({
    EventBusName,
    Source: SES_STAND_IN,
    DetailType: event['detail-type'],
    Detail: JSON.stringify(tagged(event.detail, configurationSet)),
  }));
  for (let at = 0; at < entries.length; at += 10) {
    const body = { Entries: entries.slice(at, at + 10) };
    const answer = JSON.parse(await awsCall(emulator, 'events', { target: 'AWSEvents.PutEvents', body }));
    if (answer.FailedEntryCount > 0) throw new Error(`EventBridge refused events: ${JSON.stringify(answer)}`);
  }
}

function tagged(detail: Record<string, unknown>, configurationSet: string): Record<string, unknown> {
  const mail = detail['mail'] as { tags: Record<string, string[]> };
  return { ...detail, mail: { ...mail, tags: { ...mail.tags, 'ses:configuration-set': [configurationSet] } } };
}
