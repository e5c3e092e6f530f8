import type { HookedClass } from "../hooks/hookedClass";

/** The work of `DownloadTask`s. */
export const taskHook: HookedClass = {
  name: "DownloadTask",
  provider: "task-provider",
  advice: "",
  preview: async () => (await import("./previewExport")).previewExport,
  work: async (...given) => (await import("./startExport")).startExport(...given),
};
