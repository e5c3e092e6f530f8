import * as pulumi from "@pulumi/pulumi";
import { PACKAGE_VERSION } from "../../../provider/core/packageVersion";
import type { ProgramPreviews } from "./programPreviews";

/** What is kept for one run of a program. */
export interface RunHooks {
  /** Hooks by the name of their class, and by the signal of `withSignal` that ends their work. */
  readonly byClass: Map<string, Map<AbortSignal | undefined, pulumi.ResourceHook>>;
  readonly previews: ProgramPreviews;
  /** Classes of the Pulumi SDKs that take part in the run. Each copy of the SDK has its own. */
  readonly sdks: Set<unknown>;
}

/** Runs by monitor, and by the addresses of monitor and engine. */
interface Registry {
  byMonitor: WeakMap<object, RunHooks>;
  byAddress: Map<string, WeakRef<RunHooks>>;
}

/** Key of the registry on the global object. All copies of one version share it, because the engine has one table. */
const REGISTRY = Symbol.for(`pulumi-alicloud-dbs.hooks:${PACKAGE_VERSION}`);

/**
 * Returns the hooks of the current program run, or `undefined` outside a Pulumi program. A process may run several
 * programs, one after another or at the same time. A program may contain several copies of the Pulumi SDK. Each copy
 * connects to the engine by itself, so only the addresses tell that they belong to one run.
 */
export function runHooks(): RunHooks | undefined {
  const monitor = pulumi.runtime.getMonitor() as object | undefined;
  if (monitor === undefined) return undefined;
  const { byMonitor, byAddress } = registry();
  const known = byMonitor.get(monitor);
  if (known !== undefined) return known;
  const address = addressOf(monitor, pulumi.runtime.getEngine());
  const sameAddress = address === undefined ? undefined : byAddress.get(address)?.deref();
  // One copy of the SDK has one monitor in each run. A second one means that a later run got the same ports.
  const isSameRun = sameAddress !== undefined && !sameAddress.sdks.has(pulumi.ResourceHook);
  const hooks = isSameRun ? sameAddress : newHooks();
  hooks.sdks.add(pulumi.ResourceHook);
  byMonitor.set(monitor, hooks);
  for (const [other, reference] of byAddress) {
    if (reference.deref() === undefined) byAddress.delete(other);
  }
  if (address !== undefined) byAddress.set(address, new WeakRef(hooks));
  return hooks;
}

function newHooks(): RunHooks {
  const previews = { told: new Set<string>(), endpoints: new Map(), looks: new WeakMap() };
  return { byClass: new Map(), previews, sdks: new Set() };
}

/** Returns the addresses to which the given gRPC clients are connected. A monitor of another kind has none. */
function addressOf(...clients: unknown[]): string | undefined {
  try {
    const targets = (clients as { getChannel(): { getTarget(): string } }[]).map((client) =>
      client.getChannel().getTarget(),
    );
    return targets.join(" ");
  } catch {
    return undefined;
  }
}

function registry(): Registry {
  const holder = globalThis as { [REGISTRY]?: Registry };
  holder[REGISTRY] ??= { byMonitor: new WeakMap(), byAddress: new Map() };
  return holder[REGISTRY];
}
