export type ImportKind = 'customers' | 'orders' | 'assignments';

export interface Import {
  readonly id: string;
  readonly kind: ImportKind;
  readonly format: 'csv' | 'ndjson';
  readonly status: 'running' | 'done' | 'failed';
  readonly createdAt: number;
  readonly finishedAt?: number;
  /** Where the body is kept. */
  readonly blob: string;
  readonly bytes?: number;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Query options, such as createCustomers and windowDays. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** Where to go on after a crash: bytes and rows that are done, the header row, and what the step wants to keep. */
  readonly checkpoint?: { readonly byte: number; readonly row: number; readonly state?: string };
  readonly failure?: string;
}

/** `row` counts data rows from 1; `line` is the row as it was sent. */
export interface RejectedRow {
  readonly row: number;
  readonly field: string;
  readonly reason: string;
  readonly line: string;
}
