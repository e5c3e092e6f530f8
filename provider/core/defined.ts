/** The entries that have a value: an optional property is absent, never undefined. */
export function defined<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const found: { [K in keyof T]?: T[K] } = {};
  for (const key of Object.keys(entries) as (keyof T)[]) {
    if (entries[key] !== undefined) found[key] = entries[key];
  }
  return found as { [K in keyof T]?: Exclude<T[K], undefined> };
}
