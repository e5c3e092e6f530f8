/**
 * What the fragments in the pages leave to the reader. A snippet is a fragment if it has no import (TypeScript, Python)
 * or no package (Go). It may use the packages `pulumi` and `dbs`, and what stands here. In TypeScript it may also use
 * the class `Loader` of docs/recipes.md.
 */
export const READERS_OWN = {
  typescript: `
declare const instanceName: string;
declare const signal: AbortSignal;
declare const onProgress: (progress: dbs.WaitProgress) => void;
`,
  python: `
instance_name = "rm-bp1example"
`,
  go: `
	instanceName := "rm-bp1example"
	_ = instanceName
`,
  /** Configuration of the program's own project. */
  config: { instanceName: "rm-bp1example", exportStartedAt: "2026-11-24T08:00:00Z" },
  environment: { BUILD_ID: "17" },
} as const;
