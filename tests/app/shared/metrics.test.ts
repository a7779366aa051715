import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../../adapters/logging/logger.ts';
import { beginInvocation } from '../../../adapters/logging/invocation.ts';
import { lazy } from '../../../functions/runtime/lazy.ts';
import { metrics } from '../../../app/shared/metrics.ts';

const logged = (write: (log: ReturnType<typeof createLogger>) => void) => {
  const lines: string[] = [];
  write(createLogger({ stage: 'dev', write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
};

afterEach(() => beginInvocation([]));

describe('metrics', () => {
  it('are a log line in the embedded format: every metric and the dimension it names is a field', () => {
    const [line] = logged((log) => log.info({ campaignId: 'cmp_1', ...metrics({ MessagesAccepted: 50 }, 7) }, 'sent'));
    expect(line).toMatchObject({ stage: 'dev', campaignId: 'cmp_1', MessagesAccepted: 50, msg: 'sent' });
    expect(line._aws).toEqual({
      Timestamp: 7,
      CloudWatchMetrics: [
        { Namespace: 'Peyk', Dimensions: [['stage']], Metrics: [{ Name: 'MessagesAccepted', Unit: 'Count' }] },
      ],
    });
  });

  it('have seconds where time is measured', () => {
    expect(JSON.stringify(metrics({ RefreshSeconds: 1.5 }, 0))).toContain('"Unit":"Seconds"');
  });
});

describe('every line of an invocation', () => {
  it('carries the ids of the invocation and of the HTTP request', async () => {
    const handler = lazy(
      ({ log }: { log: ReturnType<typeof createLogger> }) =>
        async (...args: unknown[]) => {
          log.info({ arguments: args.length }, 'handled');
        },
      { log: () => createLogger({ write: (line) => lines.push(line) }) },
    );
    const lines: string[] = [];
    await handler({ requestContext: { requestId: 'http-1' } }, { awsRequestId: 'lambda-1' });
    await handler({ runId: 'run_1' }, { awsRequestId: 'lambda-2' });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { requestId: 'lambda-1', httpRequestId: 'http-1' },
      { requestId: 'lambda-2' },
    ]);
    expect(lines[1]).not.toContain('http-1');
  });
});
