import { DbsError } from "../../../provider/core/errors";
import type { TaskRequest } from "../../../provider/core/exportRequest";
import { createDownload } from "../../../provider/operations/createDownload";
import { type StartedTask, type StartOptions, startTask } from "../../../provider/operations/startTask";
import { createFakeClock } from "../fakeClock";
import { makeExport } from "../tasks/makeExport";
import { asMaker, createExportProcess, type RequestFault } from "./exportProcess";
import { createExportService, type ExportRules } from "./exportService";

/** What goes wrong with the first requests of an action, in turn. `undefined` stands for one that is answered. */
type Faults = readonly (RequestFault | undefined)[];

/** The states of a task that is left in one state for ever. */
export const stays = (state: string) => () => [[state, Number.POSITIVE_INFINITY]] as const;

/** Makes a strict service without tasks, and programs that start exports there, in simulated time. */
export function exportScene({
  creations = [],
  looks = [],
  ...changed
}: Partial<ExportRules> & { creations?: Faults; looks?: Faults } = {}) {
  const clock = createFakeClock();
  const rules: ExportRules = {
    blocking: ["initializing", "queueing", "running", "failed"],
    sameJobRefused: 0,
    listingLag: () => 0,
    targetPath: "oss://bucket/path",
    life: stays("running"),
    ...changed,
  };
  const service = createExportService(clock, rules);
  const left = { CreateDownload: [...creations], DescribeDownloadTask: [...looks] };
  const newProcess = () => createExportProcess(service, clock, (action) => left[action as keyof typeof left].shift());
  const process = newProcess();
  const requestOf = (fields: Partial<TaskRequest>): TaskRequest => ({
    wanted: makeExport(),
    adopt: "unfinished",
    ...fields,
  });
  const texts: string[] = [];
  const warnings: string[] = [];
  const start = (
    fields: Partial<TaskRequest> = {},
    options: StartOptions = {},
    { caller } = process,
  ): Promise<StartedTask> =>
    asMaker("test", () =>
      startTask(requestOf(fields), caller, {
        onProgress: (text) => texts.push(text),
        onWarning: (text) => warnings.push(text),
        ...options,
      }),
    );
  return {
    clock,
    rules,
    service,
    process,
    newProcess,
    requestOf,
    texts,
    warnings,
    start,
    /** Starts an export that must fail, and returns its error. */
    async failure(...args: Parameters<typeof start>): Promise<DbsError> {
      const task = await start(...args).catch((error: unknown) => error);
      if (DbsError.isInstance(task)) return task;
      throw new Error(`no DbsError, but ${JSON.stringify(task)}`);
    },
    /** Lets somebody else start an export, which stays in the given state. */
    somebody(state: string, wanted = makeExport()) {
      const { life } = rules;
      rules.life = stays(state);
      service.start(createDownload.parameters(wanted));
      rules.life = life;
      const task = service.tasks.at(-1);
      if (task === undefined) throw new Error("the service refused it");
      return task;
    },
    /** Returns how many requests of an action were sent. */
    sent: (action = "CreateDownload") => process.sent.filter((request) => request.action === action).length,
  };
}
