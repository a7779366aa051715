import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { TableId } from '../../names.ts';
import type { Stage } from '../stage.ts';
import type { AppTable } from './AppTable.ts';

/** What functions stand on. Parts that a later stack adds are absent before it. */
export interface Backing {
  readonly stage: Stage;
  readonly tables: Readonly<Record<TableId, AppTable>>;
  readonly imports: IBucket;
  /** ARNs of the secrets, as Secrets Manager ended them. */
  readonly secrets: { readonly signing: string; readonly addresses: string; readonly sources: string };
  /** Name of the SES configuration set. */
  readonly configurationSet?: string;
  /** Where customers reach the public links, unless the workspace's settings say otherwise. */
  readonly baseUrl?: string;
  /** As whom the refresh is started by its schedule. */
  readonly refreshRole?: IRole;
}

/** Secrets are named `peyk-<stage>/<name>`. */
export const secretPrefix = (stage: Stage): string => `${stage.prefix.replace(/-$/, '')}/`;
