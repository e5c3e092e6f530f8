import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Key under which the storage is kept on the global object. A program and the component libraries that it uses may each
 * have a copy of this package.
 */
const STORAGE = Symbol.for("pulumi-alicloud-dbs.programSignal");

/** Returns the storage of the signal that `withSignal` sets. All copies of this package share it. */
export function signalStorage(): AsyncLocalStorage<AbortSignal> {
  const holder = globalThis as { [STORAGE]?: AsyncLocalStorage<AbortSignal> };
  holder[STORAGE] ??= new AsyncLocalStorage();
  return holder[STORAGE];
}

/** Returns the signal of the `withSignal` in which the caller runs, if there is one. */
export function programSignal(): AbortSignal | undefined {
  return signalStorage().getStore();
}
