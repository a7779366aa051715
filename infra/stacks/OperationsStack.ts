import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AlarmWithRunbook } from '../constructs/AlarmWithRunbook.ts';
import { HOOKS, PeykDashboard, type OperationsProps } from '../constructs/Dashboard.ts';
import { ownMetric, requests, throttled } from '../constructs/metrics.ts';

const minutes = (count: number) => Duration.minutes(count);
const hours = (count: number) => Duration.hours(count);

/** What an operator looks at, and what calls them. Failed workflows and dead letters have their alarms where they are. */
export class OperationsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { stage, tables, apiId, deadLetters, ...props }: StackProps & OperationsProps,
  ) {
    super(scope, id, props);
    new PeykDashboard(this, 'Dashboard', { stage, tables, apiId, deadLetters });
    const own = (name: Parameters<typeof ownMetric>[1], period: Duration) => ownMetric(stage, name, period);

    new AlarmWithRunbook(this, 'SendStalled', {
      metric: new MathExpression({
        expression: 'IF(FILL(accepted, 0) > 0, 0, waiting)',
        usingMetrics: { accepted: own('MessagesAccepted', minutes(15)), waiting: own('MessagesWaiting', minutes(15)) },
        label: 'waiting while nothing is accepted',
        period: minutes(15),
      }),
      above: 0,
      periods: 2,
      impact: 'A campaign is sending, and for half an hour nobody has been mailed.',
      runbook: 'send-stalled',
    });
    new AlarmWithRunbook(this, 'CampaignHalted', {
      metric: own('CampaignsHalted', minutes(5)),
      above: 0,
      impact: 'A campaign was halted, by bounces, complaints, SES or a failure: the rest of its audience waits.',
      runbook: 'campaign-halted',
    });
    new AlarmWithRunbook(this, 'WebhooksFail', {
      metric: requests(apiId, '5xx', minutes(5), HOOKS),
      above: 0,
      periods: 2,
      impact: 'Orders do not arrive: shops must repeat their webhooks, and reports lack them until then.',
      runbook: 'webhooks-fail',
    });
    new AlarmWithRunbook(this, 'WebhooksConflict', {
      metric: own('WebhookConflicts', minutes(5)),
      above: 0,
      impact:
        'A shop sent other contents under an id that came before: what it sent first counts, the rest is refused.',
      runbook: 'webhooks-conflict',
    });
    new AlarmWithRunbook(this, 'RefreshLate', {
      metric: new MathExpression({
        expression: 'IF(done > 0, 0, 1)',
        // Not the executions that succeeded: one that meets another run ends well, and has refreshed nothing.
        usingMetrics: { done: own('RefreshSeconds', hours(1)) },
        label: 'hours without a refresh that finished',
        period: hours(1),
      }),
      above: 0,
      periods: 26,
      alsoWithoutData: true,
      impact: 'No refresh has finished for 26 hours: memberships that depend on time are out of date.',
      runbook: 'refresh-late',
    });
    for (const table of tables) {
      new AlarmWithRunbook(this, `${table.node.id}Throttled`, {
        metric: throttled(table, minutes(5)),
        above: 100,
        periods: 2,
        impact: 'The database refuses calls for their rate: sending, webhooks and imports go on, but slowly.',
        runbook: 'tables-are-throttled',
      });
    }
  }
}
