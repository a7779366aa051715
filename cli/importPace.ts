/** What an import's counters said at a moment. */
export interface Reading {
  /** Ms, of any clock that only goes forward. */
  readonly at: number;
  readonly rows: number;
  readonly bytesDone: number;
  /** Of the whole file; 0 = not known. */
  readonly bytes: number;
}

const MIN_MS = 500;

/**
 * "12,000 rows, 4,800 rows/s, 0:08 left": the speed between two readings, and how long the bytes that remain take at
 * it. Only the rows where the readings lie too close together to tell, or nothing was read between them.
 */
export function importPace(first: Reading, now: Reading): string {
  const rows = `${now.rows.toLocaleString('en')} rows`;
  const seconds = (now.at - first.at) / 1000;
  const bytes = now.bytesDone - first.bytesDone;
  if (now.at - first.at < MIN_MS || bytes <= 0) return rows;
  const speed = Math.round((now.rows - first.rows) / seconds).toLocaleString('en');
  const left = Math.ceil(((now.bytes - now.bytesDone) * seconds) / bytes);
  return `${rows}, ${speed} rows/s${left >= 0 ? `, ${minutes(left)} left` : ''}`;
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
