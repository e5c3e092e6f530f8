import { debuglog } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Caller } from "../../provider/connection/caller";
import { type ProcessConfiguration, readProcessConfiguration } from "../../provider/connection/processConfiguration";
import type { Log } from "../../provider/core/log";
import { createConfigurationReader } from "../../provider/wire/configuration/configurationReader";

const debug = debuglog("alicloud-dbs");

/** Tells the engine where there is one; in plain Node `NODE_DEBUG=alicloud-dbs` shows the details, and warnings go to stderr. */
const log: Log = {
  debug: (message) => (pulumi.runtime.hasEngine() ? void pulumi.log.debug(message) : debug("%s", message)),
  warning: (message) => {
    const told = toldInThisRun();
    if (told.has(message)) return;
    told.add(message);
    pulumi.runtime.hasEngine() ? void pulumi.log.warn(message) : console.warn(message);
  },
};

/** The warnings that were told, by program run: what concerns a hundred gates is told once. */
const toldByRun = new WeakMap<object, Set<string>>();
function toldInThisRun(): Set<string> {
  const run = (pulumi.runtime.getMonitor() as object | undefined) ?? log;
  const told = toldByRun.get(run) ?? new Set();
  toldByRun.set(run, told);
  return told;
}

const readConfiguration = createConfigurationReader(readProcessConfiguration);

/** The configuration of the running program's stack and of the environment; in plain Node of the environment alone. */
export function programConfiguration(): ProcessConfiguration {
  // Not `new Config(…).get`, which warns about each secret that is read in the clear; none of these reaches an output.
  const stack = pulumi.runtime.allConfig();
  return readConfiguration((key) => stack[key], process.env);
}

let loading: Promise<typeof import("../../provider/connection/processCaller")> | undefined;

/** The caller for this program. Loads the cloud's client only now, so that an import of this package stays light. */
export async function programCaller(): Promise<Caller> {
  const configuration = programConfiguration();
  // The module itself is asked for once: asking again at each call is for nothing.
  loading ??= import("../../provider/connection/processCaller");
  const { processCaller } = await loading;
  return processCaller(configuration, process.env, log);
}
