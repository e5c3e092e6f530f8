import type { Setting } from "../../core/setting";
import type { Environment, Layer, SettingKeys, Settings } from "../configuration/settings";
import type { DefaultTools } from "./defaultSource";
import type { FetchCredentials } from "./fetchedCredentials";

/** What a configured source fetches with. */
interface ConfiguredTools extends DefaultTools {
  /** Host of the STS service; absent: the library's default. */
  stsEndpoint: string | undefined;
}

/** A source of credentials that stack config or environment names. */
export interface ConfiguredSource<Key extends string = string, Required extends Key = Key> {
  /** What the source is called in the documentation. */
  readonly title: string;
  /** The keys that name it. One that is set is enough to choose this source. */
  readonly keys: SettingKeys<Key>;
  /** The keys without which it is incomplete. An incomplete source is an error, and no other source is tried. */
  readonly requires: readonly Required[];
  /** The variables that it reads besides those of its keys. Together with what its keys hold, they tell two identities apart. */
  readonly variables: readonly string[];
  /** Reads its keys, when `layer` names it. Absent: they are read in that layer alone. */
  read?(layer: Layer, layers: readonly Layer[]): Settings<Key>;
  /** Says for messages where the credentials come from. Absent: the place where the first of its keys was found. */
  describe?(settings: Settings<Key>): string;
  /**
   * Returns the function that fetches credentials.
   * @throws DbsError of kind `credentials` for settings that can't be used
   */
  fetcher(settings: Settings<Key> & Record<Required, Setting>, tools: ConfiguredTools): FetchCredentials;
  /** Reads the region that is kept beside the credentials. Absent: this source knows of none. */
  region?(settings: Settings<Key>, environment: Environment): Promise<string | undefined>;
}
