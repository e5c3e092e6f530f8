import * as pulumi from "@pulumi/pulumi";
import { withRegion } from "../../../provider/connection/withRegion";
import { MISSING_REGION, missingRegion } from "../../../provider/core/missingRegion";
import { refusedInput, refusedInputs } from "../../../provider/lifecycle/refusedInput";
import { defaultRegion } from "../../../provider/wire/credentials/defaultRegion";
import type { CallSite } from "../callSite";
import { programConfiguration } from "../programCaller";
import { underMocks } from "../underMocks";
import type { InputOf } from "./inputOf";
import { orElse } from "./orElse";

/**
 * Returns the region of a resource: the given one, or the one that only this process knows.
 * @param what - name of the class, for messages
 * @param inputs - `datasourceId` holds a region, too
 */
export function regionInput(
  what: string,
  { regionCode, datasourceId }: Readonly<Record<string, unknown>>,
  site: CallSite,
): pulumi.Input<unknown> {
  return orElse(regionCode, (late) => findRegion(what, datasourceId as InputOf<string>, site, late));
}

/**
 * Returns the region of a resource whose arguments name none. If there is no region anywhere, the constructor throws one
 * sentence. The engine would put the missing value into it, as `value {<nil>}`. Where that is found out only later, the
 * check of the resource refuses it: an error in an output would fail the whole run, even one that does not target the
 * resource.
 * @param late - whether the constructor has returned already
 */
function findRegion(what: string, datasourceId: InputOf<string>, site: CallSite, late: boolean): pulumi.Input<unknown> {
  const configuration = programConfiguration();
  const isTest = underMocks();
  const none = () => (isTest ? undefined : refusedInput(MISSING_REGION));
  if (datasourceId === undefined) {
    const { region, credentials } = configuration;
    if (region !== undefined) return region;
    if (!isTest && credentials.chosen?.source.region === undefined) {
      if (late) return none();
      throw missingRegion(what);
    }
  }
  return pulumi.output(datasourceId).apply(async (id) => {
    // The check names the datasourceId alone.
    if (refusedInputs({ id }).length > 0) return undefined;
    const region = () => defaultRegion(configuration, process.env);
    const args: { regionCode?: string; datasourceId: unknown } = { datasourceId: id };
    try {
      // A program under test does not need the machine's profiles, so an error in them must not fail it.
      return (await withRegion(args, () => (isTest ? region().catch(() => undefined) : region()))).regionCode ?? none();
    } catch (error) {
      throw site(error);
    }
  });
}
