import { paths } from '../../contract/paths.ts';
import { runSchema } from '../../contract/runs.ts';
import { segmentSchema } from '../../contract/segments.ts';
import type { Command } from '../command.ts';
import { jsonArgument, required } from '../input.ts';
import { poll } from '../poll.ts';
import { allSegments } from '../segmentList.ts';
import { startRefresh } from '../startRefresh.ts';
import { table } from '../table.ts';

const ruleOption = { rule: 'the rule as JSON, or @FILE' };

export const segmentCommands: readonly Command[] = [
  {
    name: 'segments list',
    words: [],
    options: {},
    summary: 'List segments with their size, who entered and left in the last refresh, and the rule in words',
    run: async ({ client, show }) => {
      const items = await allSegments(client);
      show(items, () =>
        table(
          ['id', 'name', 'size', 'entered', 'left', 'refreshed', 'rule'],
          items.map(({ id, name, size, entered, left, refreshedAt, sentence }) => [
            id,
            name,
            ...[size, entered, left].map((count) => count?.toString() ?? '-'),
            refreshedAt?.slice(0, 16) ?? '-',
            sentence.en,
          ]),
        ),
      );
    },
  },
  {
    name: 'segments create',
    words: [],
    options: { name: 'its name', ...ruleOption },
    summary: 'Create a segment',
    run: async ({ client, options, show }) => {
      const body = { name: required(options, 'name'), rule: await jsonArgument('rule', options['rule']) };
      const created = await client.post(paths.segments, body, segmentSchema);
      show(created, () => `${created.id}  ${created.name}: ${created.sentence.en}`);
    },
  },
  {
    name: 'segments refresh',
    words: [],
    options: {},
    flags: { full: 'evaluate everybody, even those whom nothing can have changed' },
    summary: 'Refresh every segment now; where a refresh is under way, follow that one',
    run: async ({ client, flags, show, progress }) => {
      const { runId, ours } = await startRefresh(client, { full: flags.has('full') });
      if (!ours) console.error(`A refresh is under way already: following ${runId}. It began before this command.`);
      const bar = progress('Refreshing segments');
      const end = await poll(
        () => client.get(paths.run(runId), runSchema),
        ({ status }) => status !== 'running',
      );
      bar.end();
      const counts = end.totals ? `: ${end.totals.entered} entered, ${end.totals.left} left` : '';
      show(end, () => `Refresh ${runId} ${end.status}${counts}.`);
      if (end.status === 'failed') process.exitCode = 1;
    },
  },
];
