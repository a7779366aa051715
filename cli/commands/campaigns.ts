import { campaignSchema, campaignStateSchema, campaignWithProgressSchema } from '../../contract/campaigns.ts';
import { paths, withQuery } from '../../contract/paths.ts';
import { reportSchema } from '../../contract/report.ts';
import type { Command, Context } from '../command.ts';
import { UsageError } from '../errors.ts';
import { jsonArgument, required } from '../input.ts';
import { poll } from '../poll.ts';
import { reportTable } from '../report.ts';

const campaignOf = ({ words: [id = ''] }: Context): string => id;

async function definition(options: Readonly<Record<string, string>>): Promise<unknown> {
  if (options['file'] !== undefined) return jsonArgument('file', `@${options['file']}`);
  const sender = /^(.*)<([^<>]+)>$/.exec(required(options, 'from'));
  if (!sender) throw new UsageError('--from must look like "Name <address@example.com>"');
  return {
    name: required(options, 'name'),
    segmentIds: required(options, 'segments').split(','),
    templateId: required(options, 'template'),
    from: { name: sender[1]?.trim(), email: sender[2]?.trim() },
    holdout: Number(options['holdout'] ?? '0.1'),
  };
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

async function watch(context: Context): Promise<void> {
  const bar = context.progress('Sending');
  const end = await poll(
    () => context.client.get(paths.campaign(campaignOf(context)), campaignWithProgressSchema),
    ({ status, progress }) => {
      const waiting = progress.skipped['waiting'] ?? 0;
      bar.update(progress.audience - waiting, progress.audience, `${progress.accepted} accepted`);
      return !['scheduled', 'sending'].includes(status);
    },
  );
  bar.end();
  const { accepted, holdout, skipped, failed, unknown, audience } = end.progress;
  context.show(
    end,
    () =>
      `${end.status}: ${audience} in the audience = ${accepted} accepted + ${holdout} held out + ` +
      `${sum(skipped)} skipped + ${sum(failed)} failed + ${unknown} unknown`,
  );
}

export const campaignCommands: readonly Command[] = [
  {
    name: 'campaigns create',
    words: [],
    options: {
      file: 'the whole definition as a JSON file',
      name: 'its name',
      segments: 'segment ids, comma separated',
      template: 'template id',
      from: '"Name <address@example.com>"',
      holdout: 'share held back, 0 to 0.5 (0.1)',
    },
    summary: 'Create a draft campaign',
    run: async ({ client, options, show }) => {
      const created = await client.post(paths.campaigns, await definition(options), campaignSchema);
      show(
        created,
        () => `${created.id} is a ${created.status}. Launch it with "peyk campaigns launch ${created.id}".`,
      );
    },
  },
  {
    name: 'campaigns launch',
    words: ['CAMPAIGN'],
    options: {},
    summary: 'Launch a draft campaign',
    run: async (context) => {
      const id = campaignOf(context);
      const answer = await context.client.post(paths.campaignAction(id, 'launch'), undefined, campaignStateSchema);
      context.show(answer, () => `Launched. Follow it with "peyk campaigns watch ${id}".`);
    },
  },
  {
    name: 'campaigns watch',
    words: ['CAMPAIGN'],
    options: {},
    summary: 'Follow a campaign until everybody has an outcome',
    run: watch,
  },
  {
    name: 'campaigns report',
    words: ['CAMPAIGN'],
    options: {
      model: 'lastClick, lastTouch, firstTouch, linear, position or timeDecay',
      windowDays: 'conversion window in days',
    },
    summary: 'What the campaign earned, per segment, with 95 % intervals',
    run: async (context) => {
      const path = withQuery(paths.report(campaignOf(context)), context.options);
      const report = await context.client.get(path, reportSchema);
      context.show(report, () => reportTable(report));
    },
  },
];
