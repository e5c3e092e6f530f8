import type { DownloadTaskDetails } from "pulumi-alicloud-dbs";

/** Formats the tasks as a table, one line per task. */
export function taskTable(tasks: readonly DownloadTaskDetails[]): string {
  const rows = [
    ["TASK", "STATE", "TABLES", "BYTES", "CREATED", "TARGET"],
    ...tasks.map((task) => [
      task.taskId,
      task.downloadStatus,
      task.progress === undefined ? "" : `${task.progress.completed}/${task.progress.total}`,
      String(task.exportDataSize ?? ""),
      task.gmtCreate,
      task.targetPath ?? task.targetType ?? "",
    ]),
  ].map((row) => row.map(withoutControls));
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Removes control characters, so that a string from the service can't break lines or send escape sequences. */
function withoutControls(text: string): string {
  return text.replace(/\p{C}/gu, "");
}
