import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export interface AlarmWithRunbookProps {
  readonly metric: IMetric;
  /** Fires above this. */
  readonly above: number;
  /** What it means to the people served, in one sentence. */
  readonly impact: string;
  /** Heading in docs/runbook.md, as an anchor. */
  readonly runbook: string;
}

/** An alarm whose text says what is at stake and where to read what to do. No data means nothing happened. */
export class AlarmWithRunbook extends Alarm {
  constructor(scope: Construct, id: string, { metric, above, impact, runbook }: AlarmWithRunbookProps) {
    super(scope, id, {
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${impact} What to do: docs/runbook.md#${runbook}`,
    });
  }
}
