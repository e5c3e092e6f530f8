import { z } from "zod";
import * as fields from "./argumentFields";
import { parseDatasourceId } from "./datasource";
import { defined } from "./defined";
import { type ArgumentIssue, DbsError } from "./errors";
import type { GateRequest, TaskQuery, TaskSelection } from "./query";
import { showValue } from "./showValue";
import { TASK_STATES } from "./task";

/** Result of reading somebody's words: the value, or every problem that was found. */
export type Parsed<T> = { value: T; issues?: undefined } | { value?: undefined; issues: ArgumentIssue[] };

const selectionFields = {
  regionCode: fields.regionField.optional(),
  instanceName: fields.identifierField.optional(),
  datasourceId: fields.datasourceField.optional(),
  clusterName: fields.identifierField.optional(),
  backupSetId: fields.identifierField.optional(),
  taskType: fields.wordField(["full", "pitr"]).optional(),
  startTime: fields.timeField.optional(),
  endTime: fields.timeField.optional(),
  taskIds: fields.identifiersField.optional(),
  network: fields.wordField(["vpc", "public"]).optional(),
};

const listFields = {
  ...selectionFields,
  state: fields.wordField(TASK_STATES).optional(),
  orderColumn: fields.wordField(["gmt_create"]).default("gmt_create"),
  orderDirect: fields.wordField(["asc", "desc"]).default("desc"),
  currentPage: fields.integerField(1).optional(),
  pageSize: fields.integerField(1).default(100),
  maxRetries: fields.integerField(0).default(5),
  timeout: fields.positiveDurationField.default(120_000),
  callTimeout: fields.positiveDurationField.default(30_000),
};

/** States that can fail a gate: a finished task never does. */
const FAILING_STATES = TASK_STATES.filter((state) => state !== "finished");

const gateFields = {
  ...selectionFields,
  require: fields.wordField(["latest", "all", "any"]).optional(),
  minTasks: fields.integerField(1).default(1),
  failOn: z
    .array(fields.wordField(FAILING_STATES), {
      error: (issue) => `is ${showValue(issue.input)}; allowed is a list of states`,
    })
    .default(["failed", "expired"]),
  notFoundTimeout: fields.durationField.default(300_000),
  timeout: fields.durationField.default(3_600_000),
  pollInterval: fields.positiveDurationField.default(60_000),
  triggers: fields.anythingField.optional(),
};

/**
 * Reads the arguments of `getDownloadTasks`. The region's default must already stand in `regionCode`.
 * @returns the query, or all problems at once, each with its argument's name
 */
export function parseListArguments(words: unknown): Parsed<TaskQuery> {
  return parse(listFields, words, (given, report) => {
    const selection = completeSelection(given, report);
    if (given.currentPage !== undefined && given.taskIds !== undefined) {
      report(
        "currentPage",
        "can't be given together with taskIds, which looks through all pages: leave one of them out",
      );
    }
    const { state, orderColumn, orderDirect, currentPage, pageSize, maxRetries, timeout, callTimeout } = given;
    return {
      ...selection,
      ...defined({ state, currentPage }),
      orderColumn,
      orderDirect,
      pageSize,
      maxRetries,
      timeout,
      callTimeout,
    };
  });
}

/**
 * Reads the inputs of a `DownloadTasksGate` (or the arguments of `waitForDownloadTasks`).
 * @returns the request, or all problems at once, each with its input's name
 */
export function parseGateArguments(words: unknown): Parsed<GateRequest> {
  return parse(gateFields, words, (given, report) => {
    const selection = completeSelection(given, report);
    const { taskIds } = selection;
    const require = given.require ?? (taskIds === undefined ? "latest" : "all");
    if (
      require === "all" &&
      taskIds === undefined &&
      given.backupSetId === undefined &&
      given.startTime === undefined
    ) {
      report(
        "require",
        'is "all" over the instance\'s whole history, where an old failure or expiry always sits; ' +
          "name the tasks (taskIds), the backup set (backupSetId) or the earliest creation time (startTime)",
      );
    }
    if (taskIds !== undefined && given.minTasks > taskIds.length) {
      report("minTasks", `is ${given.minTasks}, but taskIds names ${taskIds.length}: it could never be reached`);
    }
    const { minTasks, failOn, notFoundTimeout, timeout, pollInterval } = given;
    return {
      selection,
      condition: { require, minTasks, failOn, notFoundTimeout, ...defined({ taskIds }) },
      timeout,
      pollInterval,
    };
  });
}

/**
 * Reads what is known of a gate's inputs while others are not known yet (a preview): each by itself, since what stands
 * between two of them can't be judged.
 * @returns the problems, each with its input's name
 */
export function partialGateIssues(words: unknown): ArgumentIssue[] {
  return parse(gateFields, words, () => undefined).issues ?? [];
}

/** The error for arguments that can't be used; its message names every problem. */
export function argumentsError(what: string, issues: readonly ArgumentIssue[]): DbsError {
  const list = issues.map(({ property, reason }) => `${property} ${reason}`).join("; ");
  return new DbsError("arguments", `${what}: ${list}`, { issues });
}

type Report = (property: string, reason: string) => void;

function parse<S extends z.ZodRawShape, T>(
  shape: S,
  words: unknown,
  complete: (given: z.output<z.ZodObject<S>>, report: Report) => T,
): Parsed<T> {
  const issues: ArgumentIssue[] = [];
  // What is wrong with an argument by itself says enough about it.
  const report: Report = (property, reason) => {
    if (!issues.some((issue) => issue.property === property)) {
      issues.push({ property, reason });
    }
  };
  if (words !== undefined && (typeof words !== "object" || words === null || Array.isArray(words))) {
    return { issues: [{ property: "args", reason: `is ${showValue(words)}; allowed is an object` }] };
  }
  const given: Record<string, unknown> = defined((words ?? {}) as Record<string, unknown>);
  for (const property of Object.keys(given).filter((name) => !Object.hasOwn(shape, name))) {
    report(property, "is no argument of this call: check its spelling");
  }
  const read: Record<string, unknown> = { ...defaultsOf(shape) };
  // Each by itself, so that a bad one does not hide what is wrong between the others.
  for (const property of Object.keys(shape)) {
    const value = given[property];
    if (value === undefined) continue;
    const result = z.safeParse(shape[property] as z.core.$ZodType, value);
    if (result.success) {
      read[property] = result.data;
    } else {
      report(
        property,
        result.error.issues
          .map(({ path, message }) => [...path.map((at) => `[${String(at)}]`), message].join(" "))
          .join(", "),
      );
    }
  }
  const value = complete(read as z.output<z.ZodObject<S>>, report);
  return issues.length > 0 ? { issues } : { value };
}

const defaults = new WeakMap<z.ZodRawShape, Readonly<Record<string, unknown>>>();

/** What a shape makes of arguments that are not given, which none requires by itself. That is most of them: asked once. */
function defaultsOf(shape: z.ZodRawShape): Readonly<Record<string, unknown>> {
  let found = defaults.get(shape);
  if (found === undefined) {
    found = defined(z.parse(z.object(shape), {}) as Record<string, unknown>);
    defaults.set(shape, found);
  }
  return found;
}

type GivenSelection = z.output<z.ZodObject<typeof selectionFields>>;

/** Finds instance and region, and refuses what contradicts itself. */
function completeSelection(given: GivenSelection, report: Report): TaskSelection {
  const { datasourceId, clusterName, backupSetId, taskType, startTime, endTime, taskIds, network } = given;
  const datasource = parseDatasourceId(datasourceId);
  for (const property of ["instanceName", "regionCode"] as const) {
    if (datasource !== undefined && given[property] !== undefined && given[property] !== datasource[property]) {
      report(
        property,
        `is ${showValue(given[property])}, but datasourceId ${showValue(datasourceId)} says ${showValue(datasource[property])}`,
      );
    }
  }
  const instanceName = given.instanceName ?? datasource?.instanceName ?? "";
  if (instanceName === "") {
    report("instanceName", "is missing: name the database instance, for example rm-bp1…, or give datasourceId");
  }
  const regionCode = given.regionCode ?? datasource?.regionCode ?? "";
  if (regionCode === "") {
    report(
      "regionCode",
      "is missing: give it, set it for the stack (pulumi config set alicloud-dbs:region cn-hangzhou) or in the environment (ALIBABA_CLOUD_REGION)",
    );
  }
  if (startTime !== undefined && endTime !== undefined && startTime > endTime) {
    report("startTime", `is ${new Date(startTime).toISOString()}, after endTime ${new Date(endTime).toISOString()}`);
  }
  return {
    regionCode,
    instanceName,
    ...defined({ datasourceId, clusterName, backupSetId, taskType, startTime, endTime, taskIds, network }),
  };
}
