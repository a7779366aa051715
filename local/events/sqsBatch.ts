/** The part of an SQS batch that the handlers read, and what they answer. */
interface SqsBatch {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}
interface SqsResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}
export type SqsHandler = (batch: SqsBatch) => Promise<SqsResponse>;

const TRIES = 3;

/** Hands events to a queue's handler; what it reports as failed comes again. Returns the ids that failed every time. */
export async function sqsBatch(events: readonly { readonly id: string }[], handler: SqsHandler): Promise<string[]> {
  let records = events.map((event) => ({ messageId: event.id, body: JSON.stringify(event) }));
  for (let tries = 0; tries < TRIES && records.length > 0; tries++) {
    const { batchItemFailures } = await handler({ Records: records });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    records = records.filter(({ messageId }) => failed.has(messageId));
  }
  return records.map(({ messageId }) => messageId);
}
