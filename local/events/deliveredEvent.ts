import type { MessagePage } from '../inbox/message.ts';

/** The event that SES puts on EventBridge for a delivered message (event publishing, "Email Delivered"). */
export function deliveredEvent(message: MessagePage['items'][number]) {
  const at = new Date(message.at * 1_000).toISOString();
  return {
    version: '0',
    id: `local-${message.seq}`,
    'detail-type': 'Email Delivered',
    source: 'aws.ses',
    account: '000000000000',
    time: at,
    region: 'local',
    resources: [],
    detail: {
      eventType: 'Delivery',
      mail: {
        timestamp: at,
        messageId: message.messageId,
        source: message.from,
        sendingAccountId: '000000000000',
        destination: message.destination.to,
        headersTruncated: false,
        headers: message.headers,
        commonHeaders: {
          from: [message.from],
          to: message.destination.to,
          subject: message.subject,
          messageId: message.messageId,
        },
        tags: tagsByName(message.tags),
      },
      delivery: {
        timestamp: at,
        processingTimeMillis: 0,
        recipients: message.destination.to,
        smtpResponse: '250 2.0.0 OK',
      },
    },
  };
}

function tagsByName(tags: readonly { readonly Name: string; readonly Value: string }[]): Record<string, string[]> {
  const byName: Record<string, string[]> = {};
  for (const { Name, Value } of tags) (byName[Name] ??= []).push(Value);
  return byName;
}
