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
 */
export type FetchCredentials = () => Promise<FetchedCredentials>;

/** The part of the credentials library's request that a sender needs. */
export interface CredentialRequest {
  method: string;
  host: string;
  queries: Record<string, string>;
  headers: Record<string, string>;
  bodyForm?: Record<string, string>;
  /** Returns the whole URL, including the query. */
  toRequestURL(): string;
}

/** Sends a request in place of the credentials library. Tests use it to supply the answers. */
export type SendCredentialRequest = (
  request: CredentialRequest,
) => Promise<{ statusCode: number; headers: Record<string, string>; body: Buffer }>;
