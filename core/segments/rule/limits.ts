export const MAX_DEPTH = 8;
export const MAX_CLAUSES = 100;
/** Segments of a workspace: all of them are evaluated together, and a campaign remembers which of them held. */
export const MAX_SEGMENTS = 500;
