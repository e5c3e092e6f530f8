import type { Connection } from "../../../provider/connection/caller";
import type { Operation } from "../../../provider/wire/rpc/operation";
import type { CallLimits } from "../../../provider/wire/rpc/rpcClient";
import { listingConnection, type WireTask } from "./listingConnection";

/** An answered call. Times are in milliseconds on the clock. */
interface SlowAnswer {
  asked: number;
  answered: number;
  parameters: Record<string, string>;
  /** The retry limit that the caller set. */
  maxRetries: number;
  /** The whole list as it was halfway between `asked` and `answered`. */
  tasks: readonly WireTask[];
}

/**
 * Makes a connection to a list in memory whose calls take time and may fail.
 * @param latency - returns the milliseconds that the next call takes
 * @param failure - returns the error with which a call fails halfway, if it fails
 */
export function slowListing(
  list: (now: number) => readonly WireTask[],
  latency: () => number,
  failure: (now: number) => Error | undefined = () => undefined,
) {
  let tasks: readonly WireTask[] = [];
  const { connection, clock, asked } = listingConnection(() => {
    tasks = list(clock.now());
    return tasks;
  });
  const answers: SlowAnswer[] = [];
  const calls: { asked: number; ended: number; parameters: Record<string, string>; maxRetries: number }[] = [];
  const answer = async <I, T>(began: number, operation: Operation<I, T>, input: I, options: CallLimits): Promise<T> => {
    const half = latency() / 2;
    await clock.sleep(half, options.signal);
    const error = failure(clock.now());
    if (error !== undefined) throw error;
    const result = await connection.call(operation, input, options);
    const seen = tasks;
    await clock.sleep(half, options.signal);
    const { maxRetries } = options;
    answers.push({
      asked: began,
      answered: clock.now(),
      parameters: operation.parameters(input),
      maxRetries,
      tasks: seen,
    });
    return result;
  };
  const call: Connection["call"] = async (operation, input, options) => {
    const began = clock.now();
    const { maxRetries } = options;
    const record = {
      asked: began,
      ended: Number.POSITIVE_INFINITY,
      parameters: operation.parameters(input),
      maxRetries,
    };
    calls.push(record);
    try {
      return await answer(began, operation, input, options);
    } finally {
      record.ended = clock.now();
    }
  };
  return { connection: { ...connection, call }, clock, asked, answers, calls };
}
