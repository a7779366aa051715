// Why our own: of the optimisers on npm, fmin has no types and draws a plotting package in, ml-direct searches a box
// and never polishes, optimization-js depends on jsdom and browserify, and numeric is untyped and long abandoned. This is
// Nelder and Mead (1965) with the usual coefficients, restarted until a fresh simplex gains nothing more.

export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  readonly evaluations: number;
  /** False when the evaluations ran out first. */
  readonly converged: boolean;
}

export interface NelderMeadOptions {
  /** Edge of the first simplex, in the units of the arguments. */
  readonly step?: number;
  /** A simplex is done when its values differ by less than this, relatively, and its corners by its root. */
  readonly tolerance?: number;
  readonly maxEvaluations?: number;
}

interface Corner {
  readonly at: readonly number[];
  readonly value: number;
}

/** Minimises a smooth function of a few unbounded arguments. A value that is not a number counts as infinite. */
export function minimise(
  target: (at: readonly number[]) => number,
  start: readonly number[],
  { step = 0.5, tolerance = 1e-11, maxEvaluations = 5_000 }: NelderMeadOptions = {},
): Minimum {
  let evaluations = 0;
  const evaluate = (at: readonly number[]): Corner => {
    evaluations++;
    const value = target(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  let best = evaluate(start);
  let edge = step;
  let converged = false;
  while (evaluations < maxEvaluations) {
    const next = descend(evaluate, simplexAround(best, edge, evaluate), tolerance, () => evaluations < maxEvaluations);
    converged = best.value - next.value <= tolerance * (1 + Math.abs(next.value));
    if (next.value <= best.value) best = next;
    if (converged) break;
    edge /= 4;
  }
  return { ...best, evaluations, converged };
}

function simplexAround(origin: Corner, edge: number, evaluate: (at: readonly number[]) => Corner): Corner[] {
  return [
    origin,
    ...origin.at.map((_, axis) => evaluate(origin.at.map((x, index) => (index === axis ? x + edge : x)))),
  ];
}

function descend(
  evaluate: (at: readonly number[]) => Corner,
  corners: Corner[],
  tolerance: number,
  mayGoOn: () => boolean,
): Corner {
  for (;;) {
    corners.sort((a, b) => a.value - b.value);
    const [best, worst, second] = [corners[0], corners.at(-1), corners.at(-2)];
    if (!best || !worst || !second) throw new Error('a simplex has two corners at least');
    if (isSmall(corners, best, worst, tolerance) || !mayGoOn()) return best;
    const centre = centreOf(corners.slice(0, -1));
    const along = (factor: number): Corner => evaluate(blend(centre, worst.at, factor));
    const reflected = along(-1);
    let next: Corner = reflected;
    if (reflected.value < best.value) {
      const expanded = along(-2);
      if (expanded.value < reflected.value) next = expanded;
    } else if (reflected.value >= second.value) {
      next = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (next.value >= Math.min(reflected.value, worst.value)) {
        corners = corners.map((corner) => (corner === best ? best : evaluate(blend(best.at, corner.at, 0.5))));
        continue;
      }
    }
    corners[corners.length - 1] = next;
  }
}

function isSmall(corners: readonly Corner[], best: Corner, worst: Corner, tolerance: number): boolean {
  if (!Number.isFinite(best.value)) return !Number.isFinite(worst.value) && widthOf(corners, best) < tolerance;
  const flat = worst.value - best.value <= tolerance * (1 + Math.abs(best.value));
  return flat && widthOf(corners, best) <= Math.sqrt(tolerance) * 10;
}

function widthOf(corners: readonly Corner[], best: Corner): number {
  let width = 0;
  for (const corner of corners)
    corner.at.forEach((x, axis) => (width = Math.max(width, Math.abs(x - (best.at[axis] ?? x)))));
  return width;
}

function centreOf(corners: readonly Corner[]): number[] {
  const sum = (corners[0]?.at ?? []).map((_, axis) => corners.reduce((total, { at }) => total + (at[axis] ?? 0), 0));
  return sum.map((total) => total / corners.length);
}

/** from + factor * (to - from) */
function blend(from: readonly number[], to: readonly number[], factor: number): number[] {
  return from.map((x, axis) => x + factor * ((to[axis] ?? x) - x));
}
