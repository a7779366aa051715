import { createContext, useContext } from 'react';
import type { Issue } from '../../../../lib/http/ApiError.ts';
import { UNKNOWN, type KnownFields } from '../../api/knownFields.ts';

export interface RuleSurroundings {
  /** What the API refuses, by path. */
  readonly issues: readonly Issue[];
  readonly known: KnownFields;
  /** The segment that is edited: it cannot refer to itself. */
  readonly segmentId?: string | undefined;
}

const Context = createContext<RuleSurroundings>({ issues: [], known: UNKNOWN });

export const RuleProvider = Context;
export const useRule = (): RuleSurroundings => useContext(Context);

/** What is refused within a part of the rule, or with `exactly` in the part itself. */
export function useIssues(path: string, exactly = false): readonly Issue[] {
  return useRule().issues.filter(({ path: at }) => {
    if (at === path || at === `${path}.all` || at === `${path}.any`) return true;
    return !exactly && (at.startsWith(`${path}.`) || at.startsWith(`${path}[`));
  });
}
