import { Refusal } from "./refusal";
import type { Lies } from "./scenario";
import { lifeAt, type StoredTask, toWire } from "./taskStore";

const STATES = ["initializing", "queueing", "running", "failed", "finished", "expired"];

/**
 * Makes the refusal of a parameter, which the service sends with HTTP 200 and Success false. Only the code and message
 * for an empty regionCode were captured from the live service.
 */
const refuse = (message: string, code = "DBS.ParamIsInValid") => new Refusal(200, code, message);

/** Checks the parameters and returns one page of the matching tasks. */
export function describeDownloadTask(
  parameters: Readonly<Record<string, string>>,
  tasks: readonly StoredTask[],
  now: number,
  { largestPage = 100, lies = {}, keep }: { largestPage?: number; lies?: Lies; keep?: number | undefined },
): Record<string, unknown> {
  const { InstanceName, RegionCode, State, TaskType, OrderDirect = "desc", OrderColumn } = parameters;
  if (!RegionCode) throw refuse("regionCode can not be empty", "DBS.InternalError");
  if (!InstanceName) throw refuse("instanceName can not be empty", "DBS.InternalError");
  if (State !== undefined && !STATES.includes(State)) throw refuse(`State ${State} is invalid`);
  if (TaskType !== undefined && !["full", "pitr"].includes(TaskType)) throw refuse(`TaskType ${TaskType} is invalid`);
  if (!["asc", "desc"].includes(OrderDirect)) throw refuse(`OrderDirect ${OrderDirect} is invalid`);
  if (OrderColumn !== undefined && OrderColumn !== "gmt_create") throw refuse(`OrderColumn ${OrderColumn} is invalid`);
  // An answer captured in 2024-07 shows a default page size of 20.
  const [size, page] = [count(parameters.PageSize, 20, "PageSize"), count(parameters.CurrentPage, 1, "CurrentPage")];
  const from = count(parameters.StartTime, 0, "StartTime");
  const to = count(parameters.EndTime, Number.MAX_SAFE_INTEGER, "EndTime");

  const datasource = `ds-${InstanceName}_${RegionCode}`;
  const direction = OrderDirect === "asc" || lies.order === "oldest first" ? 1 : -1;
  const unfiltered = tasks
    .filter((task) => task.instanceName === InstanceName && (task.regionCode ?? "cn-hangzhou") === RegionCode)
    .filter((task) => (parameters.ClusterName ?? task.clusterName) === task.clusterName)
    .filter(() => (parameters.DatasourceId ?? datasource) === datasource)
    .filter((task) => (parameters.BackupSetId ?? task.bakSetId ?? "b-1") === (task.bakSetId ?? "b-1"))
    .filter((task) => (TaskType ?? task.taskType ?? "full") === (task.taskType ?? "full"))
    .filter((task) => task.created <= now);
  const compared = (task: StoredTask) => (lies.times === "ended" ? endOf(task) : task.created);
  const matching = unfiltered
    .filter((task) => State === undefined || lifeAt(task, now).state === State)
    .filter((task) => lies.times === "ignored" || (compared(task) >= from && compared(task) <= to))
    .sort((a, b) => direction * (a.created - b.created || (a.taskId < b.taskId ? -1 : 1)));
  const used = Math.min(size, largestPage);
  const total = lies.totals === "unfiltered" ? unfiltered.length : matching.length;
  const listed = matching.slice((page - 1) * used, page * used).slice(0, keep);
  return {
    PageNumber: String(page),
    PageSize: String(lies.pageSize === "asked" ? size : used),
    TotalElements: String(total),
    TotalPages: String(Math.ceil(total / used)),
    Content: { List: listed.map((task) => toWire(task, now)) },
  };
}

function endOf({ created, initializing = 0, queueing = 0, running = 0 }: StoredTask): number {
  return created + (initializing + queueing + running) * 1000;
}

function count(text: string | undefined, fallback: number, name: string): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text) || (name.includes("Page") && Number(text) < 1)) throw refuse(`${name} ${text} is invalid`);
  return Number(text);
}
