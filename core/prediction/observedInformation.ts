const STEP = 1e-3;

/**
 * The covariance of maximum-likelihood estimates: the inverse of the curvature of the negative log-likelihood at its
 * minimum, by central differences. Undefined where the minimum is not a proper one (a flat ridge or a border).
 */
export function covarianceAt(
  negativeLogLikelihood: (at: readonly number[]) => number,
  minimum: readonly number[],
): number[][] | undefined {
  const moved = (i: number, di: number, j: number, dj: number): number =>
    negativeLogLikelihood(minimum.map((x, axis) => x + (axis === i ? di : 0) + (axis === j ? dj : 0)));
  const centre = negativeLogLikelihood(minimum);
  const curvature = minimum.map((_, i) =>
    minimum.map((__, j) => {
      if (i === j) return (moved(i, STEP, -1, 0) - 2 * centre + moved(i, -STEP, -1, 0)) / STEP ** 2;
      const same = moved(i, STEP, j, STEP) + moved(i, -STEP, j, -STEP);
      return (same - moved(i, STEP, j, -STEP) - moved(i, -STEP, j, STEP)) / (4 * STEP ** 2);
    }),
  );
  return inverse(curvature);
}

/** The inverse of a symmetric positive definite matrix (Gauss-Jordan); undefined for any other. */
export function inverse(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (const [i, row] of rows.entries()) {
    const pivot = row[i] ?? 0;
    // Without row exchanges the pivots of a positive definite matrix are all positive, and only of such a one.
    if (!(pivot > 0)) return undefined;
    row.forEach((value, column) => (row[column] = value / pivot));
    for (const other of rows) {
      const factor = other[i] ?? 0;
      if (other === row || factor === 0) continue;
      other.forEach((value, column) => (other[column] = value - factor * (row[column] ?? 0)));
    }
  }
  return rows.map((row) => row.slice(size));
}
