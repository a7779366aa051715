import type { Fields } from './json.ts';

/** What every editor of a clause takes. */
export interface ClauseProps {
  readonly clause: Fields;
  readonly onChange: (clause: Fields) => void;
}
