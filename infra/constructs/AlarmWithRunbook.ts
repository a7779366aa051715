import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export interface AlarmWithRunbookProps {
  readonly metric: IMetric;
  /** Fires above this. */
  readonly above: number;
  /** How many periods on end must be so; 1 when left out. */
  readonly periods?: number;
  /** Fires too where nothing was measured. Otherwise no data means that nothing happened. */
  readonly alsoWithoutData?: boolean;
  /** What it means to the people served, in one sentence. */
  readonly impact: string;
  /** Heading in docs/runbook.md, as an anchor. */
  readonly runbook: string;
}

/** An alarm whose text says what is at stake and where to read what to do. */
export class AlarmWithRunbook extends Alarm {
  constructor(scope: Construct, id: string, props: AlarmWithRunbookProps) {
    const { metric, above, periods = 1, alsoWithoutData = false, impact, runbook } = props;
    super(scope, id, {
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: alsoWithoutData ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${impact} What to do: docs/runbook.md#${runbook}`,
    });
  }
}
