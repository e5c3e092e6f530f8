import type { Setting } from "../../core/setting";
import type { Environment, Layer, SettingKeys, Settings } from "../configuration/settings";
import type { FetchCredentials } from "./fetchedCredentials";
import type { SourceTools } from "./sourceTools";

/** A credential source that is selected by stack config or the environment. */
export interface ConfiguredSource<Key extends string = string, Required extends Key = Key> {
  /** Name of the source in the documentation. */
  readonly title: string;
  /** Keys that select this source. Setting any one of them is enough. */
  readonly keys: SettingKeys<Key>;
  /** Keys that must be set. A missing one is an error, and no other source is tried. */
  readonly requires: readonly Required[];
  /**
   * Environment variables that the source reads in addition to those of its keys. Their values and those of the keys
   * determine the identity.
   */
  readonly variables: readonly string[];
  /** Reads the source's keys after `layer` has selected it. If absent, the keys are read from that layer alone. */
  read?(layer: Layer, layers: readonly Layer[]): Settings<Key>;
  /** Describes where the credentials come from, for messages. If absent, messages name the first key that was found. */
  describe?(settings: Settings<Key>): string;
  /**
   * Returns the function that fetches credentials.
   * @throws DbsError of kind `credentials` if the settings can't be used
   */
  fetcher(settings: Settings<Key> & Record<Required, Setting>, tools: SourceTools): FetchCredentials;
  /** Reads the region stored with the credentials. Absent if the source stores no region. */
  region?(settings: Settings<Key>, environment: Environment): Promise<string | undefined>;
}
