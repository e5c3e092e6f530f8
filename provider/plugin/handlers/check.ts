import { CheckFailure, type CheckRequest, CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { withRegion } from "../../connection/withRegion";
import { omitNothing } from "../../core/omitNothing";
import { UNKNOWN } from "../../core/pulumiMarks";
import { checkInputs } from "../../lifecycle/checkInputs";
import { IMPORTED } from "../../lifecycle/imported";
import type { Properties } from "../../lifecycle/properties";
import { keepSecrets, SECRET_INPUTS, withoutSecretValues } from "../../lifecycle/secretInputs";
import { splitUnknowns } from "../../lifecycle/splitUnknowns";
import type { PluginSession } from "../pluginSession";
import { resourceOf } from "../resources/resourceTable";
import { readProperties } from "../values/readProperties";
import { writeProperties } from "../values/writeProperties";

/**
 * Checks the inputs of a resource, and writes every default into them. What the program gave stays as it was spelled.
 * The inputs of an import stay as they are, because a default would claim that the list showed it.
 */
export async function check(request: CheckRequest, session: PluginSession): Promise<CheckResponse> {
  const { resource } = resourceOf(request.getUrn());
  const { marked, plain } = readProperties(request.getNews());
  if (IMPORTED in plain) return new CheckResponse().setInputs(request.getNews());
  return await keepSecrets(plain, async () => {
    const given = omitNothing(plain);
    const inputs = { ...resource.recorded.defaults(given), ...(await located(given, session)) };
    const { failures } = await checkInputs(resource.recorded, readProperties(request.getOlds()).plain, inputs);
    const shown = withoutSecretValues(failures, plain);
    const { [SECRET_INPUTS]: _secret, ...filled } = inputs;
    return new CheckResponse()
      .setInputs(writeProperties({ ...filled, ...omitNothing(marked) }))
      .setFailuresList(shown.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)));
  });
}

/** Returns the inputs with a region. It is not known while only a `datasourceId` that is not known yet tells it. */
async function located(given: Properties, session: PluginSession): Promise<Properties> {
  const { unknown } = splitUnknowns(given);
  if (given.regionCode === undefined && unknown.includes("datasourceId")) return { ...given, regionCode: UNKNOWN };
  return await withRegion(given, () => session.defaultRegion());
}
