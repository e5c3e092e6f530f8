import type { Connection } from "../../../provider/connection/caller";
import { listingConnection, type WireTask } from "./listingConnection";

type CallArguments<T> = [
  action: string,
  parameters: Record<string, string>,
  parse: (body: Record<string, unknown>) => T,
  limits: Parameters<Connection["call"]>[3],
];

/** A call that was answered; clock times in milliseconds. */
interface SlowAnswer {
  asked: number;
  answered: number;
  parameters: Record<string, string>;
  /** The whole list as it was halfway between the two. */
  tasks: readonly WireTask[];
}

/**
 * A listing connection whose calls take time and may fail.
 * @param latency - milliseconds, asked for each call
 * @param failure - what a call fails with, if it does, halfway
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
  const calls: { asked: number; ended: number; parameters: Record<string, string> }[] = [];
  const answer = async <T>(began: number, ...[action, parameters, parse, options]: CallArguments<T>): Promise<T> => {
    const half = latency() / 2;
    await clock.sleep(half, options.signal);
    const error = failure(clock.now());
    if (error !== undefined) throw error;
    const result = await connection.call(action, parameters, parse, options);
    const seen = tasks;
    await clock.sleep(half, options.signal);
    answers.push({ asked: began, answered: clock.now(), parameters, tasks: seen });
    return result;
  };
  const call: Connection["call"] = async (action, parameters, parse, options) => {
    const began = clock.now();
    const record = { asked: began, ended: Number.POSITIVE_INFINITY, parameters };
    calls.push(record);
    try {
      return await answer(began, action, parameters, parse, options);
    } finally {
      record.ended = clock.now();
    }
  };
  return { connection: { ...connection, call }, clock, asked, answers, calls };
}
