import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { MetricName } from '../../names.ts';
import type { Stage } from '../stage.ts';
import { executions, type NamedTable, ownMetric, requests, throttled } from './metrics.ts';
import { WORKFLOWS } from '../../core/workspace/workflows.ts';

export interface OperationsProps {
  readonly stage: Stage;
  readonly tables: readonly NamedTable[];
  readonly apiId: string;
  /** Name of the dead-letter queue of SES events. */
  readonly deadLetters: string;
}

const PERIOD = Duration.minutes(5);

/** One page that answers: does mail leave, do orders come in, are segments fresh, is anything refused. */
export class PeykDashboard extends Dashboard {
  constructor(scope: Construct, id: string, { stage, tables, apiId, deadLetters }: OperationsProps) {
    super(scope, id, { dashboardName: `${stage.prefix}operations`, defaultInterval: Duration.hours(12) });
    const own = (...names: MetricName[]) => names.map((name) => ownMetric(stage, name, PERIOD));
    const row = (...graphs: (readonly [title: string, left: readonly IMetric[]])[]) =>
      this.addWidgets(
        ...graphs.map(([title, left]) => new GraphWidget({ title, left: [...left], width: 24 / graphs.length })),
      );

    row(
      ['Recipients', own('MessagesAccepted', 'MessagesFailed', 'MessagesUnknown')],
      ['Waiting, and campaigns halted', own('MessagesWaiting', 'CampaignsHalted')],
    );
    row(
      ['Webhooks', [requests(apiId, 'Count', PERIOD, HOOKS), requests(apiId, '5xx', PERIOD, HOOKS)]],
      ['API', [requests(apiId, '4xx', PERIOD), requests(apiId, '5xx', PERIOD), ...own('RequestsFailed')]],
      ['SES events given up on', [deadLetterCount(deadLetters)]],
    );
    row(
      ['Refresh, seconds', own('RefreshSeconds')],
      ['Rows imported', own('ImportRowsAccepted', 'ImportRowsRejected')],
      ['Workflows failed', WORKFLOWS.map((name) => executions(this, stage, name, 'ExecutionsFailed', PERIOD))],
    );
    row(['Throttled, by table', tables.map((table) => throttled(table, PERIOD))]);
  }
}

/** The one route of webhooks, as API Gateway names it in metrics. */
export const HOOKS = { Method: 'POST', Resource: '/hooks/v1/{source}' };

function deadLetterCount(queue: string): IMetric {
  return new Metric({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensionsMap: { QueueName: queue },
    statistic: 'Maximum',
    period: PERIOD,
  });
}
