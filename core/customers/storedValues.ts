/**
 * A stored value as rules look at it: every type may be asked for, which is one property load instead of a test and a
 * load. Any StoredValue is one.
 */
export interface Value {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
  readonly L?: readonly Value[];
  readonly M?: Values;
}

export type Values = Readonly<Record<string, Value | undefined>>;

export const NO_VALUES: Values = {};

/** The number of a stored value, `absent` where there is none. */
export function numberOf(value: Value | undefined, absent = 0): number {
  return value?.N === undefined ? absent : +value.N;
}

/** As JSON shows a stored value, null where there is none. */
export function plainOf(value: Value | undefined): unknown {
  if (value === undefined) return null;
  if (value.N !== undefined) return Number(value.N);
  return value.S ?? value.BOOL ?? value.L?.map(plainOf) ?? null;
}

/** As JSON shows a reading. */
export function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
