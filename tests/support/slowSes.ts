import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type * as SesLocal from 'aws-ses-v2-local';

// CommonJS: an import of it has another shape under vitest than under Node.
const sesLocal = createRequire(import.meta.url)('aws-ses-v2-local') as { default: typeof SesLocal.default.default };

/** The embedded SES behind a proxy that takes its time, so that a test can kill Peyk between two calls. */
export async function startSlowSes(
  delayMs: number,
): Promise<{ url: string; addresses(): Promise<string[]>; stop(): Promise<void> }> {
  process.env['AWS_SES_ACCOUNT'] = JSON.stringify({
    SendQuota: { Max24HourSend: -1, MaxSendRate: 10_000, SentLast24Hours: 0 },
    SendingEnabled: true,
    ProductionAccessEnabled: true,
    EnforcementStatus: 'HEALTHY',
    DedicatedIpAutoWarmupEnabled: false,
    Details: {
      AdditionalContactEmailAddresses: [],
      ContactLanguage: 'EN',
      MailType: 'MARKETING',
      ReviewDetails: { CaseId: 'test', Status: 'GRANTED' },
      UseCaseDescription: 'test',
      WebsiteURL: 'http://localhost',
    },
    SuppressionAttributes: { SuppressedReasons: [] },
  });
  const inbox: Server = await sesLocal.default({ host: '127.0.0.1', port: 0 });
  const target = portOf(inbox);
  const proxy = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void (async () => {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        const answer = await fetch(`http://127.0.0.1:${target}${request.url ?? '/'}`, {
          method: request.method ?? 'GET',
          headers: { 'content-type': 'application/json', authorization: request.headers.authorization ?? 'AWS' },
          ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
        });
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(await answer.text());
      })();
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(proxy)}`,
    addresses: async () => {
      const store = (await (await fetch(`http://127.0.0.1:${target}/store`)).json()) as {
        emails: { destination: { to: [string] } }[];
      };
      return store.emails.map(({ destination }) => destination.to[0]);
    },
    stop: async () => {
      for (const server of [proxy, inbox]) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
