import type { Deps } from '../ports/deps.ts';
import type { CurrentRun, Run } from '../../core/segments/run.ts';

const KIND = 'segment-refresh';

/** An execution that nobody knows may be about to start: between the record and the start lies one call. */
const STARTING_MS = 60_000;

/** Each try that fails means that somebody else opened a run just then. */
const TRIES = 5;

export type Opened =
  | { readonly kind: 'opened'; readonly run: Run }
  /** Another run is under way. */
  | { readonly kind: 'busy'; readonly runId: string };

export type OpenDependencies = Pick<Deps, 'stores' | 'workflows' | 'clock' | 'ids'>;

/**
 * Opens the record of a refresh, unless one is under way. Only one of several callers gets it: the record and the
 * pointer to the current run are written together, on the condition that the pointer is as it was read. What a dead
 * execution left running is marked failed and does not stand in the way. Asked again by the same execution, answers the
 * run that it opened before.
 */
export async function openRefresh(
  deps: OpenDependencies,
  {
    runId = deps.ids('run'),
    execution = runId,
    full = false,
  }: { readonly runId?: string; readonly execution?: string; readonly full?: boolean } = {},
): Promise<Opened> {
  const { stores, clock } = deps;
  let busy = runId;
  for (let tries = 0; tries < TRIES; tries++) {
    const current = await stores.runs.current(KIND);
    const known = current && (await stores.runs.get(current.runId));
    if (known && current.execution === execution) return { kind: 'opened', run: known };
    if (known && (await isUnderWay(deps, known, current))) return { kind: 'busy', runId: known.id };
    const begun: Run = { id: runId, kind: KIND, status: 'running', startedAt: clock(), shards: 0 };
    const run = full ? { ...begun, full } : begun;
    if (await stores.runs.begin(run, execution, current)) return { kind: 'opened', run };
    busy = (await stores.runs.current(KIND))?.runId ?? busy;
  }
  return { kind: 'busy', runId: busy };
}

async function isUnderWay({ stores, workflows, clock }: OpenDependencies, run: Run, { execution }: CurrentRun) {
  if (run.status !== 'running') return false;
  const status = await workflows.status(KIND, execution);
  if (status === 'running') return true;
  if (status === 'unknown' && clock() - run.startedAt < STARTING_MS) return true;
  const failure = 'The execution ended without finishing the run.';
  await stores.runs.mutate(run.id, (current) =>
    current.status === 'running' ? { ...current, status: 'failed', finishedAt: clock(), failure } : current,
  );
  return false;
}
