import { once } from 'node:events';
import { paths, withQuery } from '../../contract/paths.ts';
import { memberListSchema, overlapSchema, segmentSchema, type MemberResponse } from '../../contract/segments.ts';
import type { Command } from '../command.ts';
import { table } from '../table.ts';

export const segmentMemberCommands: readonly Command[] = [
  {
    name: 'segments members',
    words: ['SEGMENT'],
    options: {},
    flags: { csv: 'as a customers file, with attributes' },
    summary: 'List the members of a segment; --csv prints a file that can be imported again',
    run: async ({ client, words: [id = ''], flags, show }) => {
      if (flags.has('csv')) {
        for await (const chunk of await client.download(paths.membersFile(id))) {
          if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
        }
        return;
      }
      const items: MemberResponse[] = [];
      let cursor: string | undefined;
      do {
        const page = await client.get(withQuery(paths.members(id), { limit: 200, cursor }), memberListSchema);
        items.push(...page.items);
        cursor = page.next;
      } while (cursor !== undefined);
      show(items, () =>
        table(
          ['customer', 'since'],
          items.map(({ customerId, since }) => [customerId, since]),
        ),
      );
    },
  },
  {
    name: 'segments overlap',
    words: ['SEGMENT', 'OTHER'],
    options: {},
    summary: 'Count the members that two segments share',
    run: async ({ client, words: [id = '', other = ''], show }) => {
      const answer = await client.get(paths.overlap(id, other), overlapSchema);
      const [a, b] = await Promise.all([
        client.get(paths.segment(id), segmentSchema),
        client.get(paths.segment(other), segmentSchema),
      ]);
      const rows = [
        [a.name, answer.a],
        [b.name, answer.b],
        ['in both', answer.both],
        [`only in ${a.name}`, answer.onlyA],
        [`only in ${b.name}`, answer.onlyB],
        ['share of both in either', `${(100 * answer.share).toFixed(1)} %`],
      ];
      show(answer, () =>
        table(
          ['', 'customers'],
          rows.map((row) => row.map(String)),
        ),
      );
    },
  },
];
