import { parseDatasourceId } from "../core/arguments/datasourceId";

/** Fills in the region: the argument first, then what `datasourceId` says, then the default. What is no object is left to the check of arguments. */
export async function withRegion<T extends { regionCode?: unknown; datasourceId?: unknown }>(
  args: T,
  defaultRegion: () => Promise<string | undefined>,
): Promise<T> {
  if (typeof args !== "object" || args === null) {
    return args;
  }
  const regionCode = args.regionCode ?? parseDatasourceId(args.datasourceId)?.regionCode ?? (await defaultRegion());
  return regionCode === undefined ? args : { ...args, regionCode };
}
