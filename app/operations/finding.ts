/** What one check found. `do` says what to do about it; nothing where all is well. */
export interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly what: string;
  readonly do?: string;
}

type Judged = Omit<Finding, 'check'>;

export const ok = (what: string): Judged => ({ status: 'ok', what });
export const warn = (what: string, advice: string): Judged => ({ status: 'warn', what, do: advice });
export const fail = (what: string, advice: string): Judged => ({ status: 'fail', what, do: advice });

/** Runs a check. One that cannot be made (an emulator, a missing permission) is a warning and stops no other. */
export async function checked(check: string, judge: () => Promise<Judged>): Promise<Finding> {
  try {
    return { check, ...(await judge()) };
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    return {
      check,
      ...warn(`not available here (${name})`, 'Nothing on one machine; in AWS, see that the API may ask.'),
    };
  }
}
