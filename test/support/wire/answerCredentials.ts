import type { CredentialRequest, SendCredentialRequest } from "../../../provider/wire/credentials/fetchedCredentials";

/** What STS, a credentials URI or ECS metadata answers, and what they were asked. */
export interface CredentialServer {
  requests: CredentialRequest[];
  send: SendCredentialRequest;
}

/** An answer: its body as text or as JSON, status 200 where none is given. */
export type CredentialAnswer = { status?: number; body: unknown } | Error;

/** Answers in place of the credential services. */
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

/** A session as all of them spell it. */
export function session(name: string, expiration = "2099-01-01T00:00:00Z") {
  return {
    AccessKeyId: `STS.${name}`,
    AccessKeySecret: `secret-${name}`,
    SecurityToken: `token-${name}`,
    Expiration: expiration,
  };
}
