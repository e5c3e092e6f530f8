/** What a DatasourceId says: `ds-<instance>_<region>` (the API's reference page). */
export interface Datasource {
  instanceName: string;
  regionCode: string;
}

/** Takes a DatasourceId apart, or gives `undefined` where it is none. A region has no underscore, so the last one parts the two. */
export function parseDatasourceId(value: unknown): Datasource | undefined {
  const parts = typeof value === "string" ? /^ds-(\S+)_([a-z0-9-]+)$/.exec(value) : null;
  return parts === null ? undefined : { instanceName: parts[1] as string, regionCode: parts[2] as string };
}
