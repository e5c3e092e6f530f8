import { ensureGoTool, type GoToolOptions } from "../../engine/cli/goTool";

/**
 * Returns the program that checks workflows of GitHub Actions.
 * @throws Error with the reason and what to do, if it can't be built
 */
export async function ensureActionlint(options: GoToolOptions): Promise<string> {
  return await ensureGoTool(
    {
      name: "actionlint",
      module: __dirname,
      package: "github.com/rhysd/actionlint/cmd/actionlint",
      sources: ["go.mod", "go.sum"],
      expected: "half a minute",
      advice: "Install Go 1.25 or newer (https://go.dev/dl/) and run this again to build it from Go's module proxy.",
    },
    options,
  );
}
