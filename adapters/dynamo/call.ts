import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBServiceException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { isObject, type JsonObject } from './json.ts';
import { allowRawBodies, withRawBodies, type RawCall } from './rawBodies.ts';
import { DynamoRefusal, toPeykError } from './refusal.ts';
import { reportUsage, type UsageMeter } from './usage.ts';

/** One DynamoDB operation: request and answer as the API's JSON. Throws DynamoRefusal or a PeykError. */
export type Call = (operation: Operation, input: JsonObject) => Promise<JsonObject>;

export type Operation = keyof typeof SEND;

// The inputs only satisfy the types; the bodies are replaced.
const SEND = {
  GetItem: (client: DynamoDBClient, raw: RawCall) =>
    client.send(withRawBodies(new GetItemCommand({ TableName: 'raw', Key: {} }), raw)),
  PutItem: (client: DynamoDBClient, raw: RawCall) =>
    client.send(withRawBodies(new PutItemCommand({ TableName: 'raw', Item: {} }), raw)),
  UpdateItem: (client: DynamoDBClient, raw: RawCall) =>
    client.send(withRawBodies(new UpdateItemCommand({ TableName: 'raw', Key: {} }), raw)),
  DeleteItem: (client: DynamoDBClient, raw: RawCall) =>
    client.send(withRawBodies(new DeleteItemCommand({ TableName: 'raw', Key: {} }), raw)),
  Query: (client: DynamoDBClient, raw: RawCall) =>
    client.send(withRawBodies(new QueryCommand({ TableName: 'raw' }), raw)),
  Scan: (client: DynamoDBClient, raw: RawCall) =>
    client.send(withRawBodies(new ScanCommand({ TableName: 'raw' }), raw)),
  BatchGetItem: (client: DynamoDBClient, raw: RawCall) =>
    client.send(withRawBodies(new BatchGetItemCommand({ RequestItems: {} }), raw)),
  BatchWriteItem: (client: DynamoDBClient, raw: RawCall) =>
    client.send(withRawBodies(new BatchWriteItemCommand({ RequestItems: {} }), raw)),
  TransactWriteItems: (client: DynamoDBClient, raw: RawCall) =>
    client.send(withRawBodies(new TransactWriteItemsCommand({ TransactItems: [], ClientRequestToken: 'raw' }), raw)),
};

/** The one place every call goes through. With a meter, each call also asks for the capacity it consumed. */
export function createCall(client: DynamoDBClient, onUsage: UsageMeter | undefined): Call {
  allowRawBodies(client);
  return async (operation, input) => {
    const request = JSON.stringify(onUsage ? { ...input, ReturnConsumedCapacity: 'TOTAL' } : input);
    const raw: RawCall = { request, response: '' };
    try {
      await SEND[operation](client, raw);
    } catch (error) {
      throw error instanceof DynamoDBServiceException
        ? toPeykError(new DynamoRefusal(error, parseObject(raw.response)))
        : toPeykError(error);
    }
    const answer = parseObject(raw.response);
    if (onUsage) reportUsage(onUsage, operation, answer['ConsumedCapacity']);
    return answer;
  };
}

function parseObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
