import type { DownloadTask, TaskProgress } from "./task";

type Item = Readonly<Record<string, unknown>>;

/** How each field of an item is read: `undefined` for a value that has none of the known forms. */
const READERS = {
  TaskId: readText,
  RegionCode: readText,
  Format: (value: unknown) => readText(value)?.toLowerCase(),
  DbList: readNames,
  BakSetId: readText,
  DownloadStatus: readState,
  ExportDataSize: readBytes,
  ImportDataSize: readBytes,
  BackupSetTime: readMoment,
  TargetType: (value: unknown) => readText(value)?.toUpperCase(),
  TargetPath: readText,
  Progress: readProgress,
  GmtCreate: readMoment,
} as const;

/**
 * Reads one item of `Data.Content.List`. What it does not know or can't read is kept in `unrecognized`, under its name.
 * @throws Error that names the field, where an item lacks its id, its state or its creation time: nothing could be
 *   told of such a task, and no list could be read exactly
 */
export function parseTask(item: Item): DownloadTask {
  const task: Partial<DownloadTask> = { dbList: [] };
  const unrecognized: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) {
    if (value === undefined || value === null || value === "") {
      continue;
    }
    const read = Object.hasOwn(READERS, name) ? READERS[name as keyof typeof READERS](value) : undefined;
    if (read === undefined) {
      unrecognized[name] = value;
    } else {
      Object.assign(task, { [name.charAt(0).toLowerCase() + name.slice(1)]: read });
    }
  }
  if (Object.keys(unrecognized).length > 0) {
    task.unrecognized = unrecognized;
  }
  return complete(task);
}

function complete(task: Partial<DownloadTask>): DownloadTask {
  const { taskId, downloadStatus, gmtCreate } = task;
  if (taskId === undefined || downloadStatus === undefined || gmtCreate === undefined) {
    const missing = taskId === undefined ? "TaskId" : downloadStatus === undefined ? "DownloadStatus" : "GmtCreate";
    throw new Error(`Data.Content.List: the task ${taskId ?? "without id"} has no ${missing} that can be read`);
  }
  return task as DownloadTask;
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
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
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
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
  try {
    const names: unknown = JSON.parse(value as string);
    if (Array.isArray(names) && names.every((name) => typeof name === "string")) {
      return names;
    }
  } catch {
    // Not JSON: the captured form.
  }
  return splitNames(inner);
}

function splitNames(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
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
