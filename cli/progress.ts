const CELLS = 30;

/** A one-line progress bar on a terminal; silent where the output is not one. */
export interface Progress {
  update(done: number, total: number, note?: string): void;
  end(): void;
}

export function progressBar(label: string, stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { update: () => undefined, end: () => undefined };
  return {
    update(done, total, note = '') {
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const filled = Math.round(share * CELLS);
      const bar = '█'.repeat(filled) + '░'.repeat(CELLS - filled);
      stream.write(`\r\u001b[K${label} ${bar} ${Math.round(share * 100)} % ${note}`);
    },
    end: () => stream.write('\r\u001b[K'),
  };
}
