/**
 * The part of Amazon States Language (JSONPath dialect) that these workflows may use: what AWS Step Functions and
 * the local runner both do, and do alike. README.md says why the rest is left out.
 */
const COMMON = ['Type', 'Comment', 'Next', 'End'];
const TASK = ['Resource', 'Parameters', 'TimeoutSeconds', 'ResultPath', 'Retry', 'Catch'];
const MAP = [
  'ItemsPath',
  'ItemSelector',
  'MaxConcurrency',
  'MaxConcurrencyPath',
  'ItemProcessor',
  'ResultPath',
  'Catch',
];

/** State type -> the fields it may have. */
export const ALLOWED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Task: [...COMMON, ...TASK],
  Map: [...COMMON, ...MAP],
  Choice: ['Type', 'Comment', 'Choices', 'Default'],
  Wait: [...COMMON, 'TimestampPath'],
  Succeed: ['Type', 'Comment'],
  Fail: ['Type', 'Comment', 'Error', 'Cause'],
};

export const ALLOWED_MACHINE_FIELDS = ['Comment', 'StartAt', 'States', 'ProcessorConfig'];
export const ALLOWED_CHOICE_FIELDS = ['Variable', 'StringEquals', 'BooleanEquals', 'Next'];
export const ALLOWED_RETRY_FIELDS = [
  'ErrorEquals',
  'IntervalSeconds',
  'BackoffRate',
  'MaxAttempts',
  'MaxDelaySeconds',
  'JitterStrategy',
];
export const ALLOWED_CATCH_FIELDS = ['ErrorEquals', 'ResultPath', 'Next'];

/** `$.a.b` and `$$.Map.Item.Value.a`: names only, no wildcards, filters or intrinsic functions. */
export const ALLOWED_PATH = /^\$(?:\$\.Map\.Item\.Value)?(?:\.[A-Za-z][A-Za-z0-9]*)+$/;

/** What a Task's `Parameters` may name besides: its whole input, and the execution that it is a part of. */
export const ALLOWED_PARAMETERS: readonly string[] = ['$', '$$.Execution.Name'];

/** A Task's resource is a placeholder with the name of its state. */
export const placeholderOf = (stateName: string): string => `\${${stateName}}`;
