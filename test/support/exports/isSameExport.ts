import type { ExportRequest } from "../../../provider/core/exportRequest";
import { createDownload } from "../../../provider/operations/createDownload";
import type { ServedTask } from "./exportService";

/**
 * Tells whether a task of the service has everything that was asked for, by what its own request said. What was not
 * asked for may differ, but no path asks for the bucket's root.
 * @param names - the parameters that are compared. Default: all that are asked for, but the size of the backup set
 */
export function isSameExport(
  { parameters }: Pick<ServedTask, "parameters">,
  wanted: ExportRequest,
  names?: readonly string[],
): boolean {
  const { BakSetSize: _, ...asked }: Record<string, string> = createDownload.parameters(wanted);
  return (names ?? [...Object.keys(asked), "TargetPath"]).every((name) => parameters[name] === asked[name]);
}
