import { randomUUID } from "node:crypto";
import { debuglog } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import { type ProcessConfiguration, readProcessConfiguration } from "../connection/processConfiguration";
import { withRegion } from "../connection/withRegion";
import { hideInputs } from "../core/text/hideInputs";
import { checkGate } from "../lifecycle/checkGate";
import { createGate } from "../lifecycle/createGate";
import { diffGate } from "../lifecycle/diffGate";
import type { Properties } from "../lifecycle/properties";
import { readGate } from "../lifecycle/readGate";
import { keepSecrets, secretTexts, withoutSecretValues, withSecretOutputs } from "../lifecycle/secretInputs";
import { updateGate } from "../lifecycle/updateGate";
import { defaultRegion } from "../wire/credentials/defaultRegion";

/*
 * The dynamic provider for gates. This module itself is the provider object that GATE_PROVIDER_TEXT returns to Pulumi's
 * dynamic host. One such object serves all gates of a stack. There is no `delete`, so `pulumi destroy` works without
 * this package.
 */

const debug = debuglog("alicloud-dbs");
/** Texts of the secret inputs seen by this process. Gates share calls, so a line about a call may name any of them. */
const secrets = new Set<string>();
const log = (message: string) => debug("%s", hideInputs(message, [...secrets]));

let configuration: ProcessConfiguration = readProcessConfiguration(undefined, process.env);

/**
 * Stores the stack's configuration in memory, with secrets in the clear. It does so synchronously, because the host
 * does not wait for the promise.
 */
export function configure({ config }: dynamic.ConfigureRequest): Promise<void> {
  configuration = readProcessConfiguration((key) => config.get(key), process.env);
  return Promise.resolve();
}

export async function check(olds: Properties, news: Properties): Promise<dynamic.CheckResult> {
  return await keepSecrets(news, async () => {
    const inputs = await withRegion(news, () => defaultRegion(configuration, process.env));
    const { failures, ...checked } = await checkGate(olds, inputs);
    return { ...checked, failures: withoutSecretValues(failures, news) };
  });
}

export async function diff(_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
  return await diffGate(olds, news);
}

/**
 * Looks once more, then returns the gate's record. Waits first if the list has changed since the program's wait, or if
 * the program did not wait.
 */
export async function create(inputs: Properties): Promise<dynamic.CreateResult> {
  const { awaitTasks } = await import("../operations/awaitTasks");
  const { processCaller } = await import("../connection/processCaller");
  for (const text of secretTexts(inputs)) secrets.add(text);
  return await keepSecrets(inputs, async () => {
    const caller = processCaller(configuration, process.env, { debug: log, warning: log });
    const { id, outs } = await createGate(inputs, {
      awaitTasks: (request) => awaitTasks(request, caller),
      now: Date.now,
      newId: randomUUID,
    });
    return { id, outs: withSecretOutputs(outs, inputs) };
  });
}

export function read(id: string, properties: Properties): Promise<dynamic.ReadResult> {
  return Promise.resolve(readGate(id, properties));
}

export function update(_id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
  return Promise.resolve({ outs: withSecretOutputs(updateGate(olds, news).outs, news) });
}
