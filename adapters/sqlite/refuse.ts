import type { JsonObject } from '../dynamo/json.ts';
import { DynamoRefusal } from '../dynamo/refusal.ts';

/** The answer "no" as DynamoDB gives it. In process no answer is ever lost, so there is one attempt. */
export function refuse(code: string, message: string, answer: JsonObject = {}): DynamoRefusal {
  return new DynamoRefusal({ code, message, answer: { message, ...answer }, attempts: 1, status: 400 });
}

export function invalid(message: string): DynamoRefusal {
  return refuse('ValidationException', message);
}
