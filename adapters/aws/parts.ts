/** Regroups a stream into parts of exactly `size` bytes; the last may be shorter. Yields nothing for an empty stream. */
export async function* partsOf(stream: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array, void> {
  let part = new Uint8Array(size);
  let used = 0;
  for await (const chunk of stream) {
    for (let from = 0; from < chunk.length;) {
      const piece = chunk.subarray(from, from + size - used);
      part.set(piece, used);
      used += piece.length;
      from += piece.length;
      if (used < size) continue;
      yield part;
      part = new Uint8Array(size);
      used = 0;
    }
  }
  if (used > 0) yield part.subarray(0, used);
}
