import { join } from "node:path";
import { DbsError } from "../../core/errors";
import type { Environment } from "../configuration/settings";
import { assumeRoleWithOidc } from "./assumeRoleWithOidc";
import type { FetchCredentials, SendCredentialRequest } from "./fetchedCredentials";
import { profileCredentials } from "./profileCredentials";
import { cliConfigFile, homeDirectory, type Profile, readProfile } from "./profileFile";
import { SESSION_NAME } from "./roleSettings";
import { credentialsOfEcsRole } from "./servedCredentials";

/** What looked like a source and holds nothing, for the error that lists all. */
interface Nothing {
  nothing: string;
}

const OIDC_VARIABLES = ["ALIBABA_CLOUD_ROLE_ARN", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "ALIBABA_CLOUD_OIDC_TOKEN_FILE"];

/**
 * The default chain of `@alicloud/credentials`, in its order, behind what configuration and environment name: OIDC role,
 * the command-line tool's current profile, the SDKs' INI file, ECS metadata. It is walked here and not by the library
 * (2.4.7), which takes the next source when one that is set up fails, and so may call as another identity; loses its place
 * when several ask at once; and names a host `undefined` when asked again after it found nothing. Here a source that is
 * not there is passed over, one that fails is the error.
 * @throws DbsError of kind `credentials` that lists what was looked at
 */
export function credentialChain(environment: Environment, send?: SendCredentialRequest): FetchCredentials {
  return async () => {
    const looked = [
      "stack config alicloud-dbs:* and alicloud:* (accessKey with secretKey, profile, sharedCredentialsFile, credentialsUri, ecsRoleName, assumeRoleWithOidc): none is set",
      "environment (ALICLOUD_ACCESS_KEY with ALICLOUD_SECRET_KEY, ALICLOUD_PROFILE, ALICLOUD_SHARED_CREDENTIALS_FILE, ALICLOUD_CREDENTIALS_URI, ALICLOUD_ECS_ROLE_NAME, and their ALIBABA_CLOUD_ spellings): none is set",
    ];
    const files = [
      cliConfigFile(environment),
      join(homeDirectory(environment), ".alibabacloud", "credentials"),
    ] as const;
    const cliDisabled = isTrue(environment.ALIBABA_CLOUD_CLI_PROFILE_DISABLED);
    for (const find of [
      async () => oidcFromEnvironment(environment, send),
      () =>
        cliDisabled
          ? { nothing: "~/.aliyun/config.json: switched off by ALIBABA_CLOUD_CLI_PROFILE_DISABLED" }
          : defaultProfile(files[0], "~/.aliyun/config.json", environment, send),
      () => defaultProfile(files[1], "~/.alibabacloud/credentials", environment, send),
    ]) {
      const found = await find();
      if (typeof found === "function") {
        return found();
      }
      looked.push(found.nothing);
    }
    if (isTrue(environment.ALIBABA_CLOUD_ECS_METADATA_DISABLED)) {
      looked.push("ECS metadata: switched off by ALIBABA_CLOUD_ECS_METADATA_DISABLED");
    } else {
      try {
        return await credentialsOfEcsRole("ECS metadata", undefined, send)();
      } catch (error) {
        // Whether this is an ECS instance is not known: no answer means that it is none.
        looked.push((error as DbsError).message.replace(/^\[\w+\] /, ""));
      }
    }
    throw new DbsError(
      "credentials",
      `no credentials found. Looked at, in this order: ${looked.map((each, i) => `(${i + 1}) ${each}`).join("; ")}. ` +
        "Set ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY, or stack config alicloud:profile, or run `aliyun configure`",
    );
  };
}

function oidcFromEnvironment(environment: Environment, send?: SendCredentialRequest): FetchCredentials | Nothing {
  const missing = OIDC_VARIABLES.filter((name) => !environment[name]);
  const [roleArn = "", oidcProviderArn = "", file = ""] = OIDC_VARIABLES.map((name) => environment[name]);
  if (missing.length > 0) {
    return { nothing: `OIDC role of the environment: ${missing.join(", ")} not set` };
  }
  const sessionName = environment.ALIBABA_CLOUD_ROLE_SESSION_NAME || SESSION_NAME;
  return assumeRoleWithOidc(
    "OIDC role of the environment (ALIBABA_CLOUD_ROLE_ARN)",
    { roleArn, oidcProviderArn, token: { file }, sessionName },
    send,
  );
}

async function defaultProfile(
  file: string,
  shown: string,
  environment: Environment,
  send?: SendCredentialRequest,
): Promise<FetchCredentials | Nothing> {
  let profile: Profile;
  try {
    profile = await readProfile(file, undefined, environment);
  } catch (error) {
    if ((error as DbsError).code === "ENOENT") {
      return { nothing: `${shown}: not there` };
    }
    throw error;
  }
  const { mode, access_key_id: id, access_key_secret: secret } = profile.fields;
  if ((mode === "AK" || !mode) && !id && !secret) {
    // The command-line tool writes such a profile when it is started for the first time.
    return { nothing: `${profile.description}: empty` };
  }
  return profileCredentials(profile, send);
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === "true";
}
