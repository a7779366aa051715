import { openSqlite } from '../adapters/sqlite/engine.ts';
import { createStores } from '../adapters/stores/createStores.ts';
import { createFinishSending } from '../functions/tasks/FinishSending.ts';
import { createPlanShard } from '../functions/tasks/PlanShard.ts';
import { createPrepareCampaign } from '../functions/tasks/PrepareCampaign.ts';
import { createSendShard } from '../functions/tasks/SendShard.ts';
import { TABLES } from '../names.ts';
import { sendDeps } from '../tests/support/sending.ts';

/** What bench/send.ts hands to this process. */
export interface SenderJob {
  /** The database. */
  readonly file: string;
  readonly ses: string;
  readonly campaignId: string;
}

export interface SenderResult {
  readonly planSeconds: number;
  readonly sendSeconds: number;
  readonly peakMiB: number;
  readonly cpuSeconds: number;
}

/** Plans and sends one campaign with the workflow's steps, in its concurrency, and measures itself. */
async function work(job: SenderJob): Promise<SenderResult> {
  const clock = () => Date.now();
  const { call } = openSqlite({ file: job.file, tables: TABLES, clock });
  const stores = createStores({ call, tables: TABLES, clock });
  const deps = sendDeps(stores, job.ses, clock, 30_000);
  const { campaignId } = job;
  const started = performance.now();
  const run = { campaignId, runNo: 1, startAt: new Date(0).toISOString() };
  const { shards, concurrency } = await createPrepareCampaign(deps)(run);
  for (const { shard } of shards) while (!(await createPlanShard(deps)({ campaignId, shard })).done);
  const plannedAt = performance.now();

  const send = createSendShard(deps);
  const queue = shards.map(({ shard }) => shard);
  const worker = async () => {
    for (let shard = queue.shift(); shard !== undefined; shard = queue.shift()) {
      for (;;) {
        const result = await send({ campaignId, shard, concurrency });
        if (result.outcome !== 'more') break;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { outcome } = await createFinishSending(deps)(run);
  if (outcome !== 'sent') throw new Error(`the campaign is not sent but ${outcome}`);
  const usage = process.resourceUsage();
  return {
    planSeconds: (plannedAt - started) / 1_000,
    sendSeconds: (performance.now() - plannedAt) / 1_000,
    peakMiB: usage.maxRSS / 1_024,
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
  };
}

if (process.send !== undefined && process.argv[2] !== undefined) {
  const result = await work(JSON.parse(process.argv[2]) as SenderJob);
  process.send(result, () => process.exit(0));
}
