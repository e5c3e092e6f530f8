/** Name of the Pulumi package, which is also the name of its plugin. */
export const PACKAGE = "alicloud-dbs";

/** Returns the token of a class or function of the plugin. */
export function pluginToken(name: string): string {
  return `${PACKAGE}:index:${name}`;
}
