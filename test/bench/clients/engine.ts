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

/** A dynamic resource that has the properties of a gate: its inputs, and its outputs, which the SDK fills in. */
class LikeGate extends pulumi.dynamic.Resource {
  constructor(name: string) {
    const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "6h" };
    super(Smallest.provider, name, {
      ...inputs,
      tasks: undefined,
      ids: undefined,
      summary: undefined,
      openedAt: undefined,
    });
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
  likeGates: (count) => repeat(count, (name) => new LikeGate(name)),
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
