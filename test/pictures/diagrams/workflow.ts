import type { Diagram } from "./diagram";

/** The workflow of an export, as docs/exports.md describes it. */
export const WORKFLOW: Diagram = {
  title: "The workflow: an export, its gate and what loads it",
  description:
    "A program asks with getDownloadSupport whether exports are supported, and the service says yes or no. A DownloadTask starts the export with CreateDownload, or adopts an equal one. A DownloadTasksGate on its task id waits with DescribeDownloadTask and retries a failed export with RetryDownloadTask. When it opens, a loader is created. It reads the files in the bucket, or gets a link with getDownloadUrl.",
  height: 316,
  boxes: {
    program: { x: 14, y: 14, width: 802, height: 148, title: "Your program, in pulumi up", tone: "lane" },
    service: { x: 14, y: 226, width: 802, height: 76, title: "The service (DBS)", tone: "lane" },
    support: {
      x: 26,
      y: 50,
      width: 172,
      height: 96,
      title: "getDownloadSupport",
      lines: ["Can this instance", "be exported?"],
      tone: "quiet",
    },
    task: {
      x: 224,
      y: 50,
      width: 162,
      height: 96,
      title: "DownloadTask",
      lines: ["starts the export, or", "adopts an equal one"],
    },
    gate: {
      x: 442,
      y: 50,
      width: 162,
      height: 96,
      title: "DownloadTasksGate",
      lines: ["waits, retries, and", "opens when it is", "finished"],
    },
    load: {
      x: 658,
      y: 50,
      width: 146,
      height: 96,
      title: "Your loader",
      lines: ["reads the bucket, or", "gets a link with", "`getDownloadUrl`"],
      tone: "good",
    },
    answer: { x: 26, y: 252, width: 172, height: 36, lines: ["yes or no"], tone: "quiet" },
    start: { x: 224, y: 252, width: 162, height: 36, lines: ["the export runs"], tone: "quiet" },
    finished: { x: 442, y: 252, width: 162, height: 36, lines: ["it is finished"], tone: "quiet" },
    files: { x: 658, y: 252, width: 146, height: 36, lines: ["its files"], tone: "quiet" },
  },
  arrows: [
    { from: ["support", "right"], to: ["task", "left"] },
    { from: ["task", "right"], to: ["gate", "left"], label: { lines: ["`taskId`"], x: 413, y: 90 } },
    { from: ["gate", "right"], to: ["load", "left"], label: { lines: ["opens"], x: 630, y: 90 } },
    {
      from: ["support", "bottom", 0.779],
      to: ["answer", "top", 0.779],
      label: { lines: ["Describe-", "DownloadSupport"], x: 166, y: 188, anchor: "start" },
    },
    {
      from: ["task", "bottom"],
      to: ["start", "top"],
      label: { lines: ["CreateDownload"], x: 311, y: 196, anchor: "start" },
    },
    {
      from: ["gate", "bottom"],
      to: ["finished", "top"],
      label: { lines: ["DescribeDownloadTask,", "RetryDownloadTask"], x: 529, y: 188, anchor: "start" },
    },
    {
      from: ["load", "bottom"],
      to: ["files", "top"],
      label: { lines: ["by path", "or by link"], x: 737, y: 188, anchor: "start" },
    },
    { from: ["start", "right"], to: ["finished", "left"] },
    { from: ["finished", "right"], to: ["files", "left"] },
  ],
};
