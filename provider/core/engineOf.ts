/** Returns the family of databases that an instance's name tells, or `undefined` if the name tells none. */
export function engineOf(instanceName: string): "MongoDB" | "SQL" | undefined {
  if (/^dds-/.test(instanceName)) return "MongoDB";
  // RDS and PolarDB.
  return /^(rm|pc)-/.test(instanceName) ? "SQL" : undefined;
}
