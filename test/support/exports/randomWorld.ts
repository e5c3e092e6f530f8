import type { Clock } from "../../../provider/core/clock";
import type { ExportRequest, TaskRequest } from "../../../provider/core/exportRequest";
import { createDownload } from "../../../provider/operations/createDownload";
import { makeExport } from "../tasks/makeExport";
import type { RequestFault } from "./exportProcess";
import type { ExportRules, ExportService } from "./exportService";
import type { Course } from "./runResource";

const UNFINISHED = ["initializing", "queueing", "running", "failed"];
const FOREVER = Number.POSITIVE_INFINITY;
const { backupSetId: _, ...pitr } = makeExport({ pointInTime: 1_767_000_000_500 });

/** Exports of one instance that differ in one thing each. */
const WANTED: readonly ExportRequest[] = [
  makeExport(),
  makeExport({ format: "sql" }),
  makeExport({ target: { type: "URL" } }),
  makeExport({ target: { type: "OSS", bucket: "other", path: "orders" } }),
  makeExport({ target: { type: "OSS", bucket: "bucket" } }),
  // Where the service lists paths alone, its path looks like the bucket and path of the first one.
  makeExport({ target: { type: "OSS", bucket: "other", path: "bucket/orders" } }),
  pitr,
];
/** Exports of which the list does not show everything. */
const HIDDEN: readonly ExportRequest[] = [makeExport({ useZstd: true }), makeExport({ useZstd: false })];

/**
 * Makes the circumstances of one history at random: the service, what is wanted, what goes wrong and what somebody else
 * does.
 */
export function randomWorld(random: () => number) {
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const strict = random() < 0.5;
  /** Whether tasks finish within the history. */
  const short = random() < 0.4;
  const isShown = random() < 0.5;
  const longestLag = one(short ? [0, 5_000, 40_000, 100_000] : [0, 5_000, 40_000, 100_000, 300_000]);
  const adopt = one<TaskRequest["adopt"]>(
    short ? ["finished", "unfinished", "never"] : ["unfinished", "unfinished", "unfinished", "never"],
  );
  /** Whether the user looks at the tasks after a run that may have started one, and names the one that it started. */
  const careful = random() < 0.5;

  /** Whether a resource that was created is sometimes removed from the state and wanted again. */
  const repeats = adopt === (short ? "finished" : "unfinished");

  /** Whether a task may finish and then not be taken, so that another one is started, with a warning. */
  const mayRepeat = short && (adopt === "unfinished" || !isShown);

  const life = (): ReturnType<ExportRules["life"]> => {
    const begin = [
      ["initializing", below(60_000)],
      ["queueing", below(60_000)],
    ] as const;
    if (short) {
      // With `adopt: "finished"`, a task that finishes before it is listed is the only one that is not seen in time.
      const least = adopt === "finished" ? longestLag + 60_000 : 5_000;
      return [...begin, ["running", least + below(300_000)], ["finished", FOREVER]];
    }
    if (random() < 0.7) return [...begin, ["running", FOREVER]];
    return [...begin, ["running", below(90_000)], ["failed", FOREVER]];
  };
  const rules: ExportRules & { longestLag: number } = {
    blocking: strict ? UNFINISHED : ["running", "failed"],
    sameJobRefused: one([0, 0, FOREVER]),
    listingLag: () => below(longestLag + 1),
    targetPath: isShown ? "oss://bucket/path" : one(["bucket/path", "path", "absent"] as const),
    life,
    longestLag,
  };

  /** Requests that start or retry something fail three times as often as looks, because they are what matters. */
  const faults = (rate: number, action: string): RequestFault | undefined => {
    if (random() >= (action === "DescribeDownloadTask" ? rate / 3 : rate)) return undefined;
    const end = one(["reset", "503", "stall", "stall", "refused connection", "throttled", "expired session"] as const);
    return { end, undone: random() < 0.5, late: random() < 0.3 ? below(15_000) : 0 };
  };

  /** Somebody who starts exports of the same instance, and retries those that failed. */
  const others = async (service: ExportService, clock: Clock, signal: AbortSignal): Promise<void> => {
    const start = (wanted: ExportRequest) => service.start(createDownload.parameters(wanted));
    if (random() < 0.3) start(one([...WANTED, ...HIDDEN]));
    try {
      while (random() < 0.8) {
        await clock.sleep(below(300_000), signal);
        const failed = service.tasks.find((task) => service.stateOf(task) === "failed");
        if (failed !== undefined && random() < 0.5) service.retry(failed);
        else if (random() < 0.2) start(one([...WANTED, ...HIDDEN]));
      }
    } catch {
      // The history is over.
    }
  };

  /** What happens to a resource in one run. */
  const course = (): Course => ({ hasHook: random() < 0.9, handsOver: random() < 0.8, hasGate: random() < 0.5 });

  const wanted = one(isShown ? WANTED : [...WANTED, ...HIDDEN]);
  const wantedBy = [wanted, random() < 0.7 ? wanted : one(isShown ? WANTED : [...WANTED, ...HIDDEN])];
  return { rules, strict, short, mayRepeat, careful, repeats, adopt, wantedBy, faults, below, one, others, course };
}

export type RandomWorld = ReturnType<typeof randomWorld>;
