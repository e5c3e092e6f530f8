import { isoTime } from "./isoTime";
import type { DownloadTask, TaskProgress } from "./task";

type Item = Readonly<Record<string, unknown>>;

/** The API's names of the fields that are known. */
const KNOWN = new Map<string, keyof DownloadTask>(
  (
    [
      "taskId",
      "regionCode",
      "format",
      "dbList",
      "bakSetId",
      "downloadStatus",
      "exportDataSize",
      "importDataSize",
      "backupSetTime",
      "targetType",
      "targetPath",
      "progress",
      "gmtCreate",
    ] as const
  ).map((property) => [property.charAt(0).toUpperCase() + property.slice(1), property]),
);

/**
 * Reads one item of `Data.Content.List`. What it does not know or can't read is kept in `unrecognized`, under its name.
 * @throws Error that names the field, where an item lacks its id, its state or its creation time: nothing could be
 *   told of such a task, and no list could be read exactly
 */
export function parseTask(item: Item): DownloadTask {
  // Property by property: a loop over a table of readers costs twice as much, and long lists are made of nothing else.
  const taskId = readText(item.TaskId);
  const downloadStatus = readState(item.DownloadStatus);
  const gmtCreate = readMoment(item.GmtCreate);
  if (taskId === undefined || downloadStatus === undefined || gmtCreate === undefined) {
    const missing = taskId === undefined ? "TaskId" : downloadStatus === undefined ? "DownloadStatus" : "GmtCreate";
    throw new Error(`Data.Content.List: the task ${taskId ?? "without id"} has no ${missing} that can be read`);
  }
  const dbList = readNames(item.DbList);
  const task: DownloadTask = { taskId, downloadStatus, gmtCreate, dbList: dbList ?? [] };
  const regionCode = readText(item.RegionCode);
  if (regionCode !== undefined) task.regionCode = regionCode;
  const format = readText(item.Format);
  if (format !== undefined) task.format = format.toLowerCase();
  const bakSetId = readText(item.BakSetId);
  if (bakSetId !== undefined) task.bakSetId = bakSetId;
  const exportDataSize = readBytes(item.ExportDataSize);
  if (exportDataSize !== undefined) task.exportDataSize = exportDataSize;
  const importDataSize = readBytes(item.ImportDataSize);
  if (importDataSize !== undefined) task.importDataSize = importDataSize;
  const backupSetTime = readMoment(item.BackupSetTime);
  if (backupSetTime !== undefined) task.backupSetTime = backupSetTime;
  const targetType = readText(item.TargetType);
  if (targetType !== undefined) task.targetType = targetType.toUpperCase();
  const targetPath = readText(item.TargetPath);
  if (targetPath !== undefined) task.targetPath = targetPath;
  const progress = readProgress(item.Progress);
  if (progress !== undefined) task.progress = progress;

  const read = Object.keys(task).length - (dbList === undefined ? 1 : 0);
  if (Object.keys(item).length > read) {
    const unrecognized = Object.entries(item).filter(([name, value]) => {
      const property = KNOWN.get(name);
      const known = property === "dbList" ? dbList !== undefined : property !== undefined && property in task;
      return !known && value !== undefined && value !== null && value !== "";
    });
    if (unrecognized.length > 0) task.unrecognized = Object.fromEntries(unrecognized);
  }
  return task;
}

function readText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Any number of at least 0, in whatever form: digits, `1.5E9`, or a JSON number. */
function readNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\s*\d/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function readBytes(value: unknown): number | undefined {
  const bytes = readNumber(value);
  return Number.isInteger(bytes) ? bytes : undefined;
}

/** Milliseconds since the epoch as the API writes them, or ISO 8601. */
function readMoment(value: unknown): string | undefined {
  const ms =
    readNumber(value) ?? (typeof value === "string" && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? Date.parse(value) : NaN);
  return isoTime(ms);
}

/** Prose of the reference page spells "queuing" and "Initializing"; a capture has lower case (2024-07). */
function readState(value: unknown): string | undefined {
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  return word === "" ? undefined : word === "queuing" ? "queueing" : word;
}

/** `[db1,db2]` without quotes as captured, a JSON array of names in a text, or a real one. */
function readNames(value: unknown): string[] | undefined {
  if (Array.isArray(value)) {
    return value.every((name) => typeof name === "string") ? value : undefined;
  }
  const inner = typeof value === "string" ? /^\s*\[(.*)\]\s*$/s.exec(value)?.[1] : undefined;
  if (inner === undefined) {
    return typeof value === "string" && !/[[\]{}"]/.test(value) ? splitNames(value) : undefined;
  }
  // Without quotes it is the captured form: JSON.parse would throw, at 15 times the cost of all the rest.
  if (inner.includes('"')) {
    try {
      const names: unknown = JSON.parse(value as string);
      if (Array.isArray(names) && names.every((name) => typeof name === "string")) {
        return names;
      }
    } catch {
      // Names that hold a quote.
    }
  }
  return splitNames(inner);
}

function splitNames(text: string): string[] {
  const names: string[] = [];
  for (const part of text.split(",")) {
    const name = part.trim();
    if (name !== "") names.push(name);
  }
  return names;
}

/** `done/total` tables. */
function readProgress(value: unknown): TaskProgress | undefined {
  const parts = typeof value === "string" ? /^\s*(\d{1,15})\s*\/\s*(\d{1,15})\s*$/.exec(value) : null;
  if (parts === null) {
    return undefined;
  }
  const [completed, total] = [Number(parts[1]), Number(parts[2])];
  return total === 0 ? { completed, total } : { completed, total, fraction: Math.min(1, completed / total) };
}
