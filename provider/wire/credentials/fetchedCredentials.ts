/** Credentials that requests are signed with. */
export interface Credentials {
  accessKeyId: string;
  accessKeySecret: string;
  /** The token, where the credentials belong to a session. */
  securityToken?: string;
}

/** Credentials as a source gave them. */
export interface FetchedCredentials extends Credentials {
  /** The moment they stop being valid, in milliseconds since the epoch. `Infinity` for configured keys; absent where unknown. */
  expiration?: number;
}

/** Fetches credentials from one source and keeps nothing. Rejects with a DbsError of kind `credentials`. */
export type FetchCredentials = () => Promise<FetchedCredentials>;

/** The part of the credentials library's request that a sender needs. */
export interface CredentialRequest {
  method: string;
  host: string;
  queries: Record<string, string>;
  headers: Record<string, string>;
  bodyForm?: Record<string, string>;
  /** The whole URL, query included. */
  toRequestURL(): string;
}

/** Sends a request of the credentials library in its place; tests answer here. */
export type SendCredentialRequest = (
  request: CredentialRequest,
) => Promise<{ statusCode: number; headers: Record<string, string>; body: Buffer }>;
