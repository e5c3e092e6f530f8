import type { ExportRequest } from "../../../provider/core/exportRequest";
import { createDownload } from "../../../provider/operations/createDownload";
import type { ServedTask } from "./exportService";

/**
 * Tells whether a task of the service is the export that was wanted, by what its request said.
 * @param names - the parameters that are compared. Default: all that are wanted, but the size of the backup set
 */
export function isSameExport(
  { parameters }: Pick<ServedTask, "parameters">,
  wanted: ExportRequest,
  names?: readonly string[],
): boolean {
  const { BakSetSize: _, ...asked } = createDownload.parameters(wanted);
  const all = new Set([...Object.keys(asked), ...Object.keys(parameters)]);
  all.delete("BakSetSize");
  return (names ?? [...all]).every((name) => parameters[name] === (asked as Record<string, string>)[name]);
}
