import { explanationSchema, type ExplainedValueResponse } from '../../contract/explanation.ts';
import { paths } from '../../contract/paths.ts';
import { descriptionSchema, previewLineSchema, type PreviewResponse } from '../../contract/preview.ts';
import { segmentSchema } from '../../contract/segments.ts';
import type { Client } from '../client.ts';
import type { Command } from '../command.ts';
import { RequestError, UsageError } from '../errors.ts';
import { jsonArgument } from '../input.ts';
import type { Progress } from '../progress.ts';
import { table } from '../table.ts';

const LANGUAGES = ['en', 'fa', 'uk'] as const;

const ruleOptions = { rule: 'the rule as JSON, or @FILE', 'rule-file': 'a file with the rule as JSON' };
const languageOption = { language: 'en, fa or uk (en unless said)' };

type Options = Readonly<Record<string, string>>;

function ruleOf(options: Options): Promise<unknown> {
  const file = options['rule-file'];
  return jsonArgument('rule', options['rule'] ?? (file === undefined ? undefined : `@${file}`));
}

function languageOf(options: Options): (typeof LANGUAGES)[number] {
  const { language = 'en' } = options;
  const known = LANGUAGES.find((each) => each === language);
  if (!known) throw new UsageError(`--language must be one of ${LANGUAGES.join(', ')}`);
  return known;
}

/** What rules mean: in words, in customers, and for one of them. */
export const segmentAnswerCommands: readonly Command[] = [
  {
    name: 'segments describe',
    words: ['SEGMENT?'],
    options: { ...ruleOptions, ...languageOption },
    summary: 'Say a segment, or a rule that is none yet, in words',
    run: async ({ client, words, options, show }) => {
      const language = languageOf(options);
      const [id] = words;
      const answer =
        id === undefined
          ? await client.post(paths.segmentDescription, { rule: await ruleOf(options) }, descriptionSchema)
          : await client.get(paths.segment(id), segmentSchema);
      show({ sentence: answer.sentence }, () => answer.sentence[language]);
    },
  },
  {
    name: 'segments preview',
    words: [],
    options: { ...ruleOptions, at: 'the instant to evaluate at, RFC 3339', ...languageOption },
    summary: 'Count the customers a rule matches, clause by clause, without storing anything',
    run: async ({ client, options, show, progress }) => {
      const language = languageOf(options);
      const rule = await ruleOf(options);
      const { at } = options;
      const body = { rule, ...(at === undefined ? {} : { at }) };
      const bar = progress('Counting');
      const answer = await follow(client, body, bar).finally(() => bar.end());
      const rows = answer.waterfall.map((step) => [
        step.sentence[language],
        String(step.matched),
        String(step.remaining),
      ]);
      const example = answer.sample.length > 0 ? `, for example ${answer.sample.slice(0, 5).join(', ')}` : '';
      const head = `${answer.matched} of ${answer.scanned} customers match${example}${answer.complete ? '' : ' (there was no time to read everybody)'}`;
      show(answer, () => (rows.length > 1 ? `${head}\n\n${table(['clause', 'alone', 'remaining'], rows)}` : head));
    },
  },
  {
    name: 'segments explain',
    words: ['SEGMENT', 'CUSTOMER'],
    options: languageOption,
    summary: 'Say why a customer is in a segment or not, clause by clause, and since when',
    run: async ({ client, words, options, show }) => {
      const language = languageOf(options);
      const [id = '', customer = ''] = words;
      const answer = await client.get(paths.explanation(id, customer), explanationSchema);
      const rows = answer.clauses.map((clause) => [
        clause.sentence[language],
        clause.holds ? 'yes' : 'no',
        valueText(clause.value),
      ]);
      const since = answer.since === undefined ? '' : ` since ${answer.since}`;
      const member = answer.member ? `a member${since}` : 'not a member';
      const head = `${customer} is ${member}.\n${answer.sentence[language]}`;
      show(answer, () => `${head}\n\n${table(['clause', 'holds', 'value'], rows)}`);
    },
  },
];

/** A preview, line by line as it is counted. */
async function follow(client: Client, body: object, bar: Progress): Promise<PreviewResponse> {
  for await (const line of client.lines(paths.segmentPreview, body)) {
    const told = previewLineSchema.parse(line);
    if ('matched' in told) return told;
    if ('problem' in told) throw new RequestError(told.problem.detail);
    const { scanned, total } = told;
    // Without a total, the bar stays empty and the number grows.
    bar.update(total === undefined ? 0 : scanned, total ?? 1, `${scanned} / ${total ?? '?'}`);
  }
  throw new RequestError('The answer ended before the count did');
}

function valueText(value: ExplainedValueResponse): string {
  if (value === null) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
