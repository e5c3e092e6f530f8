import type { Clock } from "../../../provider/core/clock";

type Parameters = Readonly<Record<string, string>>;

/** A state of a task, and the milliseconds that it lasts. The last one lasts for ever. */
type Phase = readonly [state: string, ms: number];

export interface ExportRules {
  /** States in which a task of the instance makes the service refuse a new one. */
  blocking: readonly string[];
  /** Milliseconds for which the same job is refused again. */
  sameJobRefused: number;
  /** Returns the milliseconds until a new task is listed. */
  listingLag(): number;
  /** Form in which the place in a bucket is listed. */
  targetPath: "oss://bucket/path" | "bucket/path" | "path" | "absent";
  /** Returns the states of the next task that is started or retried. */
  life(): readonly Phase[];
}

export interface ServedTask {
  taskId: string;
  created: number;
  listedFrom: number;
  /** The parameters with which it was started. */
  parameters: Parameters;
  phases: readonly Phase[];
  phasesFrom: number;
  /** The call that started it. Absent for somebody else's. */
  maker?: string | undefined;
}

/** A retry that the service accepted. */
interface ServedRetry {
  taskId: string;
  /** The call that sent it. */
  maker: string | undefined;
}

const COMPARED = [
  "BakSetType",
  "BakSetId",
  "DownloadPointInTime",
  "FormatType",
  "TargetType",
  "TargetBucket",
  "TargetPath",
] as const;

/**
 * Makes a service for the exports of one instance. It is a model of the facts that are known about the real one, and
 * shares no code with the emulator.
 */
export function createExportService(clock: Pick<Clock, "now">, rules: ExportRules) {
  const tasks: ServedTask[] = [];
  const retries: ServedRetry[] = [];

  const stateOf = ({ phases, phasesFrom }: ServedTask, at = clock.now()): string => {
    let from = phasesFrom;
    for (const [state, ms] of phases) {
      if (at < from + ms) return state;
      from += ms;
    }
    return phases.at(-1)?.[0] ?? "finished";
  };
  const refusal = (Code: string) => ({ Success: "false", Code, ErrCode: Code, Message: "no", RequestId: "r-no" });

  const start = (parameters: Parameters, maker?: string) => {
    const now = clock.now();
    if (tasks.some((task) => rules.blocking.includes(stateOf(task)))) {
      return refusal("DBS.DownloadTask.OnlyOneRunningOrFailedTask");
    }
    const isSame = (task: ServedTask) => COMPARED.every((name) => task.parameters[name] === parameters[name]);
    if (tasks.some((task) => now - task.created < rules.sameJobRefused && isSame(task))) {
      return refusal("DBS.DownloadTask.JobAlreadyExist");
    }
    const taskId = `dt-${tasks.length + 1}`;
    const listedFrom = now + rules.listingLag();
    tasks.push({ taskId, created: now, listedFrom, parameters, phases: rules.life(), phasesFrom: now, maker });
    return {
      Success: "true",
      RequestId: "r-ok",
      Data: { TaskId: taskId, GmtCreate: now, DownloadStatus: "initializing" },
    };
  };

  const itemOf = (task: ServedTask): Record<string, string> => {
    const {
      BakSetId = "",
      DownloadPointInTime,
      FormatType = "",
      TargetType = "",
      TargetBucket,
      TargetPath,
    } = task.parameters;
    const inBucket = [TargetBucket, ...(TargetPath === undefined ? [] : [TargetPath])].join("/");
    const forms = {
      "oss://bucket/path": `oss://${inBucket}`,
      "bucket/path": inBucket,
      path: TargetPath ?? "",
      absent: "",
    };
    return {
      TaskId: task.taskId,
      DownloadStatus: stateOf(task),
      GmtCreate: String(Math.floor(task.created / 1000) * 1000),
      Format: FormatType,
      BakSetId,
      BackupSetTime: String(Math.floor(Number(DownloadPointInTime ?? 1_767_000_000_000) / 1000) * 1000),
      TargetType,
      TargetPath: TargetType === "OSS" ? forms[rules.targetPath] : "",
      Progress: "4/10",
    };
  };

  const list = (query: Parameters) => {
    const { TaskType, ClusterName, StartTime = "0", EndTime = "9e15", OrderDirect, PageSize, CurrentPage } = query;
    const size = Math.min(Number(PageSize), 100);
    const matching = tasks
      .filter((task) => task.listedFrom <= clock.now())
      .filter((task) => TaskType === undefined || task.parameters.BakSetType === TaskType)
      .filter((task) => ClusterName === undefined || task.parameters.ClusterName === ClusterName)
      .map(itemOf)
      .filter(({ GmtCreate }) => Number(GmtCreate) >= Number(StartTime) && Number(GmtCreate) <= Number(EndTime))
      .sort((a, b) => (Number(b.GmtCreate) - Number(a.GmtCreate)) * (OrderDirect === "asc" ? -1 : 1));
    const List = matching.slice((Number(CurrentPage) - 1) * size, Number(CurrentPage) * size);
    const Data = {
      PageNumber: CurrentPage,
      PageSize: String(size),
      TotalElements: String(matching.length),
      Content: { List },
    };
    return { Success: "true", RequestId: "r-list", Data };
  };

  const retry = (task: ServedTask | undefined): boolean => {
    if (task === undefined || stateOf(task) !== "failed") return false;
    Object.assign(task, { phases: rules.life(), phasesFrom: clock.now() });
    return true;
  };

  const answerRetry = ({ TaskId = "" }: Parameters, maker?: string) => {
    if (!retry(tasks.find(({ taskId }) => taskId === TaskId))) return refusal("DBS.DownloadTask.CannotFind");
    retries.push({ taskId: TaskId, maker });
    return { Success: "True", RequestId: "r-retry", Data: "暂无" };
  };

  return {
    tasks,
    /** The retries that calls sent and that the service accepted. */
    retries,
    /** Returns the state of a task, by default the one of now. */
    stateOf,
    /** Starts an export, or returns the refusal. */
    start,
    /** Runs a failed task again, as somebody does in the console. */
    retry,
    answer(action: string, parameters: Parameters, maker?: string) {
      if (action === "CreateDownload") return start(parameters, maker);
      return action === "RetryDownloadTask" ? answerRetry(parameters, maker) : list(parameters);
    },
  };
}

export type ExportService = ReturnType<typeof createExportService>;
