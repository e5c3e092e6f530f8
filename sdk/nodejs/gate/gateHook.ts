import type { HookedClass } from "../hooks/hookedClass";

/** The work of gates. Its modules are loaded only when the hook runs, so that importing this package stays cheap. */
export const gateHook: HookedClass = {
  name: "DownloadTasksGate",
  provider: "gate-provider",
  advice: "; in plain Node.js, use waitForDownloadTasks",
  preview: async (...given) => {
    const { previewGate } = await import("./previewGate");
    await previewGate(...given);
  },
  work: async (...given) => {
    const { waitAtGate } = await import("./waitAtGate");
    await waitAtGate(...given);
  },
};
