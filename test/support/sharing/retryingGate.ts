import type { Caller } from "../../../provider/connection/caller";
import { readGateRequest } from "../../../provider/core/arguments/gateArguments";
import type { DbsError } from "../../../provider/core/errors";
import type { WaitProgress } from "../../../provider/core/wait/wait";
import { awaitTasks } from "../../../provider/operations/awaitTasks";

/** How a gate ended: `open`, or the kind of its error. */
export interface GateEnd {
  kind: string;
  /** The last sentence, or the message of the error. */
  text: string;
  /** The sentences that its row showed, each once, with the message of an error. */
  rows: string[];
  error?: DbsError;
}

/**
 * Waits as a gate on instance rm-1 with these inputs does. By default, it waits for `dt-b` for an hour and retries it
 * twice.
 */
export async function retryingGate(caller: Caller, inputs: object = {}, signal?: AbortSignal): Promise<GateEnd> {
  const given = { instanceName: "rm-1", regionCode: "cn-hangzhou", taskIds: ["dt-b"], taskRetries: 2, ...inputs };
  const rows = new Set<string>();
  const onProgress = ({ verdict, error }: WaitProgress) =>
    void rows.add([verdict?.sentence, error?.message].filter((text) => text !== undefined).join("; "));
  const end = await awaitTasks(readGateRequest(given, "DownloadTasksGate"), caller, { signal, onProgress }).then(
    ({ sentence }) => ({ kind: "open", text: sentence }),
    (error: DbsError) => ({ kind: error.kind, text: error.message, error }),
  );
  return { ...end, rows: [...rows] };
}
