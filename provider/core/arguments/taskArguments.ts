import * as z from "zod/mini";
import { engineOf } from "../engineOf";
import type { ArgumentIssue } from "../errors";
import { EXPORT_FORMATS, type ExportRequest, type TaskRequest } from "../exportRequest";
import { MISSING_REGION } from "../missingRegion";
import { omitNothing } from "../omitNothing";
import { omitUndefined } from "../omitUndefined";
import * as fields from "./fields";
import { argumentsError, type Parsed, parseArguments, type Report } from "./parseArguments";
import { readTarget } from "./target";
import { TASK_DEFAULTS } from "./taskDefaults";

/** The inputs of a `DownloadTask`. */
export const taskFields = {
  regionCode: z.optional(fields.regionField),
  instanceName: z.optional(fields.identifierField),
  clusterName: z.optional(fields.identifierField),
  backupSetId: z.optional(fields.identifierField),
  pointInTime: z.optional(fields.timeField),
  backupSetSize: z.optional(fields.integerField(1)),
  format: z.optional(fields.anyCaseField(EXPORT_FORMATS)),
  target: z.optional(fields.anythingField),
  primaryKeyTypeOnly: z.optional(fields.booleanField),
  isCluster: z.optional(fields.booleanField),
  adminDatabase: z.optional(fields.identifierField),
  useZstd: z.optional(fields.booleanField),
  adopt: z._default(fields.wordField(["unfinished", "finished", "never"]), TASK_DEFAULTS.adopt),
  adoptTaskId: z.optional(fields.taskIdField),
  triggers: z.optional(fields.anythingField),
  network: z.optional(fields.wordField(["vpc", "public"])),
};

type GivenTask = z.output<z.ZodMiniObject<typeof taskFields>>;

/** Arguments that only exports of MongoDB have. */
const MONGODB_ARGUMENTS = ["primaryKeyTypeOnly", "isCluster", "adminDatabase"] as const;

/**
 * Parses the inputs of a `DownloadTask`. If the default region is needed, it must already be filled in as `regionCode`.
 * @param now - milliseconds since the epoch; a point in time after it is refused
 * @returns the request, or all problems at once, each with the name of its input
 */
export function parseTaskArguments(args: unknown, now: number = Date.now()): Parsed<TaskRequest> {
  return parseArguments(taskFields, args, (given, report) => {
    const { regionCode = "", instanceName = "", format = "csv", adopt, adoptTaskId } = given;
    if (regionCode === "") report("regionCode", MISSING_REGION);
    if (instanceName === "") {
      report("instanceName", "is missing; set it to the database instance, for example rm-bp1…");
    }
    if (given.format === undefined) report("format", `is missing; it must be one of ${EXPORT_FORMATS.join(", ")}`);
    const { backupSetId: set, pointInTime: moment } = omitNothing(args as Record<string, unknown>);
    if (set === undefined && moment === undefined) {
      report("backupSetId", "is missing; set it to the backup set to export, or set pointInTime");
    }
    checkTogether(args, given, now, report);
    const { clusterName, backupSetId, pointInTime, backupSetSize, network } = given;
    const { primaryKeyTypeOnly, isCluster, adminDatabase, useZstd } = given;
    const wanted: ExportRequest = {
      regionCode,
      instanceName,
      ...omitUndefined({ clusterName, backupSetId, pointInTime, backupSetSize }),
      format,
      target: readTarget(given.target, report),
      ...omitUndefined({ primaryKeyTypeOnly, isCluster, adminDatabase, useZstd, network }),
    };
    return { wanted, adopt, ...omitUndefined({ adoptTaskId }) };
  });
}

/**
 * Parses the inputs of a `DownloadTask`, and throws if they are invalid.
 * @param what - the class or function that was called, for the message
 * @throws DbsError of kind `arguments` that names every problem
 */
export function readTaskRequest(args: unknown, what: string, now?: number): TaskRequest {
  const { value: request, issues } = parseTaskArguments(args, now);
  if (request === undefined) {
    throw argumentsError(what, issues);
  }
  return request;
}

/**
 * Checks the inputs of a `DownloadTask` that are already known during a preview. An input that is not known yet is
 * neither missing nor wrong.
 * @returns the problems, each with the name of its input
 */
export function partialTaskIssues(args: unknown, now: number = Date.now()): ArgumentIssue[] {
  const parsed = parseArguments(taskFields, args, (given, report) => {
    checkTogether(args, given, now, report);
    readTarget(given.target, report);
  });
  return parsed.issues ?? [];
}

/** Reports what two given inputs contradict each other in. An input that is not given contradicts nothing. */
function checkTogether(args: unknown, given: GivenTask, now: number, report: Report): void {
  // Looks at the values as they were given, because one of the two may be malformed.
  const { backupSetId, pointInTime } = omitNothing(args as Record<string, unknown>);
  if (backupSetId !== undefined && pointInTime !== undefined) {
    report("pointInTime", "can't be combined with backupSetId; leave one of them out");
  }
  checkPointInTime(given.pointInTime, now, report);
  checkEngine(given, report);
  if (given.adopt === "finished" && given.triggers !== undefined) {
    report(
      "adopt",
      'is "finished", which can\'t be combined with triggers: a changed trigger asks for a new export, and the finished ' +
        "task would be taken in its place; leave one of them out",
    );
  }
}

function checkPointInTime(pointInTime: number | undefined, now: number, report: Report): void {
  if (pointInTime !== undefined && pointInTime > now) {
    report("pointInTime", `is ${new Date(pointInTime).toISOString()}, which is in the future`);
  }
}

/** Reports what contradicts the engine that the instance's name tells. */
function checkEngine({ instanceName = "", format, ...given }: GivenTask, report: Report): void {
  const engine = engineOf(instanceName);
  if (engine === "SQL") {
    for (const name of MONGODB_ARGUMENTS.filter((each) => given[each] !== undefined)) {
      report(name, `is an argument of MongoDB, and "${instanceName}" is not an instance of MongoDB; leave it out`);
    }
  }
  if (engine === "MongoDB" && format === "qp.xb") {
    report("format", `is qp.xb, which MongoDB does not have, and "${instanceName}" is an instance of MongoDB`);
  }
}
