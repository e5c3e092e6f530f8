/** Returns the token of a resource, function or type of this package. */
export function token(name: string): string {
  return `alicloud-dbs:index:${name}`;
}

/** Returns a reference to a type of this package. */
export function typeReference(name: string): { $ref: string } {
  return { $ref: `#/types/${token(name)}` };
}
