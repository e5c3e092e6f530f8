import assert from "node:assert/strict";
import { DbsError } from "../../../provider/core/errors";
import type { ExportRequest, TaskRequest } from "../../../provider/core/exportRequest";
import { createDownload } from "../../../provider/operations/createDownload";
import { type StartedTask, startTask } from "../../../provider/operations/startTask";
import { createFakeClock } from "../fakeClock";
import { asMaker, createExportProcess, type ExportProcess } from "./exportProcess";
import { createExportService } from "./exportService";
import { randomWorld } from "./randomWorld";

/** Milliseconds that a call may go on after Ctrl-C. */
const LAST_WORD = 1_500;

/** Milliseconds for which a process sends nothing equal to a request whose outcome is open. */
const REMEMBERED = 900_000;

/** How one call ended. */
interface Ending {
  maker: string;
  process: ExportProcess;
  wanted: ExportRequest;
  /** Clock time of Ctrl-C in milliseconds. */
  cancelled: number;
  task?: StartedTask;
  error?: DbsError;
}

/**
 * Plays a random history in simulated time: two programs want exports of one instance and run several times, while
 * requests fail, processes end and somebody else uses the same instance. Asserts after it that nothing was started twice,
 * lost or confused.
 * @returns how its calls ended, for statistics
 */
export async function playHistory(random: () => number): Promise<string[]> {
  const clock = createFakeClock();
  const { rules, strict, adopt, wantedBy, faults, below, one, others } = randomWorld(random);
  const service = createExportService(clock, rules);
  const endings: Ending[] = [];
  const processes: ExportProcess[] = [];
  let calls = 0;

  /** What waits for the next CreateDownload of a process. */
  const onCreation = new Map<ExportProcess, () => void>();
  const newProcess = (faultRate: number) => {
    const process = createExportProcess(service, clock, (action) => faults(faultRate, action), {
      latency: () => 20 + below(400),
      random,
      onSend: (action) => {
        if (action === "CreateDownload") onCreation.get(process)?.();
      },
    });
    processes.push(process);
    return process;
  };

  /** Runs a program once: one or two equal resources in one process. */
  const up = async (wanted: ExportRequest, process: ExportProcess, interruption: "none" | "Ctrl-C" | "kill") => {
    const controller = new AbortController();
    const request: TaskRequest = { wanted, adopt };
    let cancelled = Number.POSITIVE_INFINITY;
    const resources = Array.from({ length: 1 + below(2) }, async () => {
      calls += 1;
      const maker = `call-${calls}`;
      const ending: Ending = { maker, process, wanted, cancelled };
      try {
        ending.task = await asMaker(maker, () => startTask(request, process.caller, { signal: controller.signal }));
      } catch (error) {
        if (!DbsError.isInstance(error)) throw error;
        ending.error = error;
      }
      ending.cancelled = cancelled;
      endings.push(ending);
      assert.ok(clock.now() <= cancelled + LAST_WORD, `ended ${clock.now() - cancelled} ms after Ctrl-C`);
      return ending;
    });
    const over = new AbortController();
    const interrupt = async (): Promise<Ending[]> => {
      if (random() < 0.5) {
        await clock.sleep(below(one([2_000, 40_000, 200_000])), over.signal);
      } else {
        await new Promise<void>((resolve) => onCreation.set(process, resolve));
        await clock.sleep(below(4_000), over.signal);
      }
      if (interruption === "kill") process.kill();
      cancelled = clock.now();
      controller.abort("Ctrl-C");
      return interruption === "kill" ? [] : Promise.all(resources);
    };
    const isInterrupted = interruption === "none" ? [] : [interrupt().catch(() => Promise.all(resources))];
    const all = await Promise.race([Promise.all(resources), ...isInterrupted]);
    over.abort("over");
    return all.length > 0 && all.every(({ task }) => task !== undefined);
  };

  /** Runs a program until it has its task, at last without anything that goes wrong. */
  const program = async (wanted: ExportRequest) => {
    await clock.sleep(below(60_000));
    let process: ExportProcess | undefined;
    for (let run = below(4); run > 0; run -= 1) {
      if (process === undefined || process.isDead() || random() < 0.5) process = newProcess(one([0, 0.3, 0.8]));
      const isDone = await up(wanted, process, one(["none", "none", "Ctrl-C", "kill"] as const));
      if (isDone && random() < 0.7) return;
      await clock.sleep(below(one([1_000, 20_000, 200_000])));
    }
    await clock.sleep(rules.longestLag + 200_000);
    assert.ok(await lastRun(wanted), "the last run ended without a task and without a conflict");
  };

  const lastRun = async (wanted: ExportRequest): Promise<boolean> => {
    const process = newProcess(0);
    await up(wanted, process, "none");
    return endings
      .filter((ending) => ending.process === process)
      .every(({ task, error }) => task !== undefined || error?.kind === "conflict");
  };

  const idle = new AbortController();
  const somebody = others(service, clock, idle.signal);
  await Promise.all(wantedBy.map(program));
  idle.abort("over");
  await somebody;
  // What is still on its way arrives.
  await clock.sleep(60_000);

  for (const ending of endings) checkEnding(ending);
  checkCounts();
  const killed = processes.filter((process) => process.isDead()).map(() => "killed");
  return [...endings.map(({ task, error }) => describeEnding(task, error)), ...killed];

  function checkEnding({ maker, process, wanted, cancelled, task, error }: Ending): void {
    const made = service.tasks.filter((each) => each.maker === maker);
    if (task !== undefined) {
      const served = service.tasks.find(({ taskId }) => taskId === task.taskId);
      assert.ok(served, `${task.taskId} is not in the service`);
      const { BakSetSize: _, ...asked } = createDownload.parameters(wanted);
      for (const [name, value] of Object.entries(asked)) {
        assert.equal(served.parameters[name], value, `${task.sentence}: ${name} differs`);
      }
    } else if (made.length > 0) {
      assert.match(error?.message ?? "", /^\[(unsettled|cancelled)\] .*may have been started/, "a task was lost");
    }
    assert.ok(made.length <= 1, `${maker} started ${made.length} tasks`);
    const creations = process.sent.filter((request) => request.action === "CreateDownload" && request.maker === maker);
    assert.ok(
      creations.every(({ at }) => at <= cancelled),
      "sent after Ctrl-C",
    );
    const again = creations.slice(0, -1);
    assert.ok(
      again.every(({ isRefused }) => isRefused),
      "sent again although the outcome was open",
    );
  }

  function checkCounts(): void {
    const keyOf = (wanted: ExportRequest) => JSON.stringify(createDownload.parameters(wanted));
    const ours = service.tasks.filter(({ maker }) => maker !== undefined);
    const keys = new Set(wantedBy.map(keyOf));
    if (strict) assert.ok(ours.length <= keys.size, `${ours.length} tasks for ${keys.size} wanted`);
    for (const { sent } of processes) {
      // Each process wants one export only.
      const creations = sent.filter(({ action }) => action === "CreateDownload");
      for (const [at, creation] of creations.entries()) {
        const before = creations.slice(0, at).filter(({ isRefused }) => !isRefused);
        const isSoon = before.some((earlier) => creation.at - earlier.at < REMEMBERED);
        assert.ok(!isSoon, "one process sent an equal request soon after one that was not refused");
      }
      const makers = new Set(sent.map(({ maker }) => maker));
      const made = ours.filter(({ maker }) => makers.has(maker)).map(({ parameters }) => JSON.stringify(parameters));
      assert.equal(new Set(made).size, made.length, `one process started ${made.length} tasks`);
    }
  }
}

function describeEnding(task: StartedTask | undefined, error: DbsError | undefined): string {
  if (task !== undefined) return task.adopted ? "adopted" : "started";
  const { kind, message } = error as DbsError;
  return kind === "cancelled" ? `cancelled ${/may have been/.test(message) ? "open" : "before"}` : kind;
}
