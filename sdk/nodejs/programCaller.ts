import { debuglog } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Caller } from "../../provider/connection/caller";
import { type ProcessConfiguration, readProcessConfiguration } from "../../provider/connection/processConfiguration";
import type { Log } from "../../provider/core/log";
import { hideInputs } from "../../provider/core/text/hideInputs";
import { createConfigurationReader } from "../../provider/wire/configuration/configurationReader";
import { hostConfiguration } from "../../provider/wire/configuration/hostConfiguration";

const debug = debuglog("alicloud-dbs");

/**
 * Logs to the engine if there is one. In plain Node.js, debug messages appear with `NODE_DEBUG=alicloud-dbs`, and
 * warnings go to stderr.
 */
const log: Log = {
  debug: (given) => {
    const message = hideInputs(given, [...thisRun().secrets]);
    pulumi.runtime.hasEngine() ? void pulumi.log.debug(message) : debug("%s", message);
  },
  warning: (given) => {
    const { told, secrets } = thisRun();
    const message = hideInputs(given, [...secrets]);
    if (told.has(message)) return;
    told.add(message);
    pulumi.runtime.hasEngine() ? void pulumi.log.warn(message) : console.warn(message);
  },
};

/** What the log remembers of one program run. */
interface Run {
  /** Warnings already logged. A warning that concerns a hundred gates appears once. */
  readonly told: Set<string>;
  /** Texts of secret inputs. Gates share calls, so a line about a call may name an input of any of them. */
  readonly secrets: Set<string>;
}

const runs = new WeakMap<object, Run>();
function thisRun(): Run {
  const key = (pulumi.runtime.getMonitor() as object | undefined) ?? log;
  const run = runs.get(key) ?? { told: new Set(), secrets: new Set() };
  runs.set(key, run);
  return run;
}

/** Hides texts of secret inputs in the log of the current program run from now on. */
export function hideInLog(texts: readonly string[]): void {
  for (const text of texts) thisRun().secrets.add(text);
}

const readConfiguration = createConfigurationReader(readProcessConfiguration);

/**
 * Returns the configuration from the program's stack and the environment. In plain Node.js there is no stack. In
 * Pulumi's dynamic host, the stack's configuration is the one that a provider of this package has kept.
 */
export function programConfiguration(): ProcessConfiguration {
  // `new Config(…).get` is not used, because it would warn about each secret that is read in the clear. None of these
  // values reaches an output.
  const stack = pulumi.runtime.allConfig();
  const host = hostConfiguration();
  return readConfiguration((key) => stack[key] ?? host?.(key), process.env);
}

let loading: Promise<typeof import("../../provider/connection/processCaller")> | undefined;

/** Returns the caller for this program. Loads the cloud's client when first called, so that imports stay fast. */
export async function programCaller(): Promise<Caller> {
  const configuration = programConfiguration();
  // The import is started once and kept, so that later calls do not repeat it.
  loading ??= import("../../provider/connection/processCaller");
  const { processCaller } = await loading;
  return processCaller(configuration, process.env, log);
}
