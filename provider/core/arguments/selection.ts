import * as z from "zod/mini";
import { MISSING_REGION } from "../missingRegion";
import { omitUndefined } from "../omitUndefined";
import { argumentNames, SELECTION_ARGUMENTS, type TaskSelection } from "../query";
import { showValue } from "../text/showValue";
import { parseDatasourceId } from "./datasourceId";
import * as fields from "./fields";
import type { Report } from "./parseArguments";

export const selectionFields = {
  regionCode: z.optional(fields.regionField),
  instanceName: z.optional(fields.identifierField),
  datasourceId: z.optional(fields.datasourceField),
  clusterName: z.optional(fields.identifierField),
  backupSetId: z.optional(fields.identifierField),
  taskType: z.optional(fields.wordField(["full", "pitr"])),
  startTime: z.optional(fields.startTimeField),
  endTime: z.optional(fields.timeField),
  taskIds: z.optional(fields.identifiersField),
  network: z.optional(fields.wordField(["vpc", "public"])),
} satisfies Record<keyof TaskSelection, z.ZodMiniType>;

const SELECTION_NAMES = argumentNames(SELECTION_ARGUMENTS);

type GivenSelection = z.output<z.ZodMiniObject<typeof selectionFields>>;

/** Fills in the instance and the region, and reports arguments that contradict each other. */
export function completeSelection(given: GivenSelection, report: Report): TaskSelection {
  const { datasourceId, startTime, endTime } = given;
  const datasource = parseDatasourceId(datasourceId);
  for (const property of ["instanceName", "regionCode"] as const) {
    if (datasource !== undefined && given[property] !== undefined && given[property] !== datasource[property]) {
      report(
        property,
        `is ${showValue(given[property])}, but datasourceId ${showValue(datasourceId)} contains ` +
          `${showValue(datasource[property])}; leave one of them out`,
      );
    }
  }
  const instanceName = given.instanceName ?? datasource?.instanceName ?? "";
  if (instanceName === "") {
    report("instanceName", "is missing; set it to the database instance (for example rm-bp1…), or set datasourceId");
  }
  const regionCode = given.regionCode ?? datasource?.regionCode ?? "";
  if (regionCode === "") {
    report("regionCode", MISSING_REGION);
  }
  if (startTime !== undefined && endTime !== undefined && startTime > endTime) {
    const [start, end] = [new Date(startTime).toISOString(), new Date(endTime).toISOString()];
    report("startTime", `is ${start}, which is after endTime ${end}`);
  }
  const selection = Object.fromEntries(SELECTION_NAMES.map((name) => [name, given[name]])) as GivenSelection;
  return { ...omitUndefined(selection), regionCode, instanceName };
}
