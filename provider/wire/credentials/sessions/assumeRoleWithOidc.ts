import { devNull } from "node:os";
import { DbsError } from "../../../core/errors";
import type { Setting } from "../../../core/setting";
import { credentialFailure } from "../credentialFailure";
import type { FetchCredentials } from "../fetchedCredentials";
import { describeFile } from "../files/describeFile";
import { readTextFile } from "../files/readTextFile";
import { builderFields, hiddenTexts, type RoleOptions } from "./assumeRole";
import { fetchSession } from "./fetchSession";

export interface OidcRoleOptions extends RoleOptions {
  oidcProviderArn: string;
  /** The token itself, or the file that contains it. The file is read again for each session. */
  token: { value: string } | { file: Setting };
}

/** Assumes a role with a token from an OIDC identity provider. */
export function assumeRoleWithOidc(what: string, role: OidcRoleOptions): FetchCredentials {
  return async (send) => {
    const token = "value" in role.token ? role.token.value : await readToken(what, role.token.file);
    return fetchSession(
      what,
      ({ OIDCRoleArnCredentialsProvider }) =>
        Object.assign(OIDCRoleArnCredentialsProvider.builder(), builderFields(role), {
          oidcProviderArn: role.oidcProviderArn,
          oidcTokenFilePath: devNull,
        }).build(),
      {
        secrets: [token, ...hiddenTexts(role)],
        // The library can read a token only from a file, but a token that was given as a secret must not be written to
        // disk. So the library reads an empty file, and the token is added to the request before it is sent.
        send: (request) => {
          Object.assign(request.bodyForm ?? {}, { OIDCToken: token });
          return send(request);
        },
      },
    );
  };
}

async function readToken(what: string, file: Setting): Promise<string> {
  const described = `${what}: ${describeFile("the token file", file)}`;
  let token: string;
  try {
    token = (await readTextFile(file.value)).trim();
  } catch (error) {
    throw credentialFailure(described, error);
  }
  if (token === "") {
    throw new DbsError("credentials", `${described} is empty`);
  }
  return token;
}
