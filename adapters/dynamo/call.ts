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

/**
 * One operation of the store port: request and answer as the JSON of DynamoDB's API, whichever engine is behind it.
 * Throws DynamoRefusal or a PeykError.
 */
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

/** Calls DynamoDB, or whatever else the client's endpoint is. */
export function createCall(client: DynamoDBClient): Call {
  allowRawBodies(client);
  return async (operation, input) => {
    const raw: RawCall = { request: JSON.stringify(input), response: '' };
    try {
      await SEND[operation](client, raw);
    } catch (error) {
      throw toPeykError(error instanceof DynamoDBServiceException ? refusalOf(error, raw) : error);
    }
    return parseObject(raw.response);
  };
}

function refusalOf(fault: DynamoDBServiceException, raw: RawCall): DynamoRefusal {
  const { attempts = 1, httpStatusCode: status = 0 } = fault.$metadata;
  const answer = parseObject(raw.response);
  return new DynamoRefusal({ code: fault.name, message: fault.message, answer, attempts, status }, { cause: fault });
}

function parseObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
