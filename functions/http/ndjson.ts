/**
 * A response body of JSON lines, written while `work` runs; `write` answers false once nobody reads any more. What
 * `work` returns is the last line, and where it fails, what `failed` makes of the error.
 */
export function ndjson<Line extends object>(
  work: (write: (line: Line) => boolean) => Promise<Line>,
  failed: (error: unknown) => Line,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let open = true;
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (line: Line): boolean => {
        if (open) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        return open;
      };
      try {
        write(await work(write));
      } catch (error) {
        write(failed(error));
      }
      if (open) controller.close();
    },
    cancel: () => {
      open = false;
    },
  });
}
