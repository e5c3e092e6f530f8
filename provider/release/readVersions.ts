import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Returns the version that each part of a release says it has, by the file that says it.
 * @param root - the package's folder
 * @throws Error that names a file in which no version is found
 */
export function readVersions(root: string): Record<string, string> {
  const text = (file: string) => readFileSync(join(root, file), "utf8");
  const found = (file: string, pattern: RegExp) => {
    const [, version] = pattern.exec(text(file)) ?? [];
    if (version === undefined) throw new Error(`${file} names no version`);
    return version;
  };
  const json = (file: string): string => found(file, /^ {2}"version": "([^"]+)",?$/m);
  return {
    "package.json": json("package.json"),
    "package-lock.json": json("package-lock.json"),
    "provider/core/packageVersion.ts": found("provider/core/packageVersion.ts", /PACKAGE_VERSION = "([^"]+)"/),
    "provider/plugin/schema.json": json("provider/plugin/schema.json"),
    "sdk/python/pyproject.toml": found("sdk/python/pyproject.toml", /^\s*version = "([^"]+)"$/m),
    "sdk/python/pulumi_alicloud_dbs/pulumi-plugin.json": json("sdk/python/pulumi_alicloud_dbs/pulumi-plugin.json"),
    "sdk/go/aliclouddbs/pulumi-plugin.json": json("sdk/go/aliclouddbs/pulumi-plugin.json"),
    "examples/go/go.mod": found("examples/go/go.mod", /\/sdk\/go v(\S+)$/m),
  };
}
