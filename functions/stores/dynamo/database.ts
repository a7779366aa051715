/** Consumed capacity of one call. */
export interface Usage {
  readonly operation: string;
  readonly table: string;
  readonly readUnits: number;
  readonly writeUnits: number;
}

export type UsageMeter = (usage: Usage) => void;
