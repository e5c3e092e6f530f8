import { createRequire } from "node:module";
import { DbsError } from "../../../provider/core/errors";
import { startedByCli } from "../startedByCli";
import type { HookedClass } from "./hookedClass";

/** Working directory when this package was loaded. A program may change it later. */
const DIRECTORY = process.cwd();

/**
 * Checks that Pulumi's provider process will find this package, as the text in a resource's state looks for it: from
 * the program's folder. A package that only a dependency lists, or that a bundle contains, may be missing there.
 *
 * The CLI starts program and provider process in the same folder. With the Automation API they run in different ones,
 * and a program is not told the other one. So nothing is checked there.
 * @throws DbsError of kind `arguments` if the provider process can't find this package
 */
export function requireProvider({ name, provider }: Pick<HookedClass, "name" | "provider">): void {
  if (!startedByCli()) return;
  const folders = [DIRECTORY, process.cwd(), process.env.PULUMI_NODEJS_ROOT_DIRECTORY ?? DIRECTORY];
  if (!folders.some((folder) => canLoad(folder, provider))) {
    throw new DbsError(
      "arguments",
      `${name}: Pulumi's provider process loads pulumi-alicloud-dbs from ${DIRECTORY} and can't find it ` +
        "there. Add pulumi-alicloud-dbs to the dependencies in the program's package.json and install it",
    );
  }
}

function canLoad(folder: string, provider: string): boolean {
  try {
    createRequire(`${folder}/`).resolve(`pulumi-alicloud-dbs/${provider}`);
    return true;
  } catch {
    return false;
  }
}
