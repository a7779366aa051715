import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What the emulator answers to GetAccount: no daily limit, and a rate above what one machine sends. */
const ACCOUNT = {
  DedicatedIpAutoWarmupEnabled: false,
  Details: {
    AdditionalContactEmailAddresses: [],
    ContactLanguage: 'EN',
    MailType: 'MARKETING',
    ReviewDetails: { CaseId: 'local', Status: 'GRANTED' },
    UseCaseDescription: 'local',
    WebsiteURL: 'http://localhost',
  },
  EnforcementStatus: 'HEALTHY',
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  SendQuota: { Max24HourSend: -1, MaxSendRate: 10_000, SentLast24Hours: 0 },
  SuppressionAttributes: { SuppressedReasons: [] },
};

/** Starts the SES inbox as a child that keeps its journal in `folder`. */
export async function forkInbox(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), [folder], {
    detached: true, // Ctrl-C is for the runtime, which stops its children last
    execArgv: ['--max-semi-space-size=16'], // V8 takes 128 MB for the young alone where the machine has much memory
    env: { ...process.env, AWS_SES_ACCOUNT: JSON.stringify(ACCOUNT) },
  });
  const failed = once(child, 'exit').then(() => Promise.reject(new Error('the SES inbox did not start')));
  const said: unknown[] = await Promise.race([once(child, 'message'), failed]);
  failed.catch(() => undefined); // from here on, whoever keeps the child watches its exit
  const { port } = z.object({ port: z.number() }).parse(said[0]);
  return { child, url: `http://127.0.0.1:${port}` };
}
