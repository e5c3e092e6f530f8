import { DbsError } from "../../../provider/core/errors";
import type { TaskRequest } from "../../../provider/core/exportRequest";
import { startInHost } from "../../../provider/dynamic/startInHost";
import { startTask } from "../../../provider/operations/startTask";
import { asMaker, type ExportProcess } from "./exportProcess";

/** One call that wants an export, and how it ended. */
export interface ExportCall {
  /** Name by which the service knows it. */
  maker: string;
  process: ExportProcess;
  /** The process that makes the call: the program, or the provider's `create` without a hand-over. */
  from: "program" | "host";
  request: TaskRequest;
  /** Clock time of its start in milliseconds. */
  began: number;
  /** Clock time of its end in milliseconds. */
  ended: number;
  /** Clock time of Ctrl-C in milliseconds, which reaches the program alone. */
  cancelled: number;
  warnings: string[];
  task?: { taskId: string; adopted: boolean };
  error?: DbsError;
}

/** Makes one call as the program's hook does, or as the provider's `create` does without a hand-over. */
export async function makeCall(
  { maker, process, from, request }: Pick<ExportCall, "maker" | "process" | "from" | "request">,
  signal: AbortSignal,
): Promise<ExportCall> {
  const { clock } = process.connection;
  const times = { began: clock.now(), ended: Number.NaN, cancelled: Number.POSITIVE_INFINITY };
  const call: ExportCall = { maker, process, from, request, ...times, warnings: [] };
  const onWarning = (text: string) => void call.warnings.push(text);
  try {
    call.task = await asMaker(maker, () =>
      from === "program"
        ? startTask(request, process.caller, { signal, onWarning })
        : startInHost(request, { caller: async () => process.caller, warn: onWarning }),
    );
  } catch (error) {
    if (!DbsError.isInstance(error)) throw error;
    call.error = error;
  }
  call.ended = clock.now();
  return call;
}

/** Tells whether an error says that the export may exist. */
export function saysMayExist({ message }: Pick<DbsError, "message">): boolean {
  return /may have (been )?started/.test(message);
}
