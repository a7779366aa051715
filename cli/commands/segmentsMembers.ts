import { once } from 'node:events';
import { z } from 'zod';
import type { Command } from '../command.ts';
import { table } from '../table.ts';

const members = z.object({
  items: z.array(z.object({ customerId: z.string(), since: z.string() })),
  next: z.string().optional(),
});

const overlap = z.object({
  a: z.number(),
  b: z.number(),
  both: z.number(),
  onlyA: z.number(),
  onlyB: z.number(),
  share: z.number(),
});

const named = z.looseObject({ name: z.string() });

export const segmentMemberCommands: readonly Command[] = [
  {
    name: 'segments members',
    words: ['SEGMENT'],
    options: {},
    flags: { csv: 'as a customers file, with attributes' },
    summary: 'List the members of a segment; --csv prints a file that can be imported again',
    run: async ({ client, words, flags, show }) => {
      const path = `/api/v1/segments/${encodeURIComponent(words[0] ?? '')}/members`;
      if (flags.has('csv')) {
        for await (const chunk of await client.download(`${path}.csv`)) {
          if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
        }
        return;
      }
      const items: z.infer<typeof members>['items'] = [];
      let cursor: string | undefined;
      do {
        const query = new URLSearchParams({ limit: '200', ...(cursor !== undefined && { cursor }) });
        const page = await client.get(`${path}?${query.toString()}`, members);
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
    run: async ({ client, words, show }) => {
      const [id = '', other = ''] = words.map(encodeURIComponent);
      const answer = await client.get(`/api/v1/segments/${id}/overlap/${other}`, overlap);
      const [a, b] = await Promise.all([
        client.get(`/api/v1/segments/${id}`, named),
        client.get(`/api/v1/segments/${other}`, named),
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
