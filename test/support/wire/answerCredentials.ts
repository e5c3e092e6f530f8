import type { CredentialRequest, SendCredentialRequest } from "../../../provider/wire/credentials/fetchedCredentials";

/** A stand-in for STS, a credentials URI or ECS metadata, with the requests that it has received. */
export interface CredentialServer {
  requests: CredentialRequest[];
  send: SendCredentialRequest;
}

/**
 * An answer of a credential service, or the error with which the request fails. The default status is 200. A body that
 * is not a string is sent as JSON.
 */
export type CredentialAnswer = { status?: number; body: unknown } | Error;

/** Makes a stand-in for the credential services that sends the given answers. */
export function answerCredentials(answer: (request: CredentialRequest) => CredentialAnswer): CredentialServer {
  const requests: CredentialRequest[] = [];
  return {
    requests,
    send: async (request) => {
      requests.push(request);
      const given = answer(request);
      if (given instanceof Error) {
        throw given;
      }
      const body = typeof given.body === "string" ? given.body : JSON.stringify(given.body);
      const headers = { "content-type": "application/json" };
      return { statusCode: given.status ?? 200, headers, body: Buffer.from(body) };
    },
  };
}

/** Returns an answer's body with a session, in the form that all credential services share. */
export function session(name: string, expiration = "2099-01-01T00:00:00Z") {
  return {
    AccessKeyId: `STS.${name}`,
    AccessKeySecret: `secret-${name}`,
    SecurityToken: `token-${name}`,
    Expiration: expiration,
  };
}
