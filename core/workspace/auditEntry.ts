/** One change: who, when, what. Names of fields, never their values. */
export interface AuditEntry {
  readonly id: string;
  readonly at: number;
  readonly who: { readonly kind: string; readonly id: string; readonly name: string };
  readonly method: string;
  /** As in the route table: `/api/v1/customers/{id}`. */
  readonly route: string;
  /** What was changed or made, where it has an id or a name. */
  readonly target?: string;
  readonly fields: readonly string[];
  readonly status: number;
}
