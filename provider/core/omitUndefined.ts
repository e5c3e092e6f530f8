/** An object type in which each member that may be undefined becomes optional instead. */
type OmitUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Returns a copy without the undefined members, so that an optional property is absent rather than undefined. */
export function omitUndefined<T extends object>(members: T): OmitUndefined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as OmitUndefined<T>;
}
