import type { BlobFolder, INDEXES, TableId } from '../../names.ts';
import type { WorkflowName } from '../../core/workspace/workflows.ts';

type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'Scan'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem';

/** What a function may touch: exactly the calls it makes, none more. */
export interface Access {
  readonly tables?: Partial<Readonly<Record<TableId, readonly TableAction[]>>>;
  /** Indexes that are queried; a table's own actions do not reach them. */
  readonly indexes?: readonly (keyof typeof INDEXES)[];
  /** The keys of links and addresses; `rotate`: also a new key of links. */
  readonly secrets?: 'read' | 'rotate';
  /** The secrets of webhook sources. */
  readonly sources?: 'read' | 'change';
  /** Folders of the bucket. Reading is also what an address for a download allows, and writing one for an upload. */
  readonly files?: { readonly read?: readonly BlobFolder[]; readonly write?: readonly BlobFolder[] };
  /** State machines that it starts. */
  readonly starts?: readonly WorkflowName[];
  /** Whether it changes when refreshes start by themselves. */
  readonly schedules?: boolean;
  /** Whether it asks how executions stand. */
  readonly followsExecutions?: boolean;
  /** Whether it asks how tables, sender identities and the configuration set are set up. */
  readonly inspects?: boolean;
  /** `quota`: how fast it may send. `send`: that, and sending. */
  readonly mail?: 'quota' | 'send';
}

export interface FunctionSpec {
  /** Path from the repository's root. It exports `handler`. */
  readonly entry: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly access: Access;
}
