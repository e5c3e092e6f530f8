import { parseDatasourceId } from "../core/datasource";

/** Fills in the region: the argument first, then what `datasourceId` says, then the default. */
export async function withRegion<T extends { regionCode?: unknown; datasourceId?: unknown }>(
  args: T,
  defaultRegion: () => Promise<string | undefined>,
): Promise<T> {
  const regionCode = args.regionCode ?? parseDatasourceId(args.datasourceId)?.regionCode ?? (await defaultRegion());
  return regionCode === undefined ? args : { ...args, regionCode };
}
