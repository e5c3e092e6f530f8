import type { ExportTarget, TaskRequest } from "../exportRequest";

/** Defaults of a `DownloadTask`'s inputs, spelled as a program would write them. */
export const TASK_DEFAULTS = {
  target: { type: "URL" },
  adopt: "unfinished",
} as const satisfies { target: ExportTarget; adopt: TaskRequest["adopt"] };
