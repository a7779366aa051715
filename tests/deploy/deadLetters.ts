import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { awsCall } from './awsCall.ts';
import type { Emulator } from './emulator.ts';
import type { StackResource } from './stackResources.ts';

// Five tries with six minutes between them take half an hour; the test's queue waits so long instead.
const IMPATIENT_SECONDS = 2;
const PATIENCE_MS = 90_000;

/** The queue of SES events and its DLQ, by their URLs. */
export function queuesOf(resources: readonly StackResource[]): { readonly queue: string; readonly dlq: string } {
  const url = (name: RegExp) =>
    resources.find(({ type, logicalId }) => type === 'AWS::SQS::Queue' && name.test(logicalId))!.physicalId;
  // CDK leaves out a name that the one before it ends with.
  return { queue: url(/^SesEventQueue[0-9A-F]{8}$/), dlq: url(/^SesEventQueueDlq/) };
}

const sqs = async (emulator: Emulator, action: string, body: object) => {
  const text = await awsCall(emulator, 'sqs', { target: `AmazonSQS.${action}`, body });
  return text === '' ? {} : JSON.parse(text);
};

/** Runs something while the queue hands out what failed again at once. */
export async function impatiently(emulator: Emulator, queue: string, work: () => Promise<void>): Promise<void> {
  const setTo = (seconds: string) =>
    sqs(emulator, 'SetQueueAttributes', { QueueUrl: queue, Attributes: { VisibilityTimeout: seconds } });
  const { Attributes } = await sqs(emulator, 'GetQueueAttributes', {
    QueueUrl: queue,
    AttributeNames: ['VisibilityTimeout', 'RedrivePolicy'],
  });
  assert.deepEqual(
    { timeout: Attributes.VisibilityTimeout, tries: JSON.parse(Attributes.RedrivePolicy).maxReceiveCount },
    { timeout: '360', tries: 5 },
  );
  await setTo(String(IMPATIENT_SECONDS));
  await work();
  await setTo(Attributes.VisibilityTimeout);
}

/** Takes messages out of the DLQ until there are so many, then looks that no other came. Resolves to their bodies. */
export async function deadLetters(emulator: Emulator, dlq: string, count: number): Promise<string[]> {
  const bodies: string[] = [];
  const receive = async () => {
    const { Messages = [] } = await sqs(emulator, 'ReceiveMessage', { QueueUrl: dlq, MaxNumberOfMessages: 10 });
    bodies.push(...Messages.map(({ Body }: { readonly Body: string }) => Body));
  };
  const until = Date.now() + PATIENCE_MS;
  while (bodies.length < count) {
    assert.ok(Date.now() < until, `${bodies.length} of ${count} messages are in the DLQ`);
    await receive();
    await setTimeout(500);
  }
  await receive();
  assert.equal(bodies.length, count, 'messages in the DLQ');
  return bodies;
}
