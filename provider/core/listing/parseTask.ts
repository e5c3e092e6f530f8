import { omitUndefined } from "../omitUndefined";
import { carriedText, carriedValue } from "./carried";
import { isoTime } from "./isoTime";
import { reusingLast } from "./reusingLast";
import type { DownloadTaskDetails, TaskProgress } from "./task";

type Item = Readonly<Record<string, unknown>>;

/**
 * Reads one item of `Data.Content.List`. Fields that are unknown or can't be read are kept in `unrecognized`, under
 * their own names.
 * @throws Error that names the field, if an item lacks its id, its state or its creation time. Nothing could be said
 *   about such a task, and a list that holds it could not be read exactly
 */
export function parseTask(item: Item): DownloadTaskDetails {
  // Field by field and without patterns, because this is half the cost of reading a long list. A table of readers
  // would cost twice as much, patterns half as much again.
  const taskId = readText(item.TaskId);
  const downloadStatus = readState(item.DownloadStatus);
  const gmtCreate = readMoment(item.GmtCreate);
  if (taskId === undefined || downloadStatus === undefined || gmtCreate === undefined) {
    const missing = taskId === undefined ? "TaskId" : downloadStatus === undefined ? "DownloadStatus" : "GmtCreate";
    const which = taskId === undefined ? "" : ` (${taskId})`;
    throw new Error(`Data.Content.List holds a task${which} without a readable ${missing}`);
  }
  const dbList = readNames(item.DbList);
  const task: Fields = {
    ...NOTHING,
    taskId,
    regionCode: readText(item.RegionCode, usualText),
    format: readText(item.Format, lowerCase),
    dbList: dbList ?? [],
    bakSetId: readText(item.BakSetId),
    downloadStatus,
    exportDataSize: readBytes(item.ExportDataSize),
    importDataSize: readBytes(item.ImportDataSize),
    backupSetTime: readMoment(item.BackupSetTime),
    targetType: readText(item.TargetType, upperCase),
    targetPath: readText(item.TargetPath),
    progress: readProgress(item.Progress),
    gmtCreate,
  };
  // In most lists every task has all of these fields, and no others. The object itself is then returned: one that was
  // created in one go takes the least memory.
  return dbList !== undefined && hasAll(task) && countNames(item) === NAMES ? task : partialTask(item, task, dbList);
}

/** The fields of a task. One that is absent or can't be read is `undefined`. */
type Fields = { [K in Exclude<keyof DownloadTaskDetails, "unrecognized">]: DownloadTaskDetails[K] | undefined };

/**
 * A task of which nothing is known. Each task begins as a copy of it: Node.js compiles code that creates an object by itself
 * a second time when such objects turn out to live long, which is 8 % of the CPU time of a first list of 10,000 tasks.
 */
const NOTHING: Fields = {
  taskId: undefined,
  regionCode: undefined,
  format: undefined,
  dbList: undefined,
  bakSetId: undefined,
  downloadStatus: undefined,
  exportDataSize: undefined,
  importDataSize: undefined,
  backupSetTime: undefined,
  targetType: undefined,
  targetPath: undefined,
  progress: undefined,
  gmtCreate: undefined,
};

/** Number of fields that a task has. */
const NAMES = Object.keys(NOTHING).length;

function hasAll(task: Fields): task is DownloadTaskDetails & Fields {
  return (
    task.regionCode !== undefined &&
    task.format !== undefined &&
    task.bakSetId !== undefined &&
    task.exportDataSize !== undefined &&
    task.importDataSize !== undefined &&
    task.backupSetTime !== undefined &&
    task.targetType !== undefined &&
    task.targetPath !== undefined &&
    task.progress !== undefined
  );
}

/** Counts the fields without listing their names: `Object.keys` would build an array for each task. */
function countNames(fields: object): number {
  let count = 0;
  for (const _ in fields) count += 1;
  return count;
}

/** Returns a task without the fields that are `undefined`, and with those of the item that are not among its own. */
function partialTask(item: Item, fields: Fields, dbList: readonly string[] | undefined): DownloadTaskDetails {
  const task = omitUndefined(fields) as DownloadTaskDetails;
  const read = Object.keys(task).filter((property) => property !== "dbList" || dbList !== undefined);
  if (countNames(item) <= read.length) return task;
  const names = new Set(read.map((property) => property.charAt(0).toUpperCase() + property.slice(1)));
  const unrecognized = Object.entries(item).filter(
    ([name, value]) => !names.has(name) && value !== undefined && value !== null && value !== "",
  );
  if (unrecognized.length > 0) {
    task.unrecognized = carriedValue(Object.fromEntries(unrecognized)) as Record<string, unknown>;
  }
  return task;
}

/** Reads text, or a whole number. A number above 2^53 has lost digits, so two ids could have become one. */
function readText(value: unknown, spell: (text: string) => string = carriedText): string | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === "string" && value !== "" ? spell(value) : undefined;
}

// These texts, lists and counts are the same for most tasks of an instance.
const usualText = reusingLast(carriedText);
const lowerCase = reusingLast((text) => carriedText(text.toLowerCase()));
const upperCase = reusingLast((text) => carriedText(text.toUpperCase()));

/** Reads a number of at least 0 in any form: digits, `1.5E9`, or a JSON number. */
function readNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && beginsWithDigit(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function beginsWithDigit(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first >= 0x30 && first <= 0x39) || /^\s+\d/.test(text);
}

function readBytes(value: unknown): number | undefined {
  const bytes = readNumber(value);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Reads milliseconds since the epoch, which is what the API writes, or ISO 8601. */
function readMoment(value: unknown): string | undefined {
  const ms =
    readNumber(value) ??
    (typeof value === "string" && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : NaN);
  return isoTime(ms);
}

/**
 * Reads a state, in lower case. The text of the reference page spells "queuing" and "Initializing"; a captured answer
 * has lower case (2024-07).
 */
function readState(value: unknown): string | undefined {
  const word = typeof value === "string" ? stateWord(value) : "";
  return word === "" ? undefined : word;
}

const stateWord = reusingLast((text) => {
  const word = text.trim().toLowerCase();
  return word === "queuing" ? "queueing" : carriedText(word);
});

/** Reads names from `[db1,db2]` without quotes (as captured), from a JSON array in a text, or from a real array. */
function readNames(value: unknown): string[] | undefined {
  if (Array.isArray(value)) {
    return value.every((name) => typeof name === "string") ? Array.from(value, carriedText) : undefined;
  }
  // Each task gets its own array with room for these names only. An array that grows by push has room for 17.
  return typeof value === "string" ? namesIn(value)?.slice() : undefined;
}

const namesIn = reusingLast((value): readonly string[] | undefined => {
  const text = value.trim();
  if (!text.startsWith("[") || !text.endsWith("]")) {
    return /[[\]{}"]/.test(text) ? undefined : splitNames(text);
  }
  const inner = text.slice(1, -1);
  // Without quotes it is the captured form. JSON.parse would throw, at 15 times the cost of everything else.
  if (inner.includes('"')) {
    try {
      const names: unknown = JSON.parse(text);
      if (Array.isArray(names) && names.every((name) => typeof name === "string")) {
        return names.map(carriedText);
      }
    } catch {
      // The names themselves contain a quote.
    }
  }
  return splitNames(inner);
});

function splitNames(text: string): readonly string[] {
  const names = text.split(",");
  const trimmed = names.every(isName) ? names : names.map((name) => name.trim()).filter((name) => name !== "");
  return trimmed.map(carriedText);
}

function isName(text: string): boolean {
  return text !== "" && text.trim() === text;
}

/** Reads `done/total` tables. */
function readProgress(value: unknown): TaskProgress | undefined {
  const progress = typeof value === "string" ? tablesIn(value) : undefined;
  return progress && { ...progress };
}

const tablesIn = reusingLast((text): TaskProgress | undefined => {
  const parts = /^\s*(\d{1,15})\s*\/\s*(\d{1,15})\s*$/.exec(text);
  if (parts === null) return undefined;
  const [completed, total] = [Number(parts[1]), Number(parts[2])];
  return total === 0 ? { completed, total } : { completed, total, fraction: Math.min(1, completed / total) };
});
