import { EXPORT_FORMATS } from "../../../provider/core/exportRequest";
import { TASK_STATES } from "../../../provider/core/listing/task";
import { token } from "./token";

/** The enums of inputs. Each has its values, with what they mean where the word alone does not say it. */
const ENUMS: Record<string, { description: string; values: Record<string, string | undefined> }> = {
  Adopt: {
    description: "Equal tasks that a DownloadTask takes instead of starting a new one.",
    values: {
      unfinished: "A task that still runs, or that failed.",
      finished: "Also a task that is finished and not expired.",
      never: "None. A task that is in the way is an error.",
    },
  },
  ExportFormat: {
    description: "Format of the files of an export.",
    values: {
      ...words(EXPORT_FORMATS),
      "csv-with-header": "CSV whose first line has the names of the columns.",
      bson: "MongoDB only.",
      "qp.xb": "A physical backup of MySQL.",
    },
  },
  FailingState: {
    description: "State in which a task can fail a gate.",
    values: { ...words(TASK_STATES.filter((state) => state !== "finished")), expired: "The files are gone." },
  },
  Network: {
    description: "The endpoint of the service to use.",
    values: { public: "The endpoint on the internet.", vpc: "The endpoint inside a VPC." },
  },
  OrderColumn: {
    description: "Column by which a list is sorted.",
    values: { gmt_create: "The creation time." },
  },
  OrderDirect: {
    description: "Direction in which a list is sorted.",
    values: { asc: "Oldest first.", desc: "Newest first." },
  },
  Require: {
    description: "Which of the selected tasks must be finished for a gate to open.",
    values: { latest: "The newest one.", all: "All of them.", any: "Any one of them." },
  },
  TargetType: {
    description: "Kind of the place that an export is written to.",
    values: { URL: "Storage of the service, to which it gives links.", OSS: "A bucket of yours." },
  },
  TaskState: {
    description: "State of a task.",
    values: { ...words(TASK_STATES), expired: "The files are gone." },
  },
  TaskType: {
    description: "What a task exports.",
    values: { full: "A full backup set.", pitr: "A point in time." },
  },
};

function words(values: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(values.map((value) => [value, undefined]));
}

/** Returns a value in the form in which languages write names: `csv-with-header` is `CsvWithHeader`. */
function valueName(value: string): string {
  return value
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join("");
}

/** Returns the enums as types of the schema. */
export function enumTypes() {
  return Object.fromEntries(
    Object.entries(ENUMS).map(([name, { description, values }]) => [
      token(name),
      {
        type: "string",
        description,
        enum: Object.entries(values).map(([value, meaning]) => ({
          name: valueName(value),
          ...(meaning !== undefined && { description: meaning }),
          value,
        })),
      },
    ]),
  );
}
