/** A cell: text as a CSV file has it, or the typed value that NDJSON carries. */
export type Cell = string | number | boolean | readonly string[];
