import * as dbs from "pulumi-alicloud-dbs";

const ready = new dbs.DownloadTasksGate(
  "exports-ready",
  { instanceName: "rm-bp1example", taskIds: ["dt-orders", "dt-customers"], taskRetries: 2, pollInterval: "2m" },
  { customTimeouts: { create: "6h" } },
);

// What uses an output of the gate, or depends on it, runs after it has opened.
export const summary = ready.summary;
