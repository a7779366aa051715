import type { FieldError } from '../../../core/shared/errors.ts';
import { ValidationError } from '../../../core/shared/errors.ts';
import { parseRule } from '../../../core/segments/rule/parseRule.ts';

/** What is wrong with a rule, by the first path that is; undefined for a rule that is right. */
export function issueOf(input: unknown): FieldError | undefined {
  try {
    parseRule(input);
    return undefined;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return error.errors[0];
  }
}
