import { DbsError } from "../../../core/errors";
import type { FetchCredentials, SendCredentialRequest } from "../fetchedCredentials";
import { fetchSession } from "./fetchSession";

/** Fetches a session from a URI that answers with one in JSON. */
export function uriSession(what: string, uri: string, send?: SendCredentialRequest): FetchCredentials {
  return async () => {
    // The URI is not shown: it can carry a password.
    if (!/^https?:\/\/[^/]/i.test(uri) || !URL.canParse(uri)) {
      throw new DbsError("credentials", `${what}: this is no http or https URL`);
    }
    return fetchSession(
      what,
      ({ URICredentialsProvider }) => URICredentialsProvider.builder().withCredentialsURI(uri).build(),
      { secrets: [uri], send },
    );
  };
}
