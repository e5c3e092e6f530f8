import { parseDatasourceId } from "../core/datasource";
import type { Configuration } from "../wire/configuration";

/** Fills in the region: the argument first, then what `datasourceId` says, then configuration. */
export function withRegion<T extends { regionCode?: unknown; datasourceId?: unknown }>(
  args: T,
  { region }: Pick<Configuration, "region">,
): T {
  const regionCode = args.regionCode ?? parseDatasourceId(args.datasourceId)?.regionCode ?? region;
  return regionCode === undefined ? args : { ...args, regionCode };
}
