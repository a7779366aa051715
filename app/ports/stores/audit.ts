import type { AuditEntry } from '../../../core/workspace/auditEntry.ts';
import type { PageRequest, Page } from './records.ts';

export interface AuditStore {
  add(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(request: PageRequest): Promise<Page<AuditEntry>>;
}
