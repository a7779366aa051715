import { ValidationError } from '../shared/errors.ts';

/**
 * A table of counts that never grows beyond `limit` cells and merges over shards in any order to the same result.
 *
 * A cell is a class (x, never coarsened) and a place on an integer grid. Whenever there are more cells than the limit,
 * the grid's steps are doubled, for all cells at once. Grids of doubled steps are nested and the cells of a part are
 * never more than those of the whole: the final level depends on what was added and not on the order it came in.
 * Each cell keeps integer sums (the first is the count), so means inside a cell stay exact however coarse the grid.
 */
export interface CellTable {
  add(x: number, place: readonly number[], sums: readonly number[]): void;
  merge(other: CellTable): void;
  /** Ascending by x and place. */
  cells(): Cell[];
  /** Doublings so far. */
  level(): number;
  readonly shape: CellShape;
}

interface Cell {
  readonly x: number;
  readonly place: readonly number[];
  readonly sums: readonly number[];
}

export interface CellShape {
  readonly places: number;
  readonly sums: number;
  readonly limit: number;
}

/** The step is then 2 ** 40, wider than anything counted here: all that is left are the classes. */
const LAST_LEVEL = 40;

interface MutableCell {
  readonly x: number;
  readonly place: readonly number[];
  readonly sums: number[];
}

export function createCellTable(shape: CellShape, startLevel = 0): CellTable {
  let level = startLevel;
  let table = new Map<string, MutableCell>();

  const put = (into: Map<string, MutableCell>, x: number, place: readonly number[], sums: readonly number[]): void => {
    const key = `${x}|${place.join('|')}`;
    const known = into.get(key);
    if (!known) into.set(key, { x, place, sums: [...sums] });
    else sums.forEach((sum, index) => (known.sums[index] = (known.sums[index] ?? 0) + sum));
  };
  const coarsenTo = (wanted: number): void => {
    const next = new Map<string, MutableCell>();
    for (const { x, place, sums } of table.values()) put(next, x, coarser(place, wanted - level), sums);
    table = next;
    level = wanted;
  };
  const bound = (): void => {
    while (table.size > shape.limit && level < LAST_LEVEL) coarsenTo(level + 1);
  };

  return {
    shape,
    level: () => level,
    add: (x, place, sums) => {
      put(table, x, coarser(place, level), sums);
      bound();
    },
    merge: (other) => {
      if (other.level() > level) coarsenTo(other.level());
      for (const { x, place, sums } of other.cells()) put(table, x, coarser(place, level - other.level()), sums);
      bound();
    },
    cells: () => [...table.values()].sort(byPlace),
  };
}

function coarser(place: readonly number[], doublings: number): readonly number[] {
  return doublings === 0 ? place : place.map((at) => Math.floor(at / 2 ** doublings));
}

function byPlace(a: Cell, b: Cell): number {
  if (a.x !== b.x) return a.x - b.x;
  const axis = a.place.findIndex((at, index) => at !== b.place[index]);
  return axis === -1 ? 0 : (a.place[axis] ?? 0) - (b.place[axis] ?? 0);
}

/** "level;x,place...,sums...;...", in base 36: under 30 bytes a cell. */
export function encodeCells(table: CellTable): string {
  const rows = table.cells().map(({ x, place, sums }) => [x, ...place, ...sums].map(toBase36).join(','));
  return [toBase36(table.level()), ...rows].join(';');
}

/** The inverse of encodeCells; throws ValidationError for anything else. */
export function decodeCells(text: string, shape: CellShape): CellTable {
  const [[start = Number.NaN] = [], ...rows] = text.split(';').map((row) => row.split(',').map(fromBase36));
  const columns = 1 + shape.places + shape.sums;
  const isWhole = rows.every((row) => row.length === columns && row.every(Number.isSafeInteger));
  if (!isWhole || !(start >= 0 && start <= LAST_LEVEL)) {
    throw new ValidationError([{ path: 'cells', reason: 'is not a table of counts of this shape' }]);
  }
  const table = createCellTable(shape, start);
  for (const [x = 0, ...rest] of rows) {
    const place = rest.slice(0, shape.places).map((at) => at * 2 ** start);
    table.add(x, place, rest.slice(shape.places));
  }
  return table;
}

function toBase36(value: number): string {
  return value.toString(36);
}

function fromBase36(text: string): number {
  const value = Number.parseInt(text, 36);
  return value.toString(36) === text ? value : Number.NaN;
}
