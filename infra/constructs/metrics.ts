import { ArnFormat, Stack, type Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { METRIC_DIMENSION, METRIC_NAMESPACE, type MetricName } from '../../names.ts';
import type { Stage } from '../stage.ts';
import type { WorkflowName } from '../../core/workspace/workflows.ts';

/** A metric that our functions write with their log. */
export function ownMetric(stage: Stage, metricName: MetricName, period: Duration): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { [METRIC_DIMENSION]: stage.name },
    statistic: metricName === 'RefreshSeconds' ? 'Maximum' : 'Sum',
    period,
  });
}

/** Requests of the HTTP API, of one route where it is named. */
export function requests(
  apiId: string,
  metricName: 'Count' | '4xx' | '5xx',
  period: Duration,
  route?: { readonly Method: string; readonly Resource: string },
): Metric {
  return new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    // A route's own metrics are kept by stage, the API's as a whole are not.
    dimensionsMap: { ApiId: apiId, ...(route && { Stage: '$default', ...route }) },
    statistic: 'Sum',
    period,
    label: metricName,
  });
}

/** Executions of a workflow, which is known by name before it exists. */
export function executions(
  scope: Construct,
  stage: Stage,
  workflow: WorkflowName,
  metricName: 'ExecutionsFailed' | 'ExecutionsSucceeded',
  period: Duration,
): Metric {
  const StateMachineArn = Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: stage.prefix + workflow,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const dimensionsMap = { StateMachineArn };
  return new Metric({ namespace: 'AWS/States', metricName, dimensionsMap, statistic: 'Sum', period, label: workflow });
}

/** A table, as far as its metrics go. */
export type NamedTable = Pick<ITable, 'tableName' | 'node'>;

/** Reads and writes of a table that DynamoDB refused for their rate. */
export function throttled(table: NamedTable, period: Duration): IMetric {
  const refused = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: table.tableName },
      statistic: 'Sum',
      period,
    });
  const id = table.node.id.toLowerCase();
  return new MathExpression({
    expression: `FILL(${id}r, 0) + FILL(${id}w, 0)`,
    usingMetrics: { [`${id}r`]: refused('ReadThrottleEvents'), [`${id}w`]: refused('WriteThrottleEvents') },
    label: table.node.id,
    period,
  });
}
