import { Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, type IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct, IConstruct, Node } from 'constructs';
import { AlarmTopic } from '../constructs/AlarmTopic.ts';
import type { Stage } from '../stage.ts';

/** Where alarms go. Its key costs a dollar a month, so there is none in a dev stage that names no address. */
export class AlertsStack extends Stack {
  readonly #action: IAlarmAction;

  constructor(scope: Construct, id: string, { email, ...props }: StackProps & { readonly email?: string | undefined }) {
    super(scope, id, props);
    this.#action = new SnsAction(new AlarmTopic(this, 'Alarms', { email }).topic);
  }

  /** Sends every alarm below `root` to the topic, when it fires and when it is over. */
  hear(root: IConstruct): void {
    for (const alarm of root.node.findAll()) {
      if (!(alarm instanceof Alarm)) continue;
      alarm.addAlarmAction(this.#action);
      alarm.addOkAction(this.#action);
    }
  }
}

/** The context's `alarmEmail`, and whether the stage has a topic at all. */
export function alertsOf(node: Node, stage: Stage): { readonly email: string | undefined } | undefined {
  const email: unknown = node.tryGetContext('alarmEmail');
  if (email !== undefined && typeof email !== 'string') throw new Error('context "alarmEmail" is an address');
  return email !== undefined || stage.keepsState ? { email } : undefined;
}
