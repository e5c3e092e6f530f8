import { exportTask } from "../../support/tasks/exportTask";

/** Text that a preview of the schema's example of each word prints, in any language. */
export const WORD_PREVIEWS: Readonly<Record<string, RegExp>> = {
  DownloadTask: /orders: would start an export of 146005 as csv to oss:\/\/my-exports\/orders/,
  DownloadTasksGate: /exports-ready: would open now: 2 of 2 finished: dt-orders .*, dt-customers /,
  getDownloadSupport: /supported *: true/,
  getDownloadTasks: /ids *: \[\n.*"dt-customers"\n.*"dt-orders"\n/,
  getDownloadUrl: /url *: \[secret\]/,
};

/** The tasks that the examples name. */
export const WORD_TASKS = ["dt-orders", "dt-customers"].map((taskId) =>
  exportTask(taskId, { endsIn: -60, instanceName: "rm-bp1example" }),
);
