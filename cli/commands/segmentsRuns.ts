import { paths, withQuery } from '../../contract/paths.ts';
import { runListSchema } from '../../contract/runs.ts';
import type { Command } from '../command.ts';
import { table } from '../table.ts';

const SHOWN = 20;

export const segmentRunCommands: readonly Command[] = [
  {
    name: 'segments runs',
    words: [],
    options: {},
    summary: `List the last ${SHOWN} refreshes: how many customers they looked at, who entered and left, and what failed`,
    run: async ({ client, show }) => {
      const { items } = await client.get(withQuery(paths.runs, { limit: SHOWN }), runListSchema);
      const minute = (time: string | undefined) => time?.slice(0, 16) ?? '-';
      show(items, () =>
        table(
          ['run', 'status', 'began', 'ended', 'customers', 'entered', 'left', ''],
          items.map(({ runId, status, startedAt, finishedAt, totals, failure }) => [
            runId,
            status,
            minute(startedAt),
            minute(finishedAt),
            ...[totals?.scanned, totals?.entered, totals?.left].map((count) => count?.toString() ?? '-'),
            failure ?? '',
          ]),
        ),
      );
    },
  },
];
