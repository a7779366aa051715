/** How long reads may take of one turn of the event loop, ms. */
const TURN_MS = 5;

/**
 * Reads at once, as long as the turn has time left; what comes after waits for another turn, first come, first served.
 * Without it, a loop that awaits nothing but reads would keep everything else in the process from running.
 */
export class Reader {
  #spent = 0;
  readonly #waiting: (() => void)[] = [];
  #scheduled = false;

  read<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      const run = () => {
        const began = performance.now();
        resolve(new Promise<T>((done) => done(work())));
        this.#spent += performance.now() - began;
        this.#schedule();
      };
      if (this.#spent < TURN_MS && this.#waiting.length === 0) run();
      else this.#waiting.push(run);
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#spent = 0;
      while (this.#spent < TURN_MS) {
        const run = this.#waiting.shift();
        if (!run) return;
        run();
      }
      this.#schedule();
    });
  }
}
