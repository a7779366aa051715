import { createContext, useContext } from 'react';
import type { KnownFields } from './useKnownFields.ts';

export interface Fault {
  readonly path: string;
  readonly reason: string;
}

export interface RuleSurroundings {
  /** What the API refuses, by path. */
  readonly faults: readonly Fault[];
  readonly known: KnownFields;
  /** The segment that is edited: it cannot refer to itself. */
  readonly segmentId?: string | undefined;
}

const Context = createContext<RuleSurroundings>({ faults: [], known: { attributes: [], events: [] } });

export const RuleProvider = Context;
export const useRule = (): RuleSurroundings => useContext(Context);

/** What is refused within a part of the rule, or with `exactly` in the part itself. */
export function useFaults(path: string, exactly = false): readonly Fault[] {
  return useRule().faults.filter(({ path: at }) => {
    if (at === path || at === `${path}.all` || at === `${path}.any`) return true;
    return !exactly && (at.startsWith(`${path}.`) || at.startsWith(`${path}[`));
  });
}
