import { DbsError } from "../../../provider/core/errors";
import { omitNothing } from "../../../provider/core/omitNothing";
import type { RecordedResource } from "../../../provider/lifecycle/recordedResource";

/**
 * Refuses arguments with the names of outputs, `urn` and `__provider`. They would be overwritten or dropped without a
 * word.
 * @param resource - class and name of the resource
 */
export function refuseOutputs(
  resource: string,
  args: object,
  { outputs, outputAsInput }: Pick<RecordedResource, "outputs" | "outputAsInput">,
): void {
  const given = omitNothing(args);
  const issues = [
    ...["id", ...outputs].map((property) => ({ property, reason: outputAsInput })),
    ...["urn", "__provider"].map((property) => ({ property, reason: "is set by the resource itself" })),
  ].filter(({ property }) => property in given);
  if (issues.length > 0) {
    const list = issues.map(({ property, reason }) => `${property} ${reason}`).join(". ");
    throw new DbsError("arguments", `${resource}: ${list}`, { issues });
  }
}
