import { omitUndefined } from "../omitUndefined";
import { isoTime } from "./isoTime";
import type { DownloadTaskDetails, TaskProgress } from "./task";

type Item = Readonly<Record<string, unknown>>;

/**
 * Reads one item of `Data.Content.List`. What it does not know or can't read is kept in `unrecognized`, under its name.
 * @throws Error that names the field, where an item lacks its id, its state or its creation time: nothing could be
 *   told of such a task, and no list could be read exactly
 */
export function parseTask(item: Item): DownloadTaskDetails {
  // Field by field and without patterns, half of a long list's reading: a table of readers costs twice as much, patterns half as much again.
  const taskId = readText(item.TaskId);
  const downloadStatus = readState(item.DownloadStatus);
  const gmtCreate = readMoment(item.GmtCreate);
  if (taskId === undefined || downloadStatus === undefined || gmtCreate === undefined) {
    const missing = taskId === undefined ? "TaskId" : downloadStatus === undefined ? "DownloadStatus" : "GmtCreate";
    throw new Error(`Data.Content.List: the task ${taskId ?? "without id"} has no ${missing} that can be read`);
  }
  const dbList = readNames(item.DbList);
  const task = whole<DownloadTaskDetails>({
    taskId,
    regionCode: readText(item.RegionCode),
    format: readText(item.Format)?.toLowerCase(),
    dbList: dbList ?? [],
    bakSetId: readText(item.BakSetId),
    downloadStatus,
    exportDataSize: readBytes(item.ExportDataSize),
    importDataSize: readBytes(item.ImportDataSize),
    backupSetTime: readMoment(item.BackupSetTime),
    targetType: readText(item.TargetType)?.toUpperCase(),
    targetPath: readText(item.TargetPath),
    progress: readProgress(item.Progress),
    gmtCreate,
  });
  if (countNames(item) > countNames(task) - (dbList === undefined ? 1 : 0)) {
    const read = Object.keys(task).filter((property) => property !== "dbList" || dbList !== undefined);
    const names = new Set(read.map((property) => property.charAt(0).toUpperCase() + property.slice(1)));
    const unrecognized = Object.entries(item).filter(
      ([name, value]) => !names.has(name) && value !== undefined && value !== null && value !== "",
    );
    if (unrecognized.length > 0) task.unrecognized = Object.fromEntries(unrecognized);
  }
  return task;
}

/** Without a list of them, of which there would be two for each task. */
function countNames(fields: object): number {
  let count = 0;
  for (const _ in fields) count += 1;
  return count;
}

/** The fields that are there. Where all are, as in most tasks, it is the very object: made in one go, it takes the least memory. */
function whole<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  for (const name in fields) {
    if (fields[name] === undefined) return omitUndefined(fields) as T;
  }
  return fields as T;
}

function readText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Any number of at least 0, in whatever form: digits, `1.5E9`, or a JSON number. */
function readNumber(value: unknown): number | undefined {
  let number = value;
  if (typeof value === "string") {
    number = readDigits(value) ?? (isDigit(value.trimStart().charCodeAt(0)) ? Number(value) : value);
  }
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function readBytes(value: unknown): number | undefined {
  const bytes = readNumber(value);
  return Number.isInteger(bytes) ? bytes : undefined;
}

/** Milliseconds since the epoch as the API writes them, or ISO 8601. */
function readMoment(value: unknown): string | undefined {
  const ms =
    readNumber(value) ??
    (typeof value === "string" && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : NaN);
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
  if (typeof value !== "string") {
    return undefined;
  }
  const text = value.trim();
  if (!text.startsWith("[") || !text.endsWith("]")) {
    return /[[\]{}"]/.test(text) ? undefined : splitNames(text);
  }
  const inner = text.slice(1, -1);
  // Without quotes it is the captured form: JSON.parse would throw, at 15 times the cost of all the rest.
  if (inner.includes('"')) {
    try {
      const names: unknown = JSON.parse(text);
      if (Array.isArray(names) && names.every((name) => typeof name === "string")) {
        return names;
      }
    } catch {
      // Names that hold a quote.
    }
  }
  return splitNames(inner);
}

/** The list that was read last, and its names: the tasks of an instance mostly export the same databases. */
let lastText = "";
let lastNames: readonly string[] = [];

function splitNames(text: string): string[] {
  if (text !== lastText) {
    const names = text.split(",");
    lastNames = names.every(isName) ? names : names.map((name) => name.trim()).filter((name) => name !== "");
    lastText = text;
  }
  // Each task has a list of its own, and room in it for what it holds alone: one that is filled has room for 17.
  return lastNames.slice();
}

function isName(text: string): boolean {
  return text !== "" && text.trim() === text;
}

/** `done/total` tables. */
function readProgress(value: unknown): TaskProgress | undefined {
  const slash = typeof value === "string" ? value.indexOf("/") : -1;
  if (slash < 0) {
    return undefined;
  }
  const completed = readDigits((value as string).slice(0, slash).trim());
  const total = readDigits((value as string).slice(slash + 1).trim());
  if (completed === undefined || total === undefined) {
    return undefined;
  }
  return total === 0 ? { completed, total } : { completed, total, fraction: Math.min(1, completed / total) };
}

/** Digits and nothing else, as many as a number holds exactly. Cheaper than `Number`, which knows other forms. */
function readDigits(text: string): number | undefined {
  if (text.length === 0 || text.length > 15) {
    return undefined;
  }
  let number = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) return undefined;
    number = number * 10 + code - 0x30;
  }
  return number;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
