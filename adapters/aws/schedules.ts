import {
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { parseCron } from '../../core/schedules/cron.ts';
import { eventBridgeCron } from '../../core/schedules/eventBridgeCron.ts';
import { UnavailableError, ValidationError } from '../../core/shared/errors.ts';
import type { RefreshTimes, Schedules } from '../../app/ports/schedules.ts';

export interface SchedulesOptions {
  /** Name of the one schedule, which the stack makes: only its times are changed here. */
  readonly name: string;
  readonly endpoint?: string | undefined;
}

type Times = Pick<GetScheduleCommandOutput, 'ScheduleExpression' | 'ScheduleExpressionTimezone' | 'State'>;

/** EventBridge Scheduler. */
export function createSchedules({ name, endpoint }: SchedulesOptions): Schedules {
  const client = new SchedulerClient(endpoint === undefined ? {} : { endpoint });

  const read = async (): Promise<GetScheduleCommandOutput> => {
    try {
      return await client.send(new GetScheduleCommand({ Name: name }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      throw new UnavailableError(`the schedule ${name} is not deployed`, { cause: error });
    }
  };

  return {
    async apply(plan) {
      const { FlexibleTimeWindow, Target, Description, GroupName, ...found } = await read();
      const times = timesOf(plan);
      if (isSame(found, times)) return;
      // An update replaces the whole schedule: what is not said again is gone.
      const said = { ...found, ...times };
      await client.send(
        new UpdateScheduleCommand({
          Name: name,
          GroupName,
          Description,
          FlexibleTimeWindow,
          Target,
          ScheduleExpression: said.ScheduleExpression,
          ScheduleExpressionTimezone: said.ScheduleExpressionTimezone,
          State: said.State,
        }),
      );
    },
    follows: async (plan) => isSame(await read(), timesOf(plan)),
  };
}

/** Without a cron expression the one that is there stays, and sleeps. */
function timesOf({ cron, timeZone }: RefreshTimes): Times {
  if (cron === undefined) return { State: 'DISABLED' };
  const parsed = parseCron(cron);
  if (!parsed.ok) throw new ValidationError([{ path: 'refreshSchedule', reason: parsed.reason }]);
  return {
    State: 'ENABLED',
    ScheduleExpression: eventBridgeCron(parsed.cron),
    ScheduleExpressionTimezone: timeZone,
  };
}

function isSame(found: Times, wanted: Times): boolean {
  if (found.State !== wanted.State) return false;
  return (
    wanted.State === 'DISABLED' ||
    (found.ScheduleExpression === wanted.ScheduleExpression &&
      (found.ScheduleExpressionTimezone ?? 'UTC') === wanted.ScheduleExpressionTimezone)
  );
}
