import { dynoxideBinary } from './dynoxide.ts';

/** True where there is a DynamoDB API to test against: that of DYNAMODB_ENDPOINT, or the embedded one. */
export function hasDynamo(): boolean {
  try {
    return process.env['DYNAMODB_ENDPOINT'] !== undefined || dynoxideBinary() !== '';
  } catch {
    return false;
  }
}
