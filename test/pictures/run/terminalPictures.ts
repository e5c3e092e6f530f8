import { terminalSvg } from "../svg/terminalSvg";
import type { ShopRun } from "./runShop";
import { shownLines } from "./shownLines";

const UP = "pulumi up --skip-preview";

/** Draws the pictures of a run, by the names of their files. */
export function terminalPictures(run: ShopRun): Record<string, string> {
  const preview = shownLines("pulumi preview", run.preview, "");
  const waiting = shownLines(UP, run.waiting, "");
  return {
    "run.svg": terminalSvg({
      title: "A preview and a wait in a terminal",
      description:
        "pulumi preview looks once. The gate says: would wait: 1 of 3 finished: dt-customers 46/48 tables, dt-invoices queueing. Then pulumi up waits, and the row of the gate says: 2 of 3 finished (about 6s left).",
      lines: [...preview, [], ...waiting],
    }),
    "preview.svg": terminalSvg({
      title: "A preview of a gate in a terminal",
      description:
        "pulumi preview looks once. The gate says: would wait: 1 of 3 finished: dt-customers 46/48 tables, dt-invoices queueing.",
      lines: preview,
    }),
    "wait.svg": terminalSvg({
      title: "A gate that waits, in a terminal",
      description:
        "While pulumi up waits, the row of the gate says how far the exports are: 2 of 3 finished (about 6s left). The resource that depends on the gate is not shown, because it is created later.",
      lines: waiting,
    }),
    "open.svg": terminalSvg({
      title: "A gate that has opened, in a terminal",
      description:
        "At the end of pulumi up the gate is open: 3 of 3 finished. The resource that depends on it was created after that.",
      lines: shownLines(UP, run.open, "21s"),
    }),
    "ctrl-c.svg": terminalSvg({
      title: "Ctrl-C during a wait, in a terminal",
      description:
        "One Ctrl-C ends the wait. The error begins with [cancelled] and says what was seen last. The resource that depends on the gate is not created.",
      lines: shownLines(UP, run.interrupted, "7s"),
    }),
  };
}
