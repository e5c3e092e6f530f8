import { EXPORTS, INSTANCE } from "./exportLooks";

/** Files of the program that the pictures show: a gate on three exports, and a resource that is created after it. */
export const SHOP_PROGRAM: Record<string, string> = {
  "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: index.js\n",
  "index.js": `
const pulumi = require("@pulumi/pulumi");
const dbs = require("pulumi-alicloud-dbs");

class Loader extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super({ create: async (inputs) => ({ id: inputs.exportId, outs: inputs }) }, name, args);
  }
}

const taskIds = ${JSON.stringify(EXPORTS.map(({ taskId }) => taskId))};
const gate = new dbs.DownloadTasksGate("exports", { instanceName: "${INSTANCE}", taskIds, pollInterval: "2s" });
new Loader("load", { exportId: gate.id });
`,
};
