import type { Definitions, PageRequest, Page } from './records.ts';
import type { Import, RejectedRow } from '../../../core/imports/import.ts';

export interface ImportStore extends Definitions<Import> {
  /** Idempotent by row number. Kept 90 days. */
  putRejected(importId: string, rows: readonly RejectedRow[]): Promise<void>;
  /** By row number. */
  rejected(importId: string, request: PageRequest): Promise<Page<RejectedRow>>;
  /** All of them, by row number, in pages. */
  rejectedPages(importId: string): AsyncIterable<readonly RejectedRow[]>;
}
