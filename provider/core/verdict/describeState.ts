import type { DownloadTaskDetails } from "../listing/task";
import { cleanText, LONGEST_WORD } from "../text/cleanText";

/** The state of a task in words. */
export interface DescribedState {
  /** The state, safe to show. */
  state: string;
  /** How far a running task is, as `4/10 tables`. Absent if that is not known. */
  tables?: string;
}

/** Describes the state of a task, and how far it is. Only of a running task the number of its tables says that. */
export function describeState({
  downloadStatus,
  progress,
}: Pick<DownloadTaskDetails, "downloadStatus" | "progress">): DescribedState {
  const state = cleanText(downloadStatus, LONGEST_WORD);
  return downloadStatus === "running" && progress !== undefined && progress.total > 0
    ? { state, tables: `${progress.completed}/${progress.total} tables` }
    : { state };
}
