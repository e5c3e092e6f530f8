import { CONFIGURATION_KEYS } from "../../../provider/wire/configuration/configuration";
import { ASSUME_ROLE_MEMBERS } from "../../../provider/wire/credentials/assumeRoleSetting";
import { OIDC_ROLE_MEMBERS } from "../../../provider/wire/credentials/sources/oidcRole";
import { CONFIGURED_SOURCES } from "../../../provider/wire/credentials/sourceTable";
import type { PropertySpec } from "./property";
import { token, typeReference } from "./token";

type Variables = Readonly<Record<string, readonly string[]>>;

/** Environment variables of each key, as the code that reads them declares them. */
const VARIABLES: Variables = Object.assign(
  {},
  CONFIGURATION_KEYS,
  { assumeRole: [] },
  ...CONFIGURED_SOURCES.map(({ keys }) => keys),
);

const KEYS: Record<string, PropertySpec> = {
  region: {
    type: "string",
    description:
      "Region of the instances, for example `cn-hangzhou`. A resource or a function may name another one with `regionCode`.",
  },
  accessKey: { type: "string", secret: true, description: "Id of the access key. Needs `secretKey`." },
  secretKey: { type: "string", secret: true, description: "Secret of the access key. Needs `accessKey`." },
  securityToken: {
    type: "string",
    secret: true,
    description: "Token of a session, if the access key belongs to one.",
  },
  profile: {
    type: "string",
    description:
      "Name of a profile of Alibaba Cloud's command-line tool. Default: the current profile of `sharedCredentialsFile`.",
  },
  sharedCredentialsFile: {
    type: "string",
    description: "Path of the file that holds the profiles. Default: `~/.aliyun/config.json`.",
  },
  credentialsUri: {
    type: "string",
    secret: true,
    description: "URI that gives the credentials of a session. It is a secret because it may hold a token.",
  },
  ecsRoleName: { type: "string", description: "Name of the RAM role of the ECS instance that the plugin runs on." },
  assumeRole: {
    ...typeReference("AssumeRole"),
    secret: true,
    description: "The role to make every call as. It is assumed with the other credentials.",
  },
  assumeRoleWithOidc: {
    ...typeReference("AssumeRoleWithOidc"),
    secret: true,
    description: "The role to assume with a token of an OIDC identity provider. It needs no other credentials.",
  },
  endpoint: {
    type: "string",
    description:
      "Host or URL of the service. It must be `https`; `http` is allowed to a loopback address only. Default: the endpoint of the region and the network.",
  },
  network: {
    ...typeReference("Network"),
    description: "The endpoint to use: `vpc` for the one inside a VPC, or `public`. Default: `public`.",
  },
};

const ROLE: Record<string, string> = {
  roleArn: "ARN of the role. It is required.",
  policy: "Policy that restricts the role further, as JSON.",
  sessionExpiration:
    "Time for which the session lasts, in seconds, from 900 to 43200. Default: that of the service that gives the session.",
};

const ASSUME_ROLE: Record<string, string> = {
  ...ROLE,
  sessionName: "Name of the session. Default: `pulumi-alicloud-dbs`.",
  externalId: "External id that the role asks for.",
};

const OIDC_ROLE: Record<string, string> = {
  ...ROLE,
  roleSessionName: "Name of the session. Default: `pulumi-alicloud-dbs`.",
  oidcProviderArn: "ARN of the identity provider. It is required.",
  oidcTokenFile: "Path of the file that holds the token. One of this and `oidcToken` is required.",
  oidcToken: "The token. One of this and `oidcTokenFile` is required.",
};

/** Adds to a description where the value comes from if it is not given. */
function withSource(description: string, variables: readonly string[]): string {
  if (variables.length === 0) return description;
  const names = variables.map((name) => `\`${name}\``).join(", ");
  return `${description} If it is not set, the environment gives it: ${variables.length > 1 ? `the first of ${names} that is set` : names}.`;
}

/** Returns the provider's arguments, which are also the keys of the package's configuration. */
export function providerArguments(): Record<string, PropertySpec> {
  const undescribed = Object.keys(VARIABLES).filter((key) => KEYS[key] === undefined);
  if (undescribed.length > 0) throw new Error(`provider.ts does not describe ${undescribed.join(", ")}`);
  return Object.fromEntries(
    Object.entries(KEYS).map(([key, spec]) => [
      key,
      { ...spec, description: withSource(spec.description, VARIABLES[key] ?? []) },
    ]),
  );
}

function roleType(description: string, members: Variables, texts: Record<string, string>) {
  return {
    type: "object",
    description,
    properties: Object.fromEntries(
      Object.entries(members).map(([member, variables]) => {
        const text = texts[member];
        if (text === undefined) throw new Error(`provider.ts does not describe the member ${member}`);
        const type = member === "sessionExpiration" ? "integer" : "string";
        return [member, { type, description: withSource(text, variables) }];
      }),
    ),
  };
}

/** Returns the types of the provider's arguments. */
export function providerTypes() {
  return {
    [token("AssumeRole")]: roleType(
      "A role that is assumed with the credentials of the provider.",
      ASSUME_ROLE_MEMBERS,
      ASSUME_ROLE,
    ),
    [token("AssumeRoleWithOidc")]: roleType(
      "A role that is assumed with a token of an OIDC identity provider.",
      OIDC_ROLE_MEMBERS,
      OIDC_ROLE,
    ),
  };
}
