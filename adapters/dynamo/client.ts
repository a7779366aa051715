import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * The DynamoDB client every store shares. Without an endpoint it is the account's DynamoDB; with one it is an
 * emulator, which takes any credentials. Throttled and broken calls are repeated by the SDK's standard retry:
 * four attempts of a throttled call take up to 3.5 s, which a webhook's sender still waits for.
 */
export function createDynamoClient(
  options: { readonly endpoint?: string; readonly maxAttempts?: number } = {},
): DynamoDBClient {
  const common = { maxAttempts: options.maxAttempts ?? 4, retryMode: 'standard' };
  if (options.endpoint === undefined) return new DynamoDBClient(common);
  return new DynamoDBClient({
    ...common,
    endpoint: options.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}
