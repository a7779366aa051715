import { METRIC_DIMENSION, METRIC_NAMESPACE, METRIC_UNITS, type MetricName } from '../../names.ts';

/**
 * Metrics as fields of a log line, in CloudWatch's embedded format: it costs the line and no call. One line for a batch,
 * never one for a recipient. `at` is epoch ms.
 */
export function metrics(values: Partial<Readonly<Record<MetricName, number>>>, at: number): object {
  const Metrics = Object.keys(values)
    .filter(isMetric)
    .map((Name) => ({ Name, Unit: METRIC_UNITS[Name] }));
  const directive = { Namespace: METRIC_NAMESPACE, Dimensions: [[METRIC_DIMENSION]], Metrics };
  return { ...values, _aws: { Timestamp: at, CloudWatchMetrics: [directive] } };
}

function isMetric(name: string): name is MetricName {
  return name in METRIC_UNITS;
}
