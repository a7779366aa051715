import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runtime, RuntimeOptions } from './runtime.ts';

/**
 * Runs the main job on the sample shop, once per data directory. It is noted before it begins: a sample that was cut
 * off is not begun again, or its customers would get a second campaign. What fails in it does not stop the runtime.
 */
export async function showSample(
  runtime: Pick<Runtime, 'url' | 'inboxUrl'> & Pick<RuntimeOptions, 'token'>,
  data: string,
  say: (line: string) => void,
): Promise<void> {
  const note = join(data, 'sample.txt');
  if (existsSync(note)) {
    const cutOff = readFileSync(note, 'utf8') !== 'shown';
    if (cutOff) say(`The sample shop was cut off on an earlier start. To see it whole, stop Peyk and delete ${data}`);
    return;
  }
  writeFileSync(note, 'begun');
  try {
    const { runDemo } = await import('./demo/demo.ts');
    await runDemo(runtime, say);
    writeFileSync(note, 'shown');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`The sample shop could not be shown: ${reason}\nTo try it again, stop Peyk and delete ${data}`);
  }
}
