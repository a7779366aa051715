// Writes to the file it is given until it is killed, and says what was answered: one line a write.
import { openSqlite } from '../../../adapters/sqlite/engine.ts';
import { TABLES } from '../../../names.ts';

const engine = openSqlite({ file: process.argv[2]!, tables: TABLES, clock: Date.now });
const key = (lane: number, number: number) => ({
  pk: { S: `lane#${lane}` },
  sk: { S: String(number).padStart(9, '0') },
});

/** An item, its counterpart in another table and a counter, together or not at all. */
async function writeOn(lane: number): Promise<void> {
  for (let number = 1; ; number++) {
    await engine.call('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: TABLES.control, Item: { ...key(lane, number), data: { S: 'x'.repeat(500) } } } },
        { Put: { TableName: TABLES.activity, Item: key(lane, number) } },
        {
          Update: {
            TableName: TABLES.control,
            Key: { pk: { S: 'counters' }, sk: { S: String(lane) } },
            UpdateExpression: 'ADD #n :one',
            ExpressionAttributeNames: { '#n': 'n' },
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
      ],
    });
    process.stdout.write(`${lane} ${number}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(writeOn));
