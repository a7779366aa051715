import { DescribeContinuousBackupsCommand, DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Inspector } from '../../app/ports/inspector.ts';
import type { TableId } from '../../names.ts';

/** The part of an inspector that looks at the tables. */
export type TableInspector = Pick<Inspector, 'tableIsActive' | 'tableIsRestorable'>;

export function createTableInspector(
  client: DynamoDBClient,
  tables: Readonly<Record<TableId, string>>,
): TableInspector {
  return {
    async tableIsActive(id) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: tables[id] }));
      return Table?.TableStatus === 'ACTIVE';
    },
    async tableIsRestorable(id) {
      const command = new DescribeContinuousBackupsCommand({ TableName: tables[id] });
      const { ContinuousBackupsDescription: backups } = await client.send(command);
      return backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED';
    },
  };
}
