import { parseDatasourceId } from "../core/arguments/datasourceId";

/**
 * Fills in the region from `regionCode`, else from `datasourceId`, else from the default. Returns a value that is not
 * an object unchanged, because argument parsing rejects it later.
 */
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
