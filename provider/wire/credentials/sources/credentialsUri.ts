import type { ConfiguredSource } from "../configuredSource";

/** A URI that returns a session as JSON, served by a sidecar or a helper on this machine. */
export const credentialsUri: ConfiguredSource<"credentialsUri"> = {
  title: "credentials URI",
  keys: { credentialsUri: ["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"] },
  requires: ["credentialsUri"],
  variables: [],
  fetcher:
    ({ credentialsUri: { value, source } }) =>
    async (send) => {
      const { uriSession } = await import("../sessions/uriSession");
      return uriSession(`credentials URI from ${source}`, value)(send);
    },
};
