import assert from "node:assert/strict";
import type { TaskRequest } from "../../../provider/core/exportRequest";
import { createDownload } from "../../../provider/operations/createDownload";
import { LISTING_LAG } from "../../../provider/operations/startTask";
import { type ExportCall, saysMayExist } from "./exportCall";
import type { ExportProcess } from "./exportProcess";
import type { ExportService } from "./exportService";
import { isSameExport } from "./isSameExport";
import type { RandomWorld } from "./randomWorld";
import type { WantedResource } from "./wantedResource";

/** Parameters that every form of a list shows. For the others, a user who names a task vouches. */
const SHOWN = ["BakSetType", "BakSetId", "FormatType", "TargetType"];
/** Retries that a gate of a history may send. */
const TASK_RETRIES = 2;

/** Milliseconds for which a process sends nothing equal to a request whose outcome is open. */
const REMEMBERED = 900_000;

/** A history that is over. */
export interface History {
  world: Pick<RandomWorld, "rules" | "strict" | "short" | "mayRepeat" | "careful" | "adopt" | "wantedBy">;
  service: ExportService;
  calls: readonly ExportCall[];
  processes: readonly ExportProcess[];
  resources: readonly WantedResource[];
}

/** Asserts that a history has started nothing twice, lost nothing and confused nothing. */
export function checkHistory(history: History): void {
  for (const call of history.calls) {
    checkSent(call, history);
    if (call.request.adoptTaskId === undefined) checkEnd(call, history);
    else checkNamed(call, history);
  }
  for (const process of history.processes) checkProcess(process, history);
  for (const resource of history.resources) checkResource(resource, history);
  const { strict, mayRepeat, adopt, wantedBy } = history.world;
  const wanted = new Set(wantedBy.map((one) => JSON.stringify(createDownload.parameters(one))));
  if (strict && adopt !== "never" && !mayRepeat) {
    const ours = history.service.tasks.filter(({ maker }) => maker !== undefined);
    assert.ok(ours.length <= wanted.size, `${ours.length} tasks for ${wanted.size} wanted`);
  }
}

function creationsOf({ process, maker }: ExportCall) {
  return process.sent.filter((sent) => sent.action === "CreateDownload" && sent.maker === maker);
}

/** Checks that a call has started one task at most, and has sent nothing that it must not send. */
function checkSent(call: ExportCall, { service }: History): void {
  const { maker, from, request, cancelled } = call;
  const made = service.tasks.filter((each) => each.maker === maker);
  assert.ok(made.length <= 1, `${maker} started ${made.length} tasks`);
  const creations = creationsOf(call);
  assert.ok(
    creations.every(({ at }) => at <= cancelled),
    "sent after Ctrl-C",
  );
  const again = creations.slice(0, -1);
  assert.ok(
    again.every(({ isRefused }) => isRefused),
    "sent again although the outcome was open",
  );
  const mayNotStart = request.adoptTaskId !== undefined || (request.adopt === "never" && from === "host");
  assert.ok(!mayNotStart || creations.length === 0, `${maker} must not start anything`);
}

/** Checks that a call ended with the task that was asked for, or with an error that does not hide one. */
function checkEnd(call: ExportCall, history: History): void {
  const { maker, process, request, task, error } = call;
  const { calls } = history;
  const { tasks } = history.service;
  const made = tasks.filter((each) => each.maker === maker);
  if (task === undefined) {
    if (made.length === 0) return;
    assert.match(error?.message ?? "", /^\[(unsettled|cancelled)\] .*may have been started/, "a task was lost");
    assert.match(error?.message ?? "", adviceFor(request));
    return;
  }
  const served = tasks.find(({ taskId }) => taskId === task.taskId);
  assert.ok(served, `${task.taskId} is not in the service`);
  assert.ok(isSameExport(served, request.wanted), `${task.taskId} differs: ${JSON.stringify(served.parameters)}`);
  if (made.length > 0 && request.adopt !== "never") checkWarning(call, history);
  if (request.adopt === "never") assert.equal(task.adopted, false, "never adopts nothing");
  if (served.maker === maker || (made.length === 0 && request.adopt !== "never")) return;
  // Only after a lost answer, and only a task of another process, which the list shows no different from its own. An
  // earlier call of this process may have done the same, and left its own task to this one. An earlier call may also have
  // ended without a task after a lost answer, and said so. Then the process can't tell whose the listed task is.
  const isOpen = creationsOf(call).at(-1)?.isRefused === false;
  const isLeft = calls.some((each) => each.maker === served.maker && each.task && each.task.taskId !== served.taskId);
  const isUnknown = calls.some(({ maker: other, error: end }) => other === served.maker && end && saysMayExist(end));
  const isMakerKnown = !isLeft && !isUnknown;
  const isOfProcess =
    isMakerKnown && process.sent.some((sent) => sent.maker === served.maker && sent.maker !== undefined);
  assert.ok(isOpen && !isOfProcess, `${maker} took ${task.taskId} of ${served.maker} instead of its own task`);
}

/** Returns what an error must advise after which an export may exist. */
function adviceFor({ adopt, wanted }: TaskRequest): RegExp {
  if (adopt === "never") return /set adoptTaskId/;
  return wanted.target.type === "OSS" || wanted.useZstd !== undefined
    ? /the next up looks first, but the list may not show .*If a new task of this set is listed, adoptTaskId takes it/
    : /the next up looks first, and takes the task/;
}

/** Checks a call for which the user names a task. */
function checkNamed({ request, began, task, error }: ExportCall, { service: { tasks } }: History): void {
  const { wanted, adoptTaskId } = request;
  const named = tasks.find(({ taskId }) => taskId === adoptTaskId);
  if (task !== undefined) {
    assert.equal(task.taskId, adoptTaskId);
    assert.ok(named && isSameExport(named, wanted, SHOWN), `${adoptTaskId} differs`);
  } else if (error?.kind === "conflict") {
    assert.ok(named && !isSameExport(named, wanted), `${adoptTaskId} is the right one: ${error.message}`);
  } else if (error?.kind === "taskNotFound") {
    const isListed = named !== undefined && named.listedFrom <= began;
    assert.ok(!isListed || !isSameExport(named, wanted, ["BakSetType"]), error.message);
  }
}

/** Checks that a call that started an export says which task was finished before it began that is or may be equal. */
function checkWarning({ maker, request, began, warnings }: ExportCall, { service }: History): void {
  const finished = service.tasks.filter(
    (task) =>
      task.maker !== maker &&
      task.listedFrom <= began &&
      task.created < began &&
      service.stateOf(task, began) === "finished" &&
      isSameExport(task, request.wanted, SHOWN),
  );
  const equal = finished.find((task) => isSameExport(task, request.wanted));
  const isNamed = (text: string) => /^\S+ (of the same set is finished|\(finished\) may be the same)/.test(text);
  const says = warnings.some((text) => isNamed(text) && finished.some(({ taskId }) => text.startsWith(`${taskId} `)));
  assert.ok(equal === undefined || says, `${equal?.taskId} was finished, and no warning says so`);
}

/** Checks that one process never starts an export while an equal one of its own is unfinished, and retries too little. */
function checkProcess({ sent }: ExportProcess, { service, world }: History): void {
  const makers = new Set(sent.map(({ maker }) => maker));
  makers.delete(undefined);
  const made = service.tasks.filter(({ maker }) => makers.has(maker));
  if (world.adopt !== "never" && !world.mayRepeat) {
    // Each process wants one export only, and an unfinished one is not started twice.
    const creations = sent.filter(({ action }) => action === "CreateDownload");
    for (const [at, creation] of creations.entries()) {
      const before = creations.slice(0, at).filter(({ isRefused }) => !isRefused);
      const isSoon = before.some((earlier) => creation.at - earlier.at < REMEMBERED);
      assert.ok(!isSoon, "one process sent an equal request soon after one that was not refused");
    }
  }
  if (world.adopt !== "never") {
    for (const [at, task] of made.entries()) {
      for (const before of made.slice(0, at)) {
        const isTwin = JSON.stringify(before.parameters) === JSON.stringify(task.parameters);
        const isOver = world.mayRepeat && service.stateOf(before, task.created) === "finished";
        assert.ok(!isTwin || isOver, `one process started ${before.taskId} and ${task.taskId}`);
      }
    }
  }
  for (const maker of makers) {
    const retries = sent.filter((each) => each.action === "RetryDownloadTask" && each.maker === maker);
    assert.ok(retries.filter(({ isRefused }) => !isRefused).length <= TASK_RETRIES, `${maker} retried too often`);
  }
}

/** Checks that a resource has started one task, and another one only if a run said that it can't know. */
function checkResource({ makers, unclear, unhanded, repeats, adopt }: WantedResource, { service, world }: History) {
  const made = service.tasks.filter(({ maker = "" }) => makers.includes(maker)).length;
  // The host of a run is another process. It sees what the program has started, if that is listed in time and not
  // finished where only unfinished ones are adopted, or if the service refuses a second one.
  const isListed = world.rules.longestLag < LISTING_LAG && !(world.short && adopt === "unfinished");
  const inHost = adopt === "never" || isListed || (world.strict && !world.short) ? 0 : unhanded;
  // A careful user names the task of the run that could not know.
  const unknown = world.careful ? 0 : unclear;
  assert.ok(made <= 1 + unknown + inHost + repeats, `${made} tasks for one resource, ${unknown} runs can't know`);
}
