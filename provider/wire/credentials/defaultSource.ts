import type { Environment } from "../configuration/settings";
import type { FetchedCredentials, SendCredentialRequest } from "./fetchedCredentials";

/** Why a source does not exist here. */
export interface Absent {
  absent: string;
}

/** What a default source fetches with. */
export interface DefaultTools {
  /** The variables that the source declares, and no others. */
  environment: Environment;
  /** Sends what the credentials library would send; absent: the library sends. */
  send: SendCredentialRequest | undefined;
}

/** A source of credentials that is looked for where no setting names one. */
export interface DefaultSource {
  /** What the source is called, in messages and in the documentation. */
  readonly title: string;
  /** The variables that it reads. They tell two identities apart. */
  readonly variables: readonly string[];
  /**
   * Fetches credentials, or says why this source does not exist here. Rejects with a DbsError where the source exists
   * and fails: then no other source is tried.
   */
  fetch(tools: DefaultTools): Promise<FetchedCredentials | Absent>;
}

/** Says that a source is absent where the variable that switches it off is `true`. */
export function switchedOff(environment: Environment, variable: string): Absent | undefined {
  return environment[variable]?.toLowerCase() === "true" ? { absent: `switched off by ${variable}` } : undefined;
}
