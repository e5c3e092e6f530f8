import type { Setting } from "../../core/setting";
import type { Environment, Layer, SettingKeys, Settings } from "../configuration/settings";
import type { DefaultTools } from "./defaultSource";
import type { FetchCredentials } from "./fetchedCredentials";

/** The tools that a configured source fetches credentials with. */
interface ConfiguredTools extends DefaultTools {
  /** Host of the STS service. If undefined, the library's default applies. */
  stsEndpoint: string | undefined;
}

/** A source of credentials that stack config or the environment names. */
export interface ConfiguredSource<Key extends string = string, Required extends Key = Key> {
  /** Name of the source in the documentation. */
  readonly title: string;
  /** Keys that select this source. Setting any one of them is enough. */
  readonly keys: SettingKeys<Key>;
  /** Keys that must be set. If one is missing, that is an error; no other source is tried. */
  readonly requires: readonly Required[];
  /**
   * Environment variables that it reads in addition to those of its keys. Together with the values of its keys, they
   * tell two identities apart.
   */
  readonly variables: readonly string[];
  /** Reads its keys, once `layer` has named it. If absent, they are read from that layer alone. */
  read?(layer: Layer, layers: readonly Layer[]): Settings<Key>;
  /** Describes in messages where the credentials come from. If absent, messages name the first of its keys found. */
  describe?(settings: Settings<Key>): string;
  /**
   * Returns the function that fetches credentials.
   * @throws DbsError of kind `credentials` if the settings can't be used
   */
  fetcher(settings: Settings<Key> & Record<Required, Setting>, tools: ConfiguredTools): FetchCredentials;
  /** Reads the region stored with the credentials. Absent if the source stores no region. */
  region?(settings: Settings<Key>, environment: Environment): Promise<string | undefined>;
}
