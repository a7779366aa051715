import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { TABLES, TABLE_SCHEMAS, type TableId } from '../../names.ts';
import type { Stage } from '../stage.ts';

const TYPES = { S: AttributeType.STRING, N: AttributeType.NUMBER } as const;

/** A table as `TABLE_SCHEMAS` describes it: on demand, encrypted, restorable to any second of the last 35 days. */
export class AppTable extends Table {
  constructor(scope: Construct, id: TableId, stage: Stage) {
    const { partitionKey, sortKey, ttl, indexes } = TABLE_SCHEMAS[id];
    super(scope, TABLES[id], {
      partitionKey: attribute(partitionKey),
      sortKey: attribute(sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.keepsState,
      removalPolicy: stage.removal,
      ...(ttl !== undefined && { timeToLiveAttribute: ttl }),
    });
    for (const index of indexes) {
      this.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: attribute(index.partitionKey),
        ...(index.sortKey && { sortKey: attribute(index.sortKey) }),
        ...(index.include
          ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.include] }
          : { projectionType: ProjectionType.KEYS_ONLY }),
      });
    }
  }
}

function attribute({ name, type }: { readonly name: string; readonly type: keyof typeof TYPES }) {
  return { name, type: TYPES[type] };
}
