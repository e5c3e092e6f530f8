/**
 * Returns the line that says what the deletion of a `DownloadTask` means. It must hold where a replacement has adopted
 * the same task, too, because the host is not told which resource it deletes.
 * @param id - id of the resource. Unlike the stored outputs, it holds no secret
 */
export function forgetTask(id: string): string {
  const taskId = id.split(":")[2] ?? id;
  return (
    `${taskId} is no longer managed here, unless another DownloadTask has adopted it; the service can neither cancel ` +
    "nor delete a task, and files in a bucket are yours"
  );
}
