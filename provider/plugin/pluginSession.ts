import { setMaxListeners } from "node:events";
import type { Caller } from "../connection/caller";
import type { PreviewLooks } from "../connection/previewConnections";
import { type ProcessConfiguration, readProcessConfiguration } from "../connection/processConfiguration";
import { DbsError } from "../core/errors";
import { hideInputs } from "../core/text/hideInputs";
import type { PreviewMemory } from "../lifecycle/tellPreview";
import type { ConfigReader, Environment } from "../wire/configuration/settings";
import { defaultRegion } from "../wire/credentials/defaultRegion";
import { createEngineLog } from "./engine/engineLog";

/** Memory of the previews in one run of the engine. */
type PluginPreviews = PreviewMemory & { readonly looks: PreviewLooks };

/** What the plugin knows of the engine that uses it. A run of the engine begins with a handshake. */
export class PluginSession {
  readonly log = createEngineLog();
  private configuration: ProcessConfiguration;
  private cancelling = newController();
  private memory = newPreviews();
  /** Texts of secret inputs. Resources share connections, so a line about a call may name an input of any of them. */
  private readonly secrets = new Set<string>();
  /** Warnings already logged. A warning that concerns a hundred gates appears once. */
  private readonly told = new Set<string>();

  constructor(private readonly environment: Environment) {
    this.configuration = readProcessConfiguration(undefined, environment);
  }

  /** Begins a run of the engine at this address. */
  begin(engineAddress: string): void {
    this.log.connect(engineAddress);
    this.cancelling = newController();
    this.memory = newPreviews();
    this.told.clear();
  }

  configure(reader: ConfigReader): void {
    this.configuration = readProcessConfiguration(reader, this.environment);
  }

  /** Ends everything that waits. */
  cancel(): void {
    this.cancelling.abort(new Error("Pulumi cancelled the operation"));
  }

  /** Is aborted when the engine cancels the run. */
  get signal(): AbortSignal {
    return this.cancelling.signal;
  }

  get previews(): PluginPreviews {
    return this.memory;
  }

  /** Hides texts of secret inputs in the log from now on. */
  hide(texts: readonly string[]): void {
    for (const text of texts) this.secrets.add(text);
  }

  /** Returns the region for resources whose inputs name none. */
  async defaultRegion(): Promise<string | undefined> {
    return await defaultRegion(this.configuration, this.environment);
  }

  /** Returns the caller for what is configured. Loads the cloud's client when first called. */
  async caller(): Promise<Caller> {
    const { processCaller } = await import("../connection/processCaller");
    return processCaller(this.configuration, this.environment, {
      debug: (text) => this.debug(text),
      warning: (given) => {
        const text = hideInputs(given, [...this.secrets]);
        if (this.told.has(text)) return;
        this.told.add(text);
        this.log.write({ severity: "warning", text });
      },
    });
  }

  /**
   * Logs the frames of an unexpected error and of its causes for debugging, because the engine shows only its message. The
   * message of a `DbsError` says all.
   * @param message - what the engine shows
   */
  async tellFrames(message: string, error: unknown): Promise<void> {
    const errors = withCauses(error);
    if (errors.length === 0 || errors.some((each) => DbsError.isInstance(each))) return;
    // The messages of causes are left out: they may hold secret inputs of the resource.
    const traces = errors.flatMap(({ name, stack = "" }) => [name, ...(stack.match(/^ +at .*$/gm) ?? [])]);
    this.debug([message, ...traces].join("\n"));
    await this.log.flushed();
  }

  private debug(text: string): void {
    this.log.write({ severity: "debug", text: hideInputs(text, [...this.secrets]) });
  }
}

/** Returns an error, its cause, the cause of that, and so on. */
function withCauses(error: unknown): Error[] {
  return error instanceof Error ? [error, ...withCauses(error.cause)] : [];
}

function newController(): AbortController {
  const controller = new AbortController();
  // Every API call adds an abort listener to this signal. Without this, Node.js would warn of a listener leak.
  setMaxListeners(0, controller.signal);
  return controller;
}

function newPreviews(): PluginPreviews {
  return { told: new Set(), endpoints: new Map(), looks: new WeakMap() };
}
