import { delimiter } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import { gateStack, KEY_ID, SECRET } from "../../engine/gateStack";
import { pluginFolder } from "../../engine/plugin/pluginFolder";

/*
 * Runs one operation of the real engine in a separate process, as a user's command does, and prints its wall time in
 * milliseconds. The stack stays in DIRECTORY for the next operation.
 * usage: engine.ts PROGRAM COUNT preview|up SERVICE_URL DIRECTORY [PARALLEL]
 */

/** The smallest resource that a dynamic provider can have. */
class Smallest extends pulumi.dynamic.Resource {
  static readonly provider: pulumi.dynamic.ResourceProvider = { create: async () => ({ id: "1", outs: {} }) };

  constructor(name: string) {
    super(Smallest.provider, name, {});
  }
}

/** What a gate of one finished task records. */
const RECORDED = {
  tasks: [
    {
      taskId: "dt-finished",
      regionCode: "cn-hangzhou",
      downloadStatus: "finished",
      gmtCreate: "2026-01-01T00:00:00.000Z",
      progress: "1/1",
      format: "CSV",
      targetType: "OSS",
      targetPath: "oss://exports/2026",
    },
  ],
  ids: ["dt-finished"],
  summary: "dt-finished finished, created 1h ago",
  openedAt: "2026-01-01T01:00:00.000Z",
};

/** Code of a provider that only records, as text in the state. A gate's provider is such a text too. */
const RECORDER = `exports.handler=()=>({create:async(i)=>({id:"1",outs:{...i,...${JSON.stringify(RECORDED)}}})})`;

/** A resource without any work that is to Pulumi what a gate is: by inputs, outputs, record, hook and alias. */
class LikeGate extends pulumi.CustomResource {
  constructor(name: string, hook: pulumi.ResourceHook) {
    const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "1h" };
    const outputs = { tasks: undefined, ids: undefined, summary: undefined, openedAt: undefined };
    const type = "pulumi-nodejs:dynamic/bench:LikeGate";
    super(
      type,
      name,
      { __provider: RECORDER, ...inputs, ...outputs },
      {
        hooks: { beforeCreate: [hook] },
        aliases: [{ type: "bench:index:LikeGate" }],
      },
    );
  }
}

const repeat = (count: number, make: (name: string) => void) => async () => {
  for (let at = 0; at < count; at++) make(`r-${at}`);
};

/** Gives everything to the plugin, which the engine finds on PATH. */
const explicitProvider = () =>
  new dbs.Provider("explicit", {
    region: "cn-hangzhou",
    endpoint: process.argv[5] ?? "",
    accessKey: KEY_ID,
    secretKey: SECRET,
  });

/** A gate that waits for its task, and one that depends on it and finds a task finished. */
const inTurn = (provider?: dbs.Provider): PulumiFn => {
  return async () => {
    const options = provider === undefined ? {} : { provider };
    const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-1" }, options);
    new dbs.DownloadTasksGate("dependant", { instanceName: "rm-2" }, { ...options, dependsOn: [gate] });
  };
};

const PROGRAMS: Record<string, (count: number) => PulumiFn> = {
  gates: (count) => repeat(count, (name) => new dbs.DownloadTasksGate(name, { instanceName: "rm-1" })),
  pluginGates: (count) => async () => {
    const provider = explicitProvider();
    await repeat(count, (name) => new dbs.DownloadTasksGate(name, { instanceName: "rm-1" }, { provider }))();
  },
  dependant: () => inTurn(),
  pluginDependant: () => async () => await inTurn(explicitProvider())(),
  smallest: (count) => repeat(count, (name) => new Smallest(name)),
  likeGates: (count) => async () => {
    const hook = new pulumi.ResourceHook("bench:hook", async () => {}, { onDryRun: true });
    await repeat(count, (name) => new LikeGate(name, hook))();
  },
  /** One list, and gates that would wait for an unfinished task. */
  listAndGate: (count) => async () => {
    const list = await dbs.getDownloadTasks({ instanceName: "rm-1" });
    await repeat(count, (name) => new dbs.DownloadTasksGate(name, { instanceName: "rm-1" }))();
    return { ids: list.ids };
  },
};

async function main(): Promise<void> {
  const [program = "", count, operation, url = "", directory, parallel] = process.argv.slice(2);
  process.env.PATH = [pluginFolder(), process.env.PATH].join(delimiter);
  const stack = await gateStack(url, PROGRAMS[program]?.(Number(count)) as PulumiFn, directory);
  const before = performance.now();
  await stack.run(operation as "preview", parallel === undefined ? {} : { parallel: Number(parallel) });
  const wall = performance.now() - before;
  process.stdout.write(JSON.stringify({ wall }));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
