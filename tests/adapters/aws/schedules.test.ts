import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createSchedules } from '../../../adapters/aws/schedules.ts';
import type { Json } from '../../support/app.ts';

const MADE = {
  Name: 'peyk-dev-refresh',
  GroupName: 'default',
  Description: 'Refreshes all segments',
  ScheduleExpression: 'cron(0 3 * * ? *)',
  ScheduleExpressionTimezone: 'UTC',
  State: 'ENABLED',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: 'arn:machine', RoleArn: 'arn:role', RetryPolicy: { MaximumRetryAttempts: 10 } },
};

/** A scheduler with the one schedule in it, or without. */
async function givenScheduler(schedule?: object) {
  let stored: Json = schedule;
  const updates: Json[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const json = { 'content-type': 'application/json' };
    if (stored === undefined) {
      response.writeHead(404, { ...json, 'x-amzn-errortype': 'ResourceNotFoundException' }).end('{"Message":"none"}');
      return;
    }
    if (request.method === 'PUT') {
      const said: Json = JSON.parse(Buffer.concat(parts).toString());
      delete said.ClientToken;
      stored = { Name: MADE.Name, ...said };
      updates.push(stored);
    }
    response.writeHead(200, json).end(JSON.stringify(request.method === 'PUT' ? { ScheduleArn: 'arn' } : stored));
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { schedules: createSchedules({ name: MADE.Name, endpoint }), updates, stored: () => stored };
}

beforeEach(() => {
  const env = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
});

describe('the schedule in EventBridge', () => {
  it('gets other times and keeps everything else', async () => {
    const { schedules, stored } = await givenScheduler(MADE);
    await schedules.apply({ cron: '30 4 * * 1-5', timeZone: 'Asia/Tehran' });
    expect(stored()).toEqual({
      ...MADE,
      ScheduleExpression: 'cron(30 4 ? * 2-6 *)',
      ScheduleExpressionTimezone: 'Asia/Tehran',
    });
  });

  it('sleeps where no refresh is wanted, and wakes again', async () => {
    const { schedules, stored } = await givenScheduler(MADE);
    const never = { cron: undefined, timeZone: 'UTC' };
    expect(await schedules.follows(never)).toBe(false);
    await schedules.apply(never);
    expect(stored()).toEqual({ ...MADE, State: 'DISABLED' });
    expect(await schedules.follows(never)).toBe(true);
    await schedules.apply({ cron: '0 3 * * *', timeZone: 'UTC' });
    expect(stored()).toEqual(MADE);
  });

  it('is left alone where it is as wanted', async () => {
    const { schedules, updates } = await givenScheduler(MADE);
    await schedules.apply({ cron: '0 3 * * *', timeZone: 'UTC' });
    expect(updates).toEqual([]);
  });

  it('that is not deployed yet can be tried again later', async () => {
    const { schedules } = await givenScheduler();
    await expect(schedules.apply({ cron: '0 3 * * *', timeZone: 'UTC' })).rejects.toMatchObject({ retryable: true });
  });
});
