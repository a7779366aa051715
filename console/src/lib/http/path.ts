/** A path of the API in which every inserted value is encoded: path`/api/v1/segments/${id}`. */
export function path(strings: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw({ raw: strings }, ...values.map(encodeURIComponent));
}

/** The path with those parameters that have a value. */
export function withParams(path: string, params: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return `${path}?${new URLSearchParams(given).toString()}`;
}
