import { DbsError } from "../../provider/core/errors";
import { callSite } from "./callSite";
import { followSignal } from "./followSignal";
import { programSignal, signalStorage } from "./programSignal";

/**
 * Runs a Pulumi program so that a signal ends what the program waits for. The gates that it makes, the starts of its
 * `DownloadTask`s, and its calls of `getDownloadTasks`, `getDownloadUrl`, `getDownloadSupport` and
 * `waitForDownloadTasks` end with an error of kind `cancelled` when the signal is aborted, even if that happens after
 * `program` has returned. Pulumi's Automation API needs this, because it does not pass the `signal` of
 * `stack.up({ signal })` on to an inline program:
 *
 * ```ts
 * const program = () => dbs.withSignal(signal, async () => { … });
 * const stack = await LocalWorkspace.createOrSelectStack({ stackName, projectName, program });
 * await stack.up({ signal });
 * ```
 *
 * Inside another `withSignal`, both signals count.
 *
 * @returns the result of `program`
 * @throws DbsError of kind `arguments` if `signal` is not an AbortSignal; everything that `program` throws
 */
export function withSignal<T>(signal: AbortSignal, program: () => T): T {
  if (!(signal instanceof AbortSignal)) {
    throw callSite(withSignal)(new DbsError("arguments", "withSignal: signal must be an AbortSignal"));
  }
  const outer = programSignal();
  // A server may use one signal for many runs, which must not add up listeners.
  const own = followSignal(signal);
  return signalStorage().run(outer === undefined || outer === own ? own : AbortSignal.any([outer, own]), program);
}
