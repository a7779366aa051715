import { METRIC_DIMENSION, METRIC_NAMESPACE } from '../../names.ts';

const UNITS = {
  /** Recipients, by what became of them in one time slice of sending. */
  MessagesAccepted: 'Count',
  MessagesFailed: 'Count',
  MessagesUnknown: 'Count',
  /** Recipients of a shard who wait at the end of a time slice. */
  MessagesWaiting: 'Count',
  CampaignsHalted: 'Count',
  RefreshSeconds: 'Seconds',
  CustomersRefreshed: 'Count',
  ImportRowsAccepted: 'Count',
  ImportRowsRejected: 'Count',
  /** Requests that a function answered with a 5xx. */
  RequestsFailed: 'Count',
  /** Webhooks refused because their id, or their order, came before with something else in it. */
  WebhookConflicts: 'Count',
} as const;
export type MetricName = keyof typeof UNITS;

/**
 * Metrics as fields of a log line, in CloudWatch's embedded format: it costs the line and no call. One line for a batch,
 * never one for a recipient. `at` is epoch ms.
 */
export function metrics(values: Partial<Readonly<Record<MetricName, number>>>, at: number): object {
  const Metrics = Object.keys(values)
    .filter(isMetric)
    .map((Name) => ({ Name, Unit: UNITS[Name] }));
  const directive = { Namespace: METRIC_NAMESPACE, Dimensions: [[METRIC_DIMENSION]], Metrics };
  return { ...values, _aws: { Timestamp: at, CloudWatchMetrics: [directive] } };
}

function isMetric(name: string): name is MetricName {
  return name in UNITS;
}
