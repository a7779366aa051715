import { type Billed, PRICES } from './prices.ts';

/** What was used of everything that is billed, and messages that SES accepted. */
export type Usage = Readonly<Record<Billed | 'messages', number>>;

const isBilled = (name: string): name is Billed => name in PRICES;
export const BILLED: readonly Billed[] = Object.keys(PRICES).filter(isBilled);

export const NO_USAGE: Usage = usageOf(() => 0);

/** One figure for every kind of usage. */
export function usageOf(figure: (kind: Billed | 'messages') => number): Usage {
  return {
    writeUnits: figure('writeUnits'),
    readUnits: figure('readUnits'),
    lambdaRequests: figure('lambdaRequests'),
    lambdaGbSeconds: figure('lambdaGbSeconds'),
    transitions: figure('transitions'),
    queueRequests: figure('queueRequests'),
    httpRequests: figure('httpRequests'),
    logBytes: figure('logBytes'),
    blobWrites: figure('blobWrites'),
    blobReads: figure('blobReads'),
    secretReads: figure('secretReads'),
    messages: figure('messages'),
  };
}

export function addUsage(one: Usage, other: Partial<Usage>): Usage {
  return usageOf((kind) => one[kind] + (other[kind] ?? 0));
}

export function scaleUsage(usage: Usage, factor: number): Usage {
  return usageOf((kind) => usage[kind] * factor);
}
