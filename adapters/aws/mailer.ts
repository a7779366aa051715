import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { GetAccountCommand, SendBulkEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { BulkEmailEntryResult } from '@aws-sdk/client-sesv2';
import { count } from '../metering/meter.ts';
import { judgeFailure } from './mailerFailure.ts';
import { mailbox } from './mailbox.ts';
import type { BulkResponse, BulkRequest, BulkResult, Mailer } from '../../app/ports/mailer.ts';

export interface MailerOptions {
  /** An emulator's address; without it, SES of the account. */
  readonly endpoint?: string | undefined;
  readonly configurationSet?: string | undefined;
  /** How long a call may take before its outcome counts as unknown. */
  readonly timeoutMs?: number;
}

// A reset on a connection that slept (a frozen Lambda, say) cannot be told from a lost answer: do not reuse such.
const REUSE_WITHIN_MS = 4_000;

/** SES v2. Never repeats a call by itself: SES knows no idempotency key, so a repeat could send twice. */
export function createMailer(options: MailerOptions = {}): Mailer {
  const agents = { httpAgent: new HttpAgent(AGENT), httpsAgent: new HttpsAgent(AGENT) };
  const client = new SESv2Client({
    maxAttempts: 1,
    requestHandler: {
      ...agents,
      connectionTimeout: 3_000,
      requestTimeout: options.timeoutMs ?? 10_000,
      throwOnRequestTimeout: true,
    },
    ...(options.endpoint !== undefined && {
      endpoint: options.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  });
  let lastUse = 0;
  const useFreshConnections = () => {
    const now = performance.now();
    if (now - lastUse > REUSE_WITHIN_MS) for (const agent of Object.values(agents)) closeIdle(agent);
    lastUse = now;
  };

  return {
    async sendBulk(request) {
      const command = bulkCommand(request, request.configurationSet ?? options.configurationSet);
      useFreshConnections();
      try {
        const answer = await client.send(command);
        const judged = judgeAnswer(answer.BulkEmailEntryResults ?? [], request.entries.length);
        count({ messages: acceptedIn(judged) });
        return judged;
      } catch (error) {
        return judgeFailure(error);
      } finally {
        lastUse = performance.now();
      }
    },
    async quota() {
      const { SendQuota: quota } = await client.send(new GetAccountCommand({}));
      return {
        maxSendRate: quota?.MaxSendRate ?? 1,
        max24h: quota?.Max24HourSend ?? 200,
        sent24h: quota?.SentLast24Hours ?? 0,
      };
    },
  };
}

const AGENT = { keepAlive: true, maxSockets: 32 };

function closeIdle(agent: HttpAgent): void {
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}

function bulkCommand(request: BulkRequest, configurationSet: string | undefined): SendBulkEmailCommand {
  return new SendBulkEmailCommand({
    FromEmailAddress: mailbox(request.from),
    ConfigurationSetName: configurationSet,
    DefaultEmailTags: [...request.tags],
    DefaultContent: {
      Template: {
        TemplateContent: { Subject: request.subject, Html: request.html, Text: request.text },
        TemplateData: '{}',
      },
    },
    BulkEmailEntries: request.entries.map((entry) => ({
      Destination: { ToAddresses: [entry.to] },
      ReplacementTags: [...entry.tags],
      ReplacementHeaders: [...entry.headers],
      ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(entry.data) } },
    })),
  });
}

/** A 200 is not success: every entry has its own status. An answer that does not fit the question is unknown. */
function judgeAnswer(results: readonly BulkEmailEntryResult[], expected: number): BulkResponse {
  if (results.length !== expected)
    return { kind: 'unknown', cause: `${results.length} results for ${expected} entries` };
  return { kind: 'answered', results: results.map(judgeEntry) };
}

function acceptedIn(answer: BulkResponse): number {
  return answer.kind === 'answered' ? answer.results.filter(({ status }) => status === 'accepted').length : 0;
}

// Over rate or quota SES drops the message, it does not queue it, so these may be tried again.
const RETRYABLE = new Set(['ACCOUNT_THROTTLED', 'ACCOUNT_DAILY_QUOTA_EXCEEDED', 'TRANSIENT_FAILURE']);

function judgeEntry({ Status: status = 'FAILED', MessageId: messageId = '' }: BulkEmailEntryResult): BulkResult {
  if (status === 'SUCCESS') return { status: 'accepted', messageId };
  return { status: RETRYABLE.has(status) ? 'retry' : 'failed', code: status };
}
