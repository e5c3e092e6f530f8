import type * as z from "zod";
import { MISSING_REGION } from "../missingRegion";
import { omitUndefined } from "../omitUndefined";
import { argumentNames, SELECTION_ARGUMENTS, type TaskSelection } from "../query";
import { showValue } from "../text/showValue";
import { parseDatasourceId } from "./datasourceId";
import * as fields from "./fields";
import type { Report } from "./parseArguments";

export const selectionFields = {
  regionCode: fields.regionField.optional(),
  instanceName: fields.identifierField.optional(),
  datasourceId: fields.datasourceField.optional(),
  clusterName: fields.identifierField.optional(),
  backupSetId: fields.identifierField.optional(),
  taskType: fields.wordField(["full", "pitr"]).optional(),
  startTime: fields.startTimeField.optional(),
  endTime: fields.timeField.optional(),
  taskIds: fields.identifiersField.optional(),
  network: fields.wordField(["vpc", "public"]).optional(),
} satisfies Record<keyof TaskSelection, z.ZodType>;

const SELECTION_NAMES = argumentNames(SELECTION_ARGUMENTS);

type GivenSelection = z.output<z.ZodObject<typeof selectionFields>>;

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
