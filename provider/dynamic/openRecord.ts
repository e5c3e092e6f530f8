import type { DbsError } from "../core/errors";
import { withoutStop } from "../core/text/withoutStop";

/** The two ways to the record of a resource. */
export interface RecordOpening<R> {
  /** Takes the record that the program handed over. Throws an error that says why no record was found. */
  take(): Promise<unknown>;
  /** Tells whether a value that the program handed over is such a record. */
  isRecord(value: unknown): value is R;
  /** Name of the record in messages, for example `a gate's record`. */
  what: string;
  /** Whether the work asks the service anything. Default: true */
  looks?: boolean;
  /** Does the program's work in this process, and returns its record. */
  work(): Promise<R>;
}

/**
 * Returns the record that the program handed over after its work. If it handed none over, does the work in this process.
 * @throws Error if the work fails; the message says which process did it, and why
 */
export async function openRecord<R>({ take, isRecord, what, looks = true, work }: RecordOpening<R>): Promise<R> {
  let reason: string;
  try {
    const record = await take();
    if (isRecord(record)) return record;
    reason = `what the program left is not ${what}`;
  } catch (error) {
    reason = (error as Error).message;
  }
  try {
    return await work();
  } catch (error) {
    // Throw a new error, because resources that share a call also share its error. The engine shows only the message.
    throw new Error(
      `${withoutStop((error as Error).message)}. ${looks ? whoLooked(reason, error as DbsError) : notLooked(reason)}`,
    );
  }
}

function notLooked(reason: string): string {
  return `Pulumi's provider process did not look, and it has no result of the program, because ${reason}`;
}

function whoLooked(reason: string, { kind }: DbsError): string {
  const lacks =
    kind === "credentials" || kind === "arguments"
      ? ", which does not see what the program writes into its own process.env,"
      : "";
  return `Pulumi's provider process${lacks} looked itself, because ${reason}`;
}
