/**
 * Refuses a name that two modules export, because the module that exports all of both would lack it.
 * @throws Error that names it
 */
export function refuseEqualNames(file: string, names: readonly string[]): void {
  const equal = names.filter((name, at) => names.indexOf(name) !== at);
  if (equal.length > 0) throw new Error(`modules in ${file} export the same name: ${equal.join(", ")}`);
}
