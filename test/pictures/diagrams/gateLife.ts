import type { Diagram } from "./diagram";

/** The life of a gate, as docs/gate.md describes it. */
export const GATE_LIFE: Diagram = {
  title: "The life of a gate",
  description:
    "A preview looks once and records nothing. In an up the gate looks at the tasks until they are finished. It then opens and is recorded, and what depends on it is created. If a task failed, it is retried while taskRetries are left. Otherwise, or when the time is over or on Ctrl-C, the gate fails and nothing is recorded. The next up tries again. An open gate sends no request, until its selection, its condition or its triggers change.",
  height: 424,
  boxes: {
    preview: {
      x: 20,
      y: 16,
      width: 220,
      height: 130,
      title: "pulumi preview",
      lines: ["looks once and says:", "`would open now`", "`would wait`", "`would fail` or", "`not known until …`"],
      tone: "quiet",
    },
    up: { x: 20, y: 188, width: 150, height: 64, title: "pulumi up", lines: ["checks the inputs"], tone: "quiet" },
    waits: {
      x: 250,
      y: 178,
      width: 236,
      height: 84,
      title: "The gate waits",
      lines: ["It looks at the tasks.", "The row says how far they are."],
    },
    retry: { x: 278, y: 24, width: 180, height: 64, title: "A task is retried", lines: ["RetryDownloadTask"] },
    open: {
      x: 594,
      y: 178,
      width: 220,
      height: 84,
      title: "The gate is open",
      lines: ["It is recorded. `up`, `refresh`", "and `destroy` send no request."],
      tone: "good",
    },
    next: { x: 594, y: 24, width: 220, height: 64, title: "What depends on it", lines: ["is created"], tone: "good" },
    fails: {
      x: 258,
      y: 330,
      width: 248,
      height: 76,
      title: "The gate fails",
      lines: ["Nothing is recorded, and nothing", "that depends on it is created."],
      tone: "bad",
    },
  },
  arrows: [
    { from: ["preview", "bottom", 0.341], to: ["up", "top"] },
    { from: ["up", "right"], to: ["waits", "left"] },
    { from: ["waits", "right"], to: ["open", "left"], label: { lines: ["the tasks", "are finished"], x: 538, y: 196 } },
    {
      from: ["waits", "top", 0.3],
      to: ["retry", "bottom", 0.238],
      label: { lines: ["a task failed,", "`taskRetries`", "are left"], x: 368, y: 116 },
    },
    { from: ["retry", "bottom", 0.762], to: ["waits", "top", 0.7] },
    {
      from: ["waits", "bottom", 0.4],
      to: ["fails", "top", 0.3484],
      label: { lines: ["a task failed, the time", "is over, or Ctrl-C"], x: 335, y: 290, anchor: "end" },
    },
    {
      from: ["fails", "left"],
      to: ["up", "bottom"],
      via: [[95, 368]],
      label: { lines: ["the next `up` tries again"], x: 177, y: 386 },
    },
    { from: ["open", "top"], to: ["next", "bottom"] },
    {
      from: ["open", "bottom"],
      to: ["waits", "bottom", 0.85],
      via: [
        [704, 312],
        [450.6, 312],
      ],
      label: { lines: ["its selection, condition or `triggers`", "change: the next `up` waits again"], x: 576, y: 286 },
    },
  ],
};
