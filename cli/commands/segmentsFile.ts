import { readFile } from 'node:fs/promises';
import { paths } from '../../contract/paths.ts';
import { segmentPlanSchema, type SegmentPlanStepResponse } from '../../contract/segmentPlan.ts';
import { removedSegmentSchema, segmentSchema } from '../../contract/segments.ts';
import type { Client } from '../client.ts';
import type { Command } from '../command.ts';
import { RequestError, UsageError } from '../errors.ts';
import { allSegments } from '../segmentList.ts';
import { readSegmentsFile, renameMembers, writeSegmentsFile, type SegmentsFile } from '../segmentsFile.ts';

const SIGNS = { create: '+', update: '~', delete: '-', unchanged: ' ' } as const;

export const segmentFileCommands: readonly Command[] = [
  {
    name: 'segments export',
    words: [],
    options: {},
    summary: 'Print all segments as YAML, for a file that `segments apply` takes',
    run: async ({ client, show }) => {
      const segments = (await allSegments(client)).reverse();
      const names = new Map(segments.map(({ id, name }) => [id, name]));
      const twice = segments.find(({ id, name }) => segments.some((other) => other.name === name && other.id !== id));
      if (twice) throw new RequestError(`Two segments are called "${twice.name}": rename one, names tell them apart`);
      const entries = segments.map(({ name, rule, sentence: { en } }) => ({
        name,
        rule: renameMembers(rule, (id) => names.get(id) ?? id),
        sentence: en,
      }));
      show({ segments: entries.map(({ name, rule }) => ({ name, rule })) }, () => writeSegmentsFile(entries).trimEnd());
    },
  },
  {
    name: 'segments apply',
    words: ['FILE'],
    options: {},
    flags: { yes: 'do it; without it the plan is only shown', prune: 'delete segments that the file does not have' },
    summary: 'Show what would make the segments be those of a YAML file, and with --yes do it',
    run: async ({ client, words: [file = ''], flags, json, show }) => {
      const text = await readFile(file, 'utf8').catch(() => {
        throw new UsageError(`There is no file ${file}`);
      });
      const wanted = readSegmentsFile(file, text);
      const steps = await planOf(client, wanted, flags.has('prune'));
      const changes = steps.filter(({ action }) => action !== 'unchanged');
      const apply = flags.has('yes') && changes.length > 0;
      const shown = () => describe(steps, changes.length, flags.has('yes'));
      if (apply && !json) console.log(shown());
      if (apply) await applySteps(client, steps);
      if (json || !apply) show({ steps, applied: apply }, shown);
      else console.log(`Done: ${changes.length} changed. "peyk segments refresh" makes it take effect.`);
    },
  },
];

/** What the API would have to change. Its faults are told by file and line. */
async function planOf(
  client: Client,
  { segments, placeOf }: SegmentsFile,
  prune: boolean,
): Promise<SegmentPlanStepResponse[]> {
  try {
    const plan = await client.post(paths.segmentPlan, { segments, prune }, segmentPlanSchema);
    return plan.steps;
  } catch (error) {
    if (!(error instanceof RequestError) || error.fields.length === 0) throw error;
    const details = error.fields.map(({ path, reason }) => `${placeOf(path)}: ${path}: ${reason}`);
    throw new RequestError('The file cannot be applied; nothing was changed', details, error.fields);
  }
}

/** In the order of the plan, in which whatever a rule refers to comes first. */
async function applySteps(client: Client, steps: readonly SegmentPlanStepResponse[]): Promise<void> {
  const ids = new Map((await allSegments(client)).map(({ id, name }) => [name, id]));
  for (const { action, id = '', name, rule } of steps) {
    const body = { name, rule: renameMembers(rule, (other) => ids.get(other) ?? other) };
    if (action === 'create') ids.set(name, (await client.post(paths.segments, body, segmentSchema)).id);
    if (action === 'update') await client.put(paths.segment(id), body, segmentSchema);
    if (action === 'delete') await client.delete(paths.segment(id), removedSegmentSchema);
  }
}

function describe(steps: readonly SegmentPlanStepResponse[], changes: number, yes: boolean): string {
  const lines = steps
    .filter(({ action }) => action !== 'unchanged')
    .flatMap(({ action, name, sentence: { en }, before }) => [
      `${SIGNS[action]} ${action} ${name}`,
      ...(before ? [`    was: ${before.en}`, `    is:  ${en}`] : [`    ${en}`]),
    ]);
  const kept = steps.length - changes;
  if (kept > 0) lines.push(`  ${kept} unchanged`);
  if (changes === 0) lines.push('Nothing to do.');
  else if (!yes) lines.push('', 'Nothing was changed. Run it again with --yes to apply.');
  return lines.join('\n');
}
