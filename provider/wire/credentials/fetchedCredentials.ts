/** What requests are signed with. */
export interface Credentials {
  accessKeyId: string;
  accessKeySecret: string;
  /** Of a session. */
  securityToken?: string;
}

/** Credentials just asked for. */
export interface FetchedCredentials extends Credentials {
  /** When they stop being valid, milliseconds since the epoch; `Infinity` for keys that were given; absent where unknown. */
  expiration?: number;
}

/** Asks one source, each time anew; holds nothing. Rejects with a DbsError of kind `credentials`. */
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
