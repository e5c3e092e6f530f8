import { Refusal } from "../refusal";
import { knownRefusal } from "../refusals";
import type { EmulatedTask, ExportRules, Lies, TaskLife } from "../scenario";
import type { TaskStore } from "../taskStore";

/** How tasks are listed. */
interface ListingRules {
  /** Maximum number of tasks on a page. */
  largestPage: number;
  lies: Lies;
  /** Number of tasks that stay in this answer. The others are left out, although it counts them. */
  keep: number | undefined;
}

/** What an operation works on. */
interface Service {
  store: TaskStore;
  rules: ExportRules;
  /** Milliseconds since the epoch, by the service's clock. */
  now: number;
  listing: ListingRules;
  /** Address of this emulator, which also serves the files of URL exports. */
  url: string;
  /** Returns the id and the life of the next task that a call starts. */
  newTask(): Pick<EmulatedTask, "taskId" | "retries"> & TaskLife;
}

export type Parameters = Readonly<Record<string, string | undefined>>;

/**
 * An operation. It checks its parameters, does its work and returns what the answer says beside the fields that every
 * answer has.
 * @throws Refusal
 */
export type EmulatedOperation = (
  parameters: Parameters,
  service: Service,
) => { Data: unknown } & Record<string, unknown>;

/** Makes the refusal of a parameter, which the service sends with HTTP 200 and Success false. */
export function refuse(message: string, code = "DBS.ParamIsInValid"): Refusal {
  return new Refusal(200, code, message);
}

/**
 * Returns the region and instance of a call. Only the code and message for an empty regionCode were captured from the
 * live service.
 */
export function regionAndInstance(
  { RegionCode, InstanceName }: Parameters,
  { instances }: ExportRules,
): { regionCode: string; instanceName: string } {
  if (!RegionCode) throw refuse("regionCode can not be empty", "DBS.InternalError");
  if (!InstanceName) throw knownRefusal("DBS.InternalError");
  if (instances !== undefined && !instances.includes(InstanceName)) {
    throw knownRefusal("Forbidden.InstanceNotFound");
  }
  return { regionCode: RegionCode, instanceName: InstanceName };
}

/** Reads a parameter that is a whole number. */
export function wholeNumber(text: string | undefined, fallback: number, name: string, least = 0): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text) || Number(text) < least) throw refuse(`${name} ${text} is invalid`);
  return Number(text);
}
