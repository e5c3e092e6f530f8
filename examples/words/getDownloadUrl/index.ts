import * as dbs from "pulumi-alicloud-dbs";

const link = dbs.getDownloadUrlOutput({ taskId: "dt-orders", instanceName: "rm-bp1example", duration: "30m" });

// A secret output of the stack, for a step after the update: `pulumi stack output url --show-secrets`.
export const url = link.publicUrl;
