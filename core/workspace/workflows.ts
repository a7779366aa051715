export const WORKFLOWS = ['campaign', 'segment-refresh', 'import'] as const;

export type WorkflowName = (typeof WORKFLOWS)[number];
