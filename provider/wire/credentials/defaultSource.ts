import type { Environment } from "../configuration/settings";
import type { FetchedCredentials, SendCredentialRequest } from "./fetchedCredentials";

/** The reason why a source does not exist on this machine. */
export interface Absent {
  absent: string;
}

/** The tools that a default source fetches credentials with. */
export interface DefaultTools {
  /** Only the variables that the source declares. */
  environment: Environment;
  /** Sends requests in place of the credentials library. If undefined, the library sends them itself. */
  send: SendCredentialRequest | undefined;
}

/** A source of credentials that is tried when no setting names one. */
export interface DefaultSource {
  /** Name of the source, in messages and in the documentation. */
  readonly title: string;
  /** Environment variables that it reads. They tell two identities apart. */
  readonly variables: readonly string[];
  /**
   * Fetches credentials, or says why this source does not exist on this machine. Rejects with a DbsError if the source
   * exists but fails. Then no other source is tried.
   */
  fetch(tools: DefaultTools): Promise<FetchedCredentials | Absent>;
}

/** Reports a source as absent if the variable that disables it is `true`. */
export function switchedOff(environment: Environment, variable: string): Absent | undefined {
  return environment[variable]?.toLowerCase() === "true" ? { absent: `disabled by ${variable}` } : undefined;
}
