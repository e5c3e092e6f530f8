import { processCaller } from "../../provider/connection/processCaller";
import { readProcessConfiguration } from "../../provider/connection/processConfiguration";
import { withRegion } from "../../provider/connection/withRegion";
import { parseListArguments } from "../../provider/core/arguments/listArguments";
import { argumentsError } from "../../provider/core/arguments/parseArguments";
import { describeDownloadTask } from "../../provider/operations/describeDownloadTask";
import type { Environment } from "../../provider/wire/configuration/settings";
import type { ReadPage } from "./check";

/**
 * Returns the function that reads pages of an instance's list, with the configuration of the environment.
 * @throws DbsError of kind `arguments` or `credentials`
 */
export async function connect(
  given: { instanceName: string; regionCode?: string },
  environment: Environment,
): Promise<ReadPage> {
  const quiet = { debug: () => {}, warning: () => {} };
  const caller = processCaller(readProcessConfiguration(undefined, environment), environment, quiet);
  const { value: query, issues } = parseListArguments(await withRegion(given, caller.defaultRegion));
  if (query === undefined) throw argumentsError("probe", issues);
  const { call, clock } = caller.connect(query);
  const { regionCode, instanceName, orderColumn, maxRetries, timeout, callTimeout } = query;
  return ({ pageSize = 100, currentPage = 1, orderDirect = "desc", ...filters }) =>
    call(
      describeDownloadTask,
      { regionCode, instanceName, orderColumn, pageSize, currentPage, orderDirect, ...filters },
      { maxRetries, callTimeoutMs: callTimeout, deadline: clock.now() + timeout },
    );
}
