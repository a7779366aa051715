import { CfnOutput } from 'aws-cdk-lib';
import { EmailIdentity, Identity, type IConfigurationSet } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

export interface SenderProps {
  readonly stage: Stage;
  /** `news.example.com`, or one address. */
  readonly sender: string;
  readonly configurationSet: IConfigurationSet;
}

/** The identity that campaigns are sent from. A domain is verified by its DKIM records, which are the stack's outputs. */
export class Sender extends Construct {
  constructor(scope: Construct, id: string, { stage, sender, configurationSet }: SenderProps) {
    super(scope, id);
    const isAddress = sender.includes('@');
    const identity = new EmailIdentity(this, 'Identity', {
      identity: isAddress ? Identity.email(sender) : Identity.domain(sender),
      configurationSet,
    });
    identity.applyRemovalPolicy(stage.removal);
    if (isAddress) return;
    for (const [index, { name, value }] of identity.dkimRecords.entries())
      new CfnOutput(this, `Dkim${index + 1}`, { value: `${name} CNAME ${value}` });
  }
}
