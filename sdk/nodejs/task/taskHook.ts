import type { HookedClass } from "../hooks/hookedClass";

/** The work of `DownloadTask`s. Its modules are loaded only when the hook runs, so that importing this package stays cheap. */
export const taskHook: HookedClass = {
  name: "DownloadTask",
  provider: "task-provider",
  advice: "",
  preview: async (...given) => {
    const { previewExport } = await import("./previewExport");
    await previewExport(...given);
  },
  work: async (...given) => {
    const { startExport } = await import("./startExport");
    await startExport(...given);
  },
};
