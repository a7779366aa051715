const EVERY_MS = 50;

/** Asks again until the answer satisfies; gives up after `timeoutMs`. */
export async function waitUntil<T>(
  ask: () => Promise<T>,
  done: (answer: T) => boolean,
  timeoutMs = 120_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (done(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Still waiting after ${timeoutMs / 1000} s: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
