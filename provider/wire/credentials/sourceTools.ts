import type { Environment } from "../configuration/settings";

/** What a credential source needs beside its settings. */
export interface SourceTools {
  /** Only the variables that the source declares. */
  environment: Environment;
  /**
   * Configured host of the STS service, which takes precedence over what a profile says. If undefined, the library's
   * default applies.
   */
  stsEndpoint: string | undefined;
}
