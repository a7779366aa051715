import assert from 'node:assert/strict';
import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { waitUntil } from '../../local/demo/poll.ts';
import { clientOptions, type Emulator } from './emulator.ts';
import type { Json, Place } from './place.ts';

const PATIENCE_MS = 120_000;
// What the workspace wants in the end; an update of the stacks must leave it alone.
const CHOSEN = { cron: '15 4 * * *', expression: 'cron(15 4 * * ? *)' };

const runsOf = async (place: Place): Promise<Json[]> => (await place.call('GET', '/api/v1/runs')).items;

/**
 * Asks for a refresh every minute, through the settings, and waits for the one that the scheduler then starts. Then
 * chooses a time of the day. Resolves to how long that took, in words.
 */
export async function comeDue(place: Place): Promise<string> {
  const before = new Set((await runsOf(place)).map(({ runId }) => runId));
  const asked = Date.now();
  await place.call('PUT', '/api/v1/settings', { refreshSchedule: '* * * * *' });
  const [run] = await waitUntil(
    async () => (await runsOf(place)).filter(({ runId }) => !before.has(runId)),
    (runs) => runs.some(({ status }) => status !== 'running'),
    PATIENCE_MS,
  );
  await place.call('PUT', '/api/v1/settings', { refreshSchedule: CHOSEN.cron });
  assert.equal(run.status, 'succeeded', JSON.stringify(run));
  return `${Math.round((Date.now() - asked) / 1_000)} s after it was asked for`;
}

/** Whether the schedule is the one that the settings chose. */
export async function keepsItsTime(emulator: Emulator): Promise<void> {
  const scheduler = new SchedulerClient(clientOptions(emulator));
  const { Schedules = [] } = await scheduler.send(new ListSchedulesCommand({}));
  assert.equal(Schedules.length, 1, 'there is one schedule, of the refresh');
  const { ScheduleExpression } = await scheduler.send(new GetScheduleCommand({ Name: Schedules[0]?.Name }));
  assert.equal(ScheduleExpression, CHOSEN.expression, 'the time of the refresh');
}
