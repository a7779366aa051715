import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * The DynamoDB client every store shares. Without an endpoint it is the account's DynamoDB; with one it is an
 * emulator, which takes any credentials. Throttled and broken calls are repeated by the SDK's standard retry.
 */
export function createDynamoClient(options: { readonly endpoint?: string } = {}): DynamoDBClient {
  const common = { maxAttempts: 5, retryMode: 'standard' };
  if (options.endpoint === undefined) return new DynamoDBClient(common);
  return new DynamoDBClient({
    ...common,
    endpoint: options.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}
