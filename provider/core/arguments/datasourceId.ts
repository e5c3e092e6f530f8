/** Parts of a DatasourceId, which has the form `ds-<instance>_<region>` (documented on the API's reference page). */
export interface Datasource {
  instanceName: string;
  regionCode: string;
}

/**
 * Splits a DatasourceId into its parts, or returns `undefined` for a value that is not one. A region code contains no
 * underscore, so the last underscore separates the two parts.
 */
export function parseDatasourceId(value: unknown): Datasource | undefined {
  const parts = typeof value === "string" ? /^ds-(\S+)_([a-z0-9-]+)$/.exec(value) : null;
  return parts === null ? undefined : { instanceName: parts[1] as string, regionCode: parts[2] as string };
}
