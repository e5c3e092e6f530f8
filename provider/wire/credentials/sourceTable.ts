import type { ConfiguredSource } from "./configuredSource";
import type { DefaultSource } from "./defaultSource";
import { commandLineProfile } from "./sources/commandLineProfile";
import { credentialsUri } from "./sources/credentialsUri";
import { ecsMetadata } from "./sources/ecsMetadata";
import { ecsRole } from "./sources/ecsRole";
import { environmentOidcRole } from "./sources/environmentOidcRole";
import { keys } from "./sources/keys";
import { oidcRole } from "./sources/oidcRole";
import { profile } from "./sources/profile";
import { sdkCredentialsFile } from "./sources/sdkCredentialsFile";

/**
 * Sources that a setting can select, in the order of the existing provider. All of them are looked for in
 * `alicloud-dbs:*`, then in `alicloud:*`, then in the environment. The first source found wins.
 *
 * Importing this package loads the table, so a source loads what fetches its credentials only when it fetches them.
 */
export const CONFIGURED_SOURCES: readonly ConfiguredSource[] = [keys, profile, credentialsUri, ecsRole, oidcRole];

/** Sources that are tried if no setting selects one: the default chain of `@alicloud/credentials`, in its order. */
export const DEFAULT_SOURCES: readonly DefaultSource[] = [
  environmentOidcRole,
  commandLineProfile,
  sdkCredentialsFile,
  ecsMetadata,
];
