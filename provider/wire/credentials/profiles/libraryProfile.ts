import { homedir } from "node:os";
import { join } from "node:path";
import { DbsError } from "../../../core/errors";
import { credentialFailure } from "../credentialFailure";
import type { FetchCredentials, FetchedCredentials } from "../fetchedCredentials";
import { fetchSession, type SessionProvider } from "../sessions/fetchSession";
import type { Profile } from "./profileFile";

/** The library's provider for a profile of mode CloudSSO or OAuth, or of mode External, which has no `refresher`. */
interface LibraryProvider extends Partial<SessionProvider> {
  /** The last answer of an External profile's command. */
  session?: { expiration?: string } | undefined;
  getCredentials(): Promise<{ accessKeyId: string; accessKeySecret: string; securityToken: string }>;
}

interface Kept {
  /** The profile's fields, as the provider knows them. */
  login: string;
  provider: LibraryProvider;
  /** The last fetch. Fetches of one provider run one after another, because each may use up a refresh token. */
  last: Promise<unknown>;
}

/**
 * One provider for each profile, kept for the process: a provider remembers the tokens of its last login, even where it
 * can't write them to the file. A profile that changes in the file gets a new one.
 */
const providers = new Map<string, Kept>();

/** Fields of a profile that are secret. */
const SECRETS = ["access_key_secret", "sts_token", "access_token", "oauth_access_token", "oauth_refresh_token"];

/**
 * Delegates a profile of mode CloudSSO, OAuth or External to the credentials library. The library renews logins, runs
 * commands, and writes the results to the command-line tool's file. It supports no other file.
 */
export function libraryProfile(profile: Profile, mode: string): FetchCredentials {
  const { description, fields } = profile;
  if (profile.file !== join(homedir(), ".aliyun", "config.json")) {
    throw new DbsError("credentials", `${description}: mode ${mode} works only for profiles in ~/.aliyun/config.json`);
  }
  return async (send) => {
    const kept = await providerOf(profile);
    const secrets = SECRETS.map((key) => fields[key]).filter((value) => typeof value === "string");
    const fetch = () => fetchSession(description, () => sessionsOf(kept.provider), { secrets, send });
    const fetched: Promise<FetchedCredentials> = kept.last.then(fetch, fetch);
    kept.last = fetched;
    return fetched;
  };
}

async function providerOf({ name, file, description, fields }: Profile): Promise<Kept> {
  const key = JSON.stringify([file, name]);
  const login = JSON.stringify(fields);
  const { CLIProfileCredentialsProvider } = await import("@alicloud/credentials");
  const known = providers.get(key);
  if (known?.login === login) {
    return known;
  }
  try {
    const library = CLIProfileCredentialsProvider.builder().withProfileName(name).build();
    // The library's types declare this method private. Its public one hides the expiry, and fetches to build.
    const build = Reflect.get(library, "getCredentialsProvider") as (...given: unknown[]) => LibraryProvider;
    const kept: Kept = { login, provider: build.call(library, { profiles: [fields] }, name), last: Promise.resolve() };
    providers.set(key, kept);
    return kept;
  } catch (error) {
    throw credentialFailure(description, error);
  }
}

function sessionsOf(provider: LibraryProvider): SessionProvider {
  const { refresher } = provider;
  if (refresher !== undefined) {
    return provider as SessionProvider;
  }
  return {
    refresher: async () => {
      // Without this, the library would give the last answer again.
      provider.session = undefined;
      const credentials = await provider.getCredentials();
      return { ...credentials, expiration: (provider.session as LibraryProvider["session"])?.expiration ?? "" };
    },
  };
}
