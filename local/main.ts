// `npm start`: Peyk whole on this machine.
import { join } from 'node:path';
import { buildConsole, consoleIsStale } from './http/buildConsole.ts';
import { readEnvironment } from './options.ts';
import { startRuntime, type Runtime } from './runtime.ts';
import { showSample } from './showSample.ts';

const CONSOLE = join(import.meta.dirname, '..', 'console');
let starting: Promise<Runtime> | undefined;
let ending: Promise<void> | undefined;
const say = (line: string) => {
  if (!ending) console.log(line); // what breaks off because everything ends is no news
};

function end(code: number): Promise<void> {
  ending ??= (async () => {
    setTimeout(() => process.exit(code), 4_500).unref(); // whatever hangs, the terminal comes back
    const runtime = await starting?.catch(() => undefined);
    await runtime?.stop();
    process.exit(code);
  })();
  return ending;
}
const fail = (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  void end(1);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

try {
  const { empty, ...options } = readEnvironment(process.env);
  starting = startRuntime({ ...options, say });
  const runtime = await starting;
  runtime.lost.then(fail, fail);
  say(`Peyk runs on ${runtime.url}  (inbox: ${runtime.url}/inbox, data: ${options.data})`);
  if (runtime.resumed > 0) say(`Going on with ${runtime.resumed} unfinished workflow(s) of the last run.`);
  const building = consoleIsStale(CONSOLE)
    ? (say('Building the console ...'), buildConsole(CONSOLE))
    : Promise.resolve();
  building.catch((error: unknown) => console.error('The console could not be built:', error));
  if (!empty) await showSample({ ...runtime, token: options.token }, options.data, say);
  await building.catch(() => undefined);
  say(`\nOpen ${runtime.url} for the console. Ctrl-C stops Peyk; the data stays.`);
} catch (error) {
  fail(error);
}
