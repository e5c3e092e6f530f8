import { randomUUID } from "node:crypto";
import { debuglog } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import { type ProcessConfiguration, readProcessConfiguration } from "../connection/processConfiguration";
import { withRegion } from "../connection/withRegion";
import type { GateRequest } from "../core/query";
import { hideInputs } from "../core/text/hideInputs";
import type { Verdict } from "../core/verdict/verdict";
import { checkGate } from "../lifecycle/gate/checkGate";
import { createGate } from "../lifecycle/gate/createGate";
import { diffGate } from "../lifecycle/gate/diffGate";
import { GATE_RECORD_FORM, recordedRequest } from "../lifecycle/gate/gateRecord";
import type { Properties } from "../lifecycle/properties";
import { readGate } from "../lifecycle/readRecord";
import { keepSecrets, secretTexts, withoutSecretValues, withSecretOutputs } from "../lifecycle/secretInputs";
import { updateGate } from "../lifecycle/updateRecord";
import { defaultRegion } from "../wire/credentials/defaultRegion";
import { purgeHandOvers } from "../wire/handOver/purgeHandOvers";

/*
 * The dynamic provider for gates. This module itself is the provider object that GATE_PROVIDER_TEXT returns to Pulumi's
 * dynamic host. One such object serves all gates of a stack. There is no `delete`, so `pulumi destroy` works without
 * this package.
 */

const debug = debuglog("alicloud-dbs");
/** Texts of the secret inputs seen by this process. Gates share calls, so a line about a call may name any of them. */
const secrets = new Set<string>();
const log = (message: string) => debug("%s", hideInputs(message, [...secrets]));

/** Identifies the records that programs of this engine hand over. The host's first argument is the engine's address. */
const HAND_OVERS = { engine: process.argv[2] ?? "", form: GATE_RECORD_FORM };

let configuration: ProcessConfiguration = readProcessConfiguration(undefined, process.env);

/**
 * Stores the stack's configuration in memory, with secrets in the clear. Removes what an earlier run handed over to an
 * engine with the same address. It does both synchronously, because the host does not wait for the promise. The first
 * check of a run comes after this, and the first wait after that, so nothing of this run is removed.
 */
export function configure({ config }: dynamic.ConfigureRequest): Promise<void> {
  configuration = readProcessConfiguration((key) => config.get(key), process.env);
  purgeHandOvers(HAND_OVERS, Date.now());
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
 * Returns the gate's record, as the program handed it over after its wait. Sends no request then. If the program handed
 * nothing over, waits in this process.
 */
export async function create(inputs: Properties): Promise<dynamic.CreateResult> {
  const { openGate } = await import("./openRecord");
  const { takeHandOver } = await import("../wire/handOver/takeHandOver");
  for (const text of secretTexts(inputs)) secrets.add(text);
  return await keepSecrets(inputs, async () => {
    const { id, outs } = await createGate(inputs, {
      open: (request) =>
        openGate({
          take: () => takeHandOver({ ...HAND_OVERS, request: recordedRequest(request) }),
          wait: () => waitHere(request),
          now: Date.now,
        }),
      newId: randomUUID,
    });
    return { id, outs: withSecretOutputs(outs, inputs) };
  });
}

async function waitHere(request: GateRequest): Promise<Verdict> {
  const { awaitTasks } = await import("../operations/awaitTasks");
  const { processCaller } = await import("../connection/processCaller");
  return await awaitTasks(request, processCaller(configuration, process.env, { debug: log, warning: log }));
}

export function read(id: string, properties: Properties): Promise<dynamic.ReadResult> {
  return Promise.resolve(readGate(id, properties));
}

export function update(_id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
  return Promise.resolve({ outs: withSecretOutputs(updateGate(olds, news).outs, news) });
}
