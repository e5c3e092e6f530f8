/** Credentials that requests are signed with. */
export interface Credentials {
  accessKeyId: string;
  accessKeySecret: string;
  /** The session token, if the credentials belong to a session. */
  securityToken?: string;
}

/** Credentials as a source returned them. */
export interface FetchedCredentials extends Credentials {
  /** Expiry in milliseconds since the epoch. `Infinity` for configured keys. Absent if unknown. */
  expiration?: number;
}

/**
 * Fetches credentials from one source and stores nothing. Rejects with a DbsError of kind `credentials`, or
 * `unavailable` if the failure is likely to be temporary.
 * @param send - sends the requests of this fetch
 */
export type FetchCredentials = (send: SendCredentialRequest) => Promise<FetchedCredentials>;

/** The part of the credentials library's request that a sender needs. */
export interface CredentialRequest {
  method: string;
  host: string;
  queries: Record<string, string>;
  headers: Record<string, string>;
  bodyForm?: Record<string, string>;
  /** Milliseconds allowed for connecting. */
  connectTimeout?: number;
  /** Milliseconds allowed for the answer. */
  readTimeout?: number;
  /** Returns the whole URL, including the query. */
  toRequestURL(): string;
}

/** The answer of STS, a credentials URI, ECS metadata or a login service, in the form that the library expects. */
export interface CredentialResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * Sends a request to a service that gives credentials. Every source sends in this way, so that one place sees each
 * answer and can end each request.
 * @param signal - closes the connection
 */
export type SendCredentialRequest = (request: CredentialRequest, signal?: AbortSignal) => Promise<CredentialResponse>;
