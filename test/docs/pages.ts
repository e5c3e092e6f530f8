import { execFileSync } from "node:child_process";
import { ROOT } from "../plugin/schema/readSchema";

const LIST = ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "*.md"];

/** The Markdown pages of the repository, by their path from its root. Generated pages of the Python SDK are left out. */
export const PAGES: readonly string[] = execFileSync("git", LIST, { cwd: ROOT, encoding: "utf8" })
  .split("\0")
  .filter((page) => page !== "" && !page.startsWith("sdk/python/"))
  .sort();
