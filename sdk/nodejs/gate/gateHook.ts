import type { HookedClass } from "../hooks/hookedClass";

/** The work of gates. */
export const gateHook: HookedClass = {
  name: "DownloadTasksGate",
  provider: "gate-provider",
  advice: "; in plain Node.js, use waitForDownloadTasks",
  preview: async () => ({ look: (await import("./previewGate")).previewGate }),
  work: async (...given) => (await import("./waitAtGate")).waitAtGate(...given),
};
