/** Returns a copy without the members that are `undefined` or `null`. For an argument, both mean that it is not given. */
export function omitNothing<T extends object>(members: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<T>;
}
