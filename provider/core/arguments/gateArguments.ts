import * as z from "zod/mini";
import type { ArgumentIssue } from "../errors";
import { TASK_STATES } from "../listing/task";
import { omitUndefined } from "../omitUndefined";
import type { GateRequest } from "../query";
import { showValue } from "../text/showValue";
import * as fields from "./fields";
import { defaultRequire, GATE_DEFAULTS } from "./gateDefaults";
import { argumentsError, type Parsed, parseArguments } from "./parseArguments";
import { completeSelection, selectionFields } from "./selection";

/** States that can fail a gate: all except `finished`. */
const FAILING_STATES = TASK_STATES.filter((state) => state !== "finished");

/** Explains why `minTasks` can't be 0. */
const WHY_ONE =
  ". A gate never opens on an empty selection, because a typo in the instance would open it. " +
  "To go on without tasks, read the list with getDownloadTasks and make the gate only where it has some";

/** The inputs of a gate. */
export const gateFields = {
  ...selectionFields,
  require: z.optional(fields.wordField(["latest", "all", "any"])),
  minTasks: z._default(fields.integerField(1, WHY_ONE), GATE_DEFAULTS.minTasks),
  failOn: z._default(
    z.array(fields.wordField(FAILING_STATES), {
      error: (issue) => `is ${showValue(issue.input)}, but must be a list of states`,
    }),
    [...GATE_DEFAULTS.failOn],
  ),
  notFoundTimeout: z.prefault(fields.durationField, GATE_DEFAULTS.notFoundTimeout),
  timeout: z._default(fields.durationField, 3_600_000),
  pollInterval: z.prefault(fields.positiveDurationField, GATE_DEFAULTS.pollInterval),
  taskRetries: z._default(fields.integerField(0), GATE_DEFAULTS.taskRetries),
  triggers: z.optional(fields.anythingField),
};

/**
 * Parses the inputs of a `DownloadTasksGate` or the arguments of `waitForDownloadTasks`.
 * @returns the request, or all problems at once, each with the name of its input
 */
export function parseGateArguments(args: unknown): Parsed<GateRequest> {
  return parseArguments(gateFields, args, (given, report) => {
    const selection = completeSelection(given, report);
    const { taskIds } = selection;
    const require = given.require ?? defaultRequire(taskIds);
    if (
      require === "all" &&
      taskIds === undefined &&
      given.backupSetId === undefined &&
      given.startTime === undefined
    ) {
      report(
        "require",
        'is "all", which covers the whole history of the instance, including old failed or expired tasks; ' +
          "narrow it with taskIds, backupSetId or startTime",
      );
    }
    if (taskIds !== undefined && given.minTasks > taskIds.length) {
      report(
        "minTasks",
        `is ${given.minTasks}, more than the number of taskIds (${taskIds.length}), so it could never be reached`,
      );
    }
    const { minTasks, failOn, notFoundTimeout, timeout, pollInterval, taskRetries } = given;
    for (const reason of taskRetries > 0 ? whyNoRetry(given) : []) {
      report("taskRetries", `is ${taskRetries}, but ${reason}`);
    }
    return {
      selection,
      condition: { require, minTasks, failOn, notFoundTimeout, ...omitUndefined({ taskIds }) },
      timeout,
      pollInterval,
      ...(taskRetries > 0 && { taskRetries }),
    };
  });
}

/** Returns the reasons why failed tasks can't be retried with these inputs. */
function whyNoRetry({
  taskIds,
  backupSetId,
  timeout,
  failOn,
}: Pick<z.output<z.ZodMiniObject<typeof gateFields>>, "taskIds" | "backupSetId" | "timeout" | "failOn">): string[] {
  return [
    ...(taskIds === undefined && backupSetId === undefined
      ? ["a gate never acts on tasks that it was not given; name them with taskIds or backupSetId"]
      : []),
    ...(timeout === 0 ? ["timeout 0 allows only one look, so no retry could be waited for; set a longer timeout"] : []),
    ...(failOn.includes("failed") ? [] : ['failOn lacks "failed", so no failed task would be retried; add it']),
  ];
}

/**
 * Parses the inputs of a `DownloadTasksGate` or the arguments of `waitForDownloadTasks`, and throws if they are
 * invalid.
 * @param what - the class or function that was called, for the message
 * @throws DbsError of kind `arguments` that names every problem
 */
export function readGateRequest(args: unknown, what: string): GateRequest {
  const { value: request, issues } = parseGateArguments(args);
  if (request === undefined) {
    throw argumentsError(what, issues);
  }
  return request;
}

/**
 * Checks the inputs of a gate that are already known during a preview. Each input is checked on its own. Checks that
 * compare two inputs are skipped, because one of the two may still be unknown.
 * @returns the problems, each with the name of its input
 */
export function partialGateIssues(args: unknown): ArgumentIssue[] {
  return parseArguments(gateFields, args, () => undefined).issues ?? [];
}
