import type { DownloadTaskDetails } from "../listing/task";
import { cleanText } from "../text/cleanText";

/** Characters of a task's id or state that a sentence shows. */
export const LONGEST_WORD = 80;
/** How many tasks are named one by one; a row of the terminal has no room for more. */
const NAMED = 3;

interface Surroundings {
  /** Named tasks that are not listed. */
  missing: readonly string[];
  /** Whether one of them was listed before. */
  isGone: (taskId: string) => boolean;
  minTasks: number;
  /** How many tasks the selection holds. */
  listed: number;
  failsOn: (task: DownloadTaskDetails) => boolean;
}

/** The sentence of a verdict: how many are finished, then what stands in the way, the worst first. */
export function describeTasks(
  tasks: readonly DownloadTaskDetails[],
  { missing, isGone, minTasks, listed, failsOn }: Surroundings,
): string {
  const finished = tasks.filter((task) => task.downloadStatus === "finished").length;
  const unfinished = tasks.filter((task) => task.downloadStatus !== "finished");
  const details = [
    ...unfinished.filter(failsOn).map(describeTask),
    ...unfinished.filter((task) => !failsOn(task)).map(describeTask),
    ...missing.map((id) => `${cleanText(id, LONGEST_WORD)} ${isGone(id) ? "no longer listed" : "not listed yet"}`),
  ];
  const named = details.length > NAMED ? [...details.slice(0, NAMED), `and ${details.length - NAMED} more`] : details;
  const head =
    tasks.length + missing.length === 0
      ? "no task listed yet"
      : `${finished} of ${tasks.length + missing.length} finished`;
  const short = listed < minTasks && minTasks > 1 ? [`${listed} of at least ${minTasks} tasks listed`] : [];
  return [head, ...short, ...named].join("; ");
}

/** `dt-b running 4/10 tables`, `dt-c expired (its files are gone)`. */
function describeTask({ taskId, downloadStatus, progress }: DownloadTaskDetails): string {
  const tables = downloadStatus === "running" && progress !== undefined && progress.total > 0;
  return [
    cleanText(taskId, LONGEST_WORD),
    cleanText(downloadStatus, LONGEST_WORD),
    ...(tables ? [`${progress.completed}/${progress.total} tables`] : []),
    ...(downloadStatus === "expired" ? ["(its files are gone)"] : []),
  ].join(" ");
}
