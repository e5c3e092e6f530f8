import { engineOf } from "../engineOf";
import type { ExportFormat } from "../exportRequest";
import { showValue } from "../text/showValue";

/** Formats that only exports of MongoDB have. */
const MONGODB_FORMATS: readonly ExportFormat[] = ["bson"];

/**
 * Returns warnings about the inputs of an export, as far as they are known, that the service may refuse. Which engine has
 * which format can change, so the service decides.
 */
export function adviseOnExport(inputs: Readonly<Record<string, unknown>>): string[] {
  const { instanceName, format } = inputs;
  if (typeof instanceName !== "string" || typeof format !== "string" || engineOf(instanceName) !== "SQL") return [];
  const name = MONGODB_FORMATS.find((each) => each === format.toLowerCase());
  return name === undefined
    ? []
    : [
        `${name} is a format of MongoDB, and ${showValue(instanceName)} is not an instance of MongoDB; the service may refuse it`,
      ];
}
