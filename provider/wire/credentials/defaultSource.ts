import type { DbsError } from "../../core/errors";
import type { Environment } from "../configuration/settings";
import type { FetchedCredentials, SendCredentialRequest } from "./fetchedCredentials";
import type { SourceTools } from "./sourceTools";

/** The reason why a source does not exist on this machine. */
export interface Absent {
  absent: string;
  /** The failure that it is if this source has given credentials before. */
  failure?: DbsError;
}

/** A credential source that is tried if no setting selects one. */
export interface DefaultSource {
  /** Name of the source, in messages and in the documentation. */
  readonly title: string;
  /** Environment variables that the source reads. Their values determine the identity. */
  readonly variables: readonly string[];
  /**
   * Fetches credentials, or returns the reason why this source does not exist on this machine. If the source exists but
   * fails, the promise rejects with a DbsError and no other source is tried.
   */
  fetch(tools: SourceTools, send: SendCredentialRequest): Promise<FetchedCredentials | Absent>;
}

/** Reports a source as absent if the variable that disables it is `true`. */
export function switchedOff(environment: Environment, variable: string): Absent | undefined {
  return environment[variable]?.toLowerCase() === "true" ? { absent: `disabled by ${variable}` } : undefined;
}
