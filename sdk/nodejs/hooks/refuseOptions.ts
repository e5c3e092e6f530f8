import type * as pulumi from "@pulumi/pulumi";
import { DbsError } from "../../../provider/core/errors";
import { omitNothing } from "../../../provider/core/omitNothing";

/** Options that make Pulumi read an existing resource instead of creating one. */
export type ReadingOption = "id" | "import" | "urn";

/**
 * Refuses options with which the hook would never run.
 * @param resource - class and name of the resource
 * @param reasons - what follows `id can't be among the options`, for each option. Options with the same
 *   reason are named in one sentence
 */
export function refuseOptions(
  resource: string,
  opts: pulumi.CustomResourceOptions,
  reasons: Readonly<Record<ReadingOption, string>>,
): void {
  const given = omitNothing(opts);
  const names = (Object.keys(reasons) as ReadingOption[]).filter((option) => option in given);
  const sentences = [...new Set(names.map((name) => reasons[name]))].map(
    (reason) => `${names.filter((name) => reasons[name] === reason).join(" and ")} can't be among the options${reason}`,
  );
  if (sentences.length > 0) {
    throw new DbsError("arguments", `${resource}: ${sentences.join(". ")}`);
  }
}
