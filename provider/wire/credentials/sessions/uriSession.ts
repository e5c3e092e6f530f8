import { DbsError } from "../../../core/errors";
import type { FetchCredentials } from "../fetchedCredentials";
import { fetchSession } from "./fetchSession";

/** Fetches a session from a URI that returns one as JSON. */
export function uriSession(what: string, uri: string): FetchCredentials {
  return async (send) => {
    // The URI is not shown, because it can contain a password.
    if (!/^https?:\/\/[^/]/i.test(uri) || !URL.canParse(uri)) {
      throw new DbsError("credentials", `${what}: the URI is not an http or https URL`);
    }
    return fetchSession(
      what,
      ({ URICredentialsProvider }) => URICredentialsProvider.builder().withCredentialsURI(uri).build(),
      { secrets: [uri], send },
    );
  };
}
