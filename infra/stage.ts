import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';

/** What differs between the stages. Chosen by `--context stage=prod`; `dev` when nothing is said. */
export interface Stage {
  readonly name: 'dev' | 'prod';
  /** Of everything that holds state: tables, buckets, secrets. */
  readonly removal: RemovalPolicy;
  readonly keepsState: boolean;
  readonly logRetention: RetentionDays;
  /** Of names that must be known before the resource exists, as state machines and secrets. */
  readonly prefix: string;
}

const STAGES: Readonly<Record<Stage['name'], Stage>> = {
  dev: {
    name: 'dev',
    removal: RemovalPolicy.DESTROY,
    keepsState: false,
    logRetention: RetentionDays.ONE_WEEK,
    prefix: 'peyk-dev-',
  },
  prod: {
    name: 'prod',
    removal: RemovalPolicy.RETAIN,
    keepsState: true,
    logRetention: RetentionDays.THREE_MONTHS,
    prefix: 'peyk-prod-',
  },
};

export function stageOf(node: Node): Stage {
  const name: unknown = node.tryGetContext('stage') ?? 'dev';
  if (name !== 'dev' && name !== 'prod') throw new Error(`context "stage" is dev or prod, not ${String(name)}`);
  return STAGES[name];
}
