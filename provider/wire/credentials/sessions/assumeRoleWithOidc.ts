import { readFile } from "node:fs/promises";
import { devNull } from "node:os";
import { credentialFailure } from "../credentialFailure";
import type { CredentialRequest, FetchCredentials, SendCredentialRequest } from "../fetchedCredentials";
import { builderFields, type RoleOptions } from "./assumeRole";
import { fetchSession } from "./fetchSession";

export interface OidcRoleOptions extends RoleOptions {
  oidcProviderArn: string;
  /** The token itself, or the file that contains it. The file is read again for each session. */
  token: { value: string } | { file: string };
}

/** Assumes a role with a token from an OIDC identity provider. */
export function assumeRoleWithOidc(
  what: string,
  role: OidcRoleOptions,
  send?: SendCredentialRequest,
): FetchCredentials {
  return async () => {
    const token = "value" in role.token ? role.token.value : await readToken(what, role.token.file);
    return fetchSession(
      what,
      ({ OIDCRoleArnCredentialsProvider }) => {
        const provider = Object.assign(OIDCRoleArnCredentialsProvider.builder(), builderFields(role), {
          oidcProviderArn: role.oidcProviderArn,
          oidcTokenFilePath: devNull,
        }).build();
        // The library can read a token only from a file, but a token that was given as a secret must not be written to
        // disk. So the library reads an empty file, and the token is added to the request before it is sent.
        const deliver = send ?? (Reflect.get(provider, "doRequest") as SendCredentialRequest);
        return Object.assign(provider, {
          doRequest: (request: CredentialRequest) => {
            Object.assign(request.bodyForm ?? {}, { OIDCToken: token });
            return deliver(request);
          },
        });
      },
      { secrets: [token] },
    );
  };
}

async function readToken(what: string, file: string): Promise<string> {
  let token: string;
  try {
    token = (await readFile(file, "utf8")).trim();
  } catch (error) {
    throw credentialFailure(what, error);
  }
  if (token === "") {
    throw credentialFailure(what, new Error(`the token file ${file} is empty`));
  }
  return token;
}
