import { z } from 'zod';
import type { Command } from '../command.ts';
import { jsonArgument, required } from '../input.ts';
import { poll } from '../poll.ts';
import { allSegments, segmentShape } from '../segmentList.ts';
import { startRefresh } from '../startRefresh.ts';
import { table } from '../table.ts';

const segment = segmentShape;
const preview = z.looseObject({
  matched: z.number(),
  scanned: z.number(),
  sample: z.array(z.string()),
  waterfall: z.array(
    z.looseObject({ matched: z.number(), remaining: z.number(), sentence: z.object({ en: z.string() }) }),
  ),
});
const run = z.looseObject({
  status: z.string(),
  progress: z.unknown().optional(),
  totals: z.looseObject({ entered: z.number(), left: z.number() }).optional(),
});
const explanation = z.looseObject({
  member: z.boolean(),
  since: z.string().nullish(),
  clauses: z.array(
    z.looseObject({ path: z.string(), rule: z.unknown(), holds: z.boolean(), value: z.unknown().optional() }),
  ),
});

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
      const created = await client.post('/api/v1/segments', body, segment);
      show(created, () => `${created.id}  ${created.name}: ${created.sentence.en}`);
    },
  },
  {
    name: 'segments preview',
    words: [],
    options: { ...ruleOption, at: 'the instant to evaluate at, RFC 3339' },
    summary: 'Count the customers a rule matches, without storing anything',
    run: async ({ client, options, show }) => {
      const rule = await jsonArgument('rule', options['rule']);
      const at = options['at'];
      const answer = await client.post(
        '/api/v1/segments/preview',
        { rule, ...(at === undefined ? {} : { at }) },
        preview,
      );
      const rows = answer.waterfall.map(({ sentence, matched, remaining }) => [
        sentence.en,
        String(matched),
        String(remaining),
      ]);
      const head = `${answer.matched} of ${answer.scanned} customers match, for example ${answer.sample.slice(0, 5).join(', ')}`;
      show(answer, () => (rows.length > 1 ? `${head}\n\n${table(['clause', 'alone', 'remaining'], rows)}` : head));
    },
  },
  {
    name: 'segments refresh',
    words: [],
    options: {},
    summary: 'Refresh every segment now; where a refresh is under way, follow that one',
    run: async ({ client, show, progress }) => {
      const { runId, ours } = await startRefresh(client);
      if (!ours) console.error(`A refresh is under way already: following ${runId}. It began before this command.`);
      const bar = progress('Refreshing segments');
      const end = await poll(
        () => client.get(`/api/v1/runs/${runId}`, run),
        ({ status }) => status !== 'running',
      );
      bar.end();
      const counts = end.totals ? `: ${end.totals.entered} entered, ${end.totals.left} left` : '';
      show({ runId, ...end }, () => `Refresh ${runId} ${end.status}${counts}.`);
      if (end.status === 'failed') process.exitCode = 1;
    },
  },
  {
    name: 'segments explain',
    words: ['SEGMENT', 'CUSTOMER'],
    options: {},
    summary: 'Say which clauses decide whether a customer is in a segment',
    run: async ({ client, words, show }) => {
      const [id = '', customer = ''] = words.map(encodeURIComponent);
      const answer = await client.get(`/api/v1/segments/${id}/explain/${customer}`, explanation);
      const rows = answer.clauses.map(({ path, rule, holds, value }) => [
        path,
        holds ? 'yes' : 'no',
        JSON.stringify(value ?? null),
        JSON.stringify(rule),
      ]);
      const member = answer.member ? `a member since ${answer.since ?? 'the next refresh'}` : 'not a member';
      show(answer, () => `${words[1] ?? ''} is ${member}.\n\n${table(['clause', 'holds', 'value', 'rule'], rows)}`);
    },
  },
];
