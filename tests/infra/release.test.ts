import { describe, expect, it } from 'vitest';
import dev from './release/dev.json' with { type: 'json' };
import prod from './release/prod.json' with { type: 'json' };
import { losses, statefulIn, type Stateful } from './stateful.ts';
import { givenTemplates } from './support.ts';

const table = (change: Partial<Stateful> = {}): Record<string, Stateful> => ({
  'data/Customers': {
    type: 'AWS::DynamoDB::Table',
    deletionPolicy: 'Retain',
    replacedBy: { TableName: null, KeySchema: [{ AttributeName: 'b', KeyType: 'HASH' }] },
    ...change,
  },
});

describe('an update of a deployment', () => {
  it.each([
    ['dev', dev],
    ['prod', prod],
  ] as const)('of %s from the last release removes and replaces nothing that holds state', (stage, last) => {
    expect(Object.keys(last).length).toBeGreaterThan(10);
    expect(losses(last, statefulIn(givenTemplates(stage)))).toEqual([]);
  });

  it('is refused when a table is gone, has another key or another name, or is no longer retained', () => {
    expect(losses(table(), {})).toEqual(['data/Customers (AWS::DynamoDB::Table) is removed']);
    expect(losses(table(), table({ type: 'AWS::DynamoDB::GlobalTable' }))).toEqual([
      'data/Customers (AWS::DynamoDB::Table) is removed',
    ]);
    expect(losses(table(), table({ deletionPolicy: 'Delete' }))).toEqual([
      'data/Customers (AWS::DynamoDB::Table) is no longer retained',
    ]);
    expect(losses(table(), table({ replacedBy: { TableName: 'c', KeySchema: [] } }))).toEqual([
      'data/Customers (AWS::DynamoDB::Table) is replaced by a change of TableName',
      'data/Customers (AWS::DynamoDB::Table) is replaced by a change of KeySchema',
    ]);
  });

  it('may add what holds state, and may begin to retain', () => {
    expect(losses({}, table())).toEqual([]);
    expect(losses(table({ deletionPolicy: 'Delete' }), table())).toEqual([]);
    expect(losses(table(), table())).toEqual([]);
  });
});
