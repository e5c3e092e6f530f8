import type { InputOf } from "./inputOf";

/** A role that is assumed with the credentials of the provider. A member that is missing is read from the environment. */
export interface AssumeRoleArgs {
  /** ARN of the role. It is required. */
  roleArn?: InputOf<string>;
  /** Name of the session. Default: `pulumi-alicloud-dbs`. */
  sessionName?: InputOf<string>;
  /** Policy that restricts the role further, as JSON. */
  policy?: InputOf<string>;
  /** Time for which the session lasts, in seconds, from 900 to 43200. Default: that of the service. */
  sessionExpiration?: InputOf<number>;
  /** External id that the role asks for. */
  externalId?: InputOf<string>;
}

/**
 * A role that is assumed with a token of an OIDC identity provider. A member that is missing is read from the
 * environment.
 */
export interface AssumeRoleWithOidcArgs {
  /** ARN of the identity provider. It is required. */
  oidcProviderArn?: InputOf<string>;
  /** Path of the file that holds the token. One of this and `oidcToken` is required. */
  oidcTokenFile?: InputOf<string>;
  /** The token. One of this and `oidcTokenFile` is required. */
  oidcToken?: InputOf<string>;
  /** ARN of the role. It is required. */
  roleArn?: InputOf<string>;
  /** Name of the session. Default: `pulumi-alicloud-dbs`. */
  roleSessionName?: InputOf<string>;
  /** Policy that restricts the role further, as JSON. */
  policy?: InputOf<string>;
  /** Time for which the session lasts, in seconds, from 900 to 43200. Default: that of the service. */
  sessionExpiration?: InputOf<number>;
}

/**
 * Arguments of an explicit provider. What is not given comes from the environment of the plugin, as docs/credentials.md
 * says. The stack's configuration is not read. An argument that is given as an Output or Promise must come to a value.
 */
export interface ProviderArgs {
  /** Region of the instances, for example `cn-hangzhou`. A resource or a call may name another one with `regionCode`. */
  region?: InputOf<string>;
  /** Id of the access key. Needs `secretKey`. It is kept as a secret. */
  accessKey?: InputOf<string>;
  /** Secret of the access key. Needs `accessKey`. It is kept as a secret. */
  secretKey?: InputOf<string>;
  /** Token of a session, if the access key belongs to one. It is kept as a secret. */
  securityToken?: InputOf<string>;
  /** Name of a profile of Alibaba Cloud's command-line tool. Default: the current profile of `sharedCredentialsFile`. */
  profile?: InputOf<string>;
  /** Path of the file that holds the profiles. Default: `~/.aliyun/config.json`. */
  sharedCredentialsFile?: InputOf<string>;
  /** URI that gives the credentials of a session. It is kept as a secret, because it may hold a token. */
  credentialsUri?: InputOf<string>;
  /** Name of the RAM role of the ECS instance that the plugin runs on. */
  ecsRoleName?: InputOf<string>;
  /** The role to make every call as. It is assumed with the other credentials. It is kept as a secret. */
  assumeRole?: InputOf<AssumeRoleArgs>;
  /** The role to assume with a token of an OIDC identity provider. It is kept as a secret. */
  assumeRoleWithOidc?: InputOf<AssumeRoleWithOidcArgs>;
  /**
   * Host or URL of the service. It must be `https`; `http` is allowed to a loopback address only. Default: the endpoint
   * of the region and the network.
   */
  endpoint?: InputOf<string>;
  /** The endpoint to use: `vpc` for the one inside a VPC, or `public`. Default: `public`. */
  network?: InputOf<"vpc" | "public">;
}
