import { Stack, Validations } from 'aws-cdk-lib';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

/** A finding of cdk-nag, and why it is right as it is here. */
export type Acknowledgements = Readonly<Record<`AwsSolutions-${string}` | `Serverless-${string}`, string>>;

/** Accepts findings on `construct` and everything below it. Each finding is named by itself; there is no wildcard. */
export function acknowledge(construct: IConstruct, findings: Acknowledgements): void {
  for (const [id, reason] of Object.entries(findings)) Validations.of(construct).acknowledge({ id, reason });
}

/** The name cdk-nag gives to a policy's resource that ends in a wildcard. */
export const wildcard = (resource: string): `AwsSolutions-IAM5[${string}]` =>
  `AwsSolutions-IAM5[Resource::${resource}]`;

/** How cdk-nag spells the ARNs of this deployment. */
export const arnOf = (service: string, rest: string): string =>
  `arn:<AWS::Partition>:${service}:<AWS::Region>:<AWS::AccountId>:${rest}`;

/** How cdk-nag spells an attribute of a resource of the same stack. */
export const spelled = (owner: IConstruct, attribute: string): string =>
  flattenCfnReference(Stack.of(owner).resolve(attribute));

/** How cdk-nag spells an attribute that another stack imports from the one that owns it. */
export const spelledAbroad = (owner: IConstruct, attribute: string): string =>
  spelled(owner, Stack.of(owner).exportValue(attribute));
