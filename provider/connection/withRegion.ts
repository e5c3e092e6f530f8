import { parseDatasourceId } from "../core/arguments/datasourceId";

/**
 * Fills in the region: from the argument, else from `datasourceId`, else the default. Returns anything but an object
 * unchanged; the check of the arguments refuses it later.
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
