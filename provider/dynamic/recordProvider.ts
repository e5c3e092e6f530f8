import { debuglog } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import type { Caller } from "../connection/caller";
import { type ProcessConfiguration, readProcessConfiguration } from "../connection/processConfiguration";
import { withRegion } from "../connection/withRegion";
import { hideInputs } from "../core/text/hideInputs";
import { checkInputs } from "../lifecycle/checkInputs";
import { diffInputs } from "../lifecycle/diffInputs";
import type { Properties } from "../lifecycle/properties";
import { readRecord } from "../lifecycle/readRecord";
import type { RecordedResource } from "../lifecycle/recordedResource";
import { keepSecrets, secretTexts, withoutSecretValues, withSecretOutputs } from "../lifecycle/secretInputs";
import { updateRecord } from "../lifecycle/updateRecord";
import { keepHostConfiguration } from "../wire/configuration/hostConfiguration";
import { defaultRegion } from "../wire/credentials/defaultRegion";
import { purgeHandOvers } from "../wire/handOver/purgeHandOvers";

/*
 * Importing this module loads neither zod nor the cloud's client, because most runs process only resources that are
 * recorded already.
 */

/** What the host's process offers to the creation of a resource. */
export interface Host {
  /**
   * Takes the record that the program handed over for a request.
   * @throws Error that says why no record was found
   */
  take(request: unknown): Promise<unknown>;
  /** Returns the caller with which this process calls the service itself. */
  caller(): Promise<Caller>;
  /** Prints a warning. The engine shows what this process prints on the stack's row. */
  warn(text: string): void;
}

/** Creates a resource, and returns its id and properties. */
export type Create = (inputs: Properties, host: Host) => Promise<{ id: string; outs: Properties }>;

const debug = debuglog("alicloud-dbs");
/**
 * Texts of the secret inputs seen by this process. Resources share connections, so a line about a call may name an input
 * of any of them.
 */
const secrets = new Set<string>();
const log = (message: string) => debug("%s", hideInputs(message, [...secrets]));

/**
 * Creates the functions of a dynamic provider for one class of resources.
 * @param form - form of the records that programs hand over to `create`
 */
export function recordProvider(resource: RecordedResource, form: string, createRecord: Create) {
  /** Identifies the records that programs of this engine hand over. The host's first argument is the engine's address. */
  const handOvers = { engine: process.argv[2] ?? "", form };
  let configuration: ProcessConfiguration = readProcessConfiguration(undefined, process.env);

  const host: Host = {
    async take(request) {
      const { takeHandOver } = await import("../wire/handOver/takeHandOver");
      return takeHandOver({ ...handOvers, request });
    },
    async caller() {
      const { processCaller } = await import("../connection/processCaller");
      return processCaller(configuration, process.env, { debug: log, warning: log });
    },
    warn: (text) => console.log(hideInputs(`warning: ${text}`, [...secrets])),
  };

  return {
    /**
     * Stores the stack's configuration in memory, with secrets in the clear. Removes what an earlier run handed over to
     * an engine with the same address. It does both synchronously, because the host does not wait for the promise. The
     * first check of a run comes after this, and the first hook after that, so nothing of this run is removed.
     */
    configure({ config }: dynamic.ConfigureRequest): Promise<void> {
      const fromStack = (key: string) => config.get(key);
      keepHostConfiguration(fromStack);
      configuration = readProcessConfiguration(fromStack, process.env);
      purgeHandOvers(handOvers, Date.now());
      return Promise.resolve();
    },

    async check(olds: Properties, news: Properties): Promise<dynamic.CheckResult> {
      return await keepSecrets(news, async () => {
        const inputs = await withRegion(news, () => defaultRegion(configuration, process.env));
        const { failures, ...checked } = await checkInputs(resource, olds, inputs);
        return { ...checked, failures: withoutSecretValues(failures, news) };
      });
    },

    /**
     * Inputs that do not replace the resource are no change. In a preview of an update, the dynamic host makes all
     * outputs unknown, so whatever uses the resource would appear as replaced. The state takes the new inputs anyway.
     *
     * A record of the plugin lacks the text that finds this provider, and a refresh would fail without it. So the
     * engine is told of a change, and records the text.
     */
    async diff(_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
      const { replaces } = await diffInputs(resource, olds, news);
      return { changes: replaces.length > 0 || olds.__provider === undefined, replaces };
    },

    /**
     * Records what the program handed over after its work, without a request. If the program handed nothing over, does
     * the work in this process.
     */
    async create(inputs: Properties): Promise<dynamic.CreateResult> {
      for (const text of secretTexts(inputs)) secrets.add(text);
      return await keepSecrets(inputs, async () => {
        const { id, outs } = await createRecord(inputs, host);
        return { id, outs: withSecretOutputs(outs, inputs, resource.repeating) };
      });
    },

    read(id: string, properties: Properties): Promise<dynamic.ReadResult> {
      return Promise.resolve(readRecord(id, properties));
    },

    update(_id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
      const { outs } = updateRecord(resource, olds, news);
      return Promise.resolve({ outs: withSecretOutputs(outs, news, resource.repeating) });
    },
  };
}
