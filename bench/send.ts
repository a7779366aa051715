import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqlite } from '../adapters/sqlite/engine.ts';
import { createStores } from '../adapters/stores/createStores.ts';
import { forkInbox } from '../local/inbox/forkInbox.ts';
import { TABLES } from '../names.ts';
import { customers, givenCampaign } from '../tests/support/sending.ts';
import type { SenderJob, SenderResult } from './sender.ts';
import { printTable } from './table.ts';

const SIZES = [10_000, 40_000];
/** Brings a customer to about 1 KB, as stored. */
const NOTES = 'x'.repeat(600);

/** Audience to accepted on the file and the embedded SES, in a process each, on this machine's cores. */
export async function printSend(): Promise<void> {
  const rows: string[][] = [];
  for (const size of SIZES) rows.push(row(size, await measure(size)));
  printTable('Campaign, audience to accepted (sender and SES inbox share the cores)', [
    ['customers', 'plan (s)', 'send (s)', 'messages/s', 'sending alone/s', 'sender CPU (s)', 'sender peak (MiB)'],
    ...rows,
    ['budget', '', '', '2,000', '', '', 'flat'],
  ]);
}

function row(size: number, { planSeconds, sendSeconds, cpuSeconds, peakMiB }: SenderResult): string[] {
  return [
    size.toLocaleString('en'),
    planSeconds.toFixed(1),
    sendSeconds.toFixed(1),
    (size / (planSeconds + sendSeconds)).toFixed(0),
    (size / sendSeconds).toFixed(0),
    cpuSeconds.toFixed(1),
    peakMiB.toFixed(0),
  ];
}

async function measure(size: number): Promise<SenderResult> {
  const folder = mkdtempSync(join(tmpdir(), 'peyk-bench-'));
  const file = join(folder, 'peyk.sqlite');
  const { call, close } = openSqlite({ file, tables: TABLES, clock: Date.now });
  const inbox = await forkInbox(folder);
  try {
    const clock = () => Date.now();
    const stores = createStores({ call, tables: TABLES, clock });
    const everybody = customers(size).map((customer) => ({
      ...customer,
      attributes: { ...customer.attributes, notes: NOTES },
    }));
    await stores.customers.saveMany(everybody);
    const { id } = await givenCampaign(stores, clock);
    const result = await runSender({ file, ses: inbox.url, campaignId: id });
    const shards = await stores.ledger.shardsOf(id);
    const accepted = shards.reduce((sum, { progress }) => sum + progress.accepted, 0);
    if (accepted !== size) throw new Error(`${accepted} of ${size} were accepted`);
    return result;
  } finally {
    inbox.child.kill('SIGTERM');
    close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runSender(job: SenderJob): Promise<SenderResult> {
  const child = fork(fileURLToPath(new URL('./sender.ts', import.meta.url)), [JSON.stringify(job)], { execArgv: [] });
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the sender ended with ${code}`)));
  failed.catch(() => undefined);
  const [result] = (await Promise.race([once(child, 'message'), failed])) as [SenderResult];
  return result;
}
