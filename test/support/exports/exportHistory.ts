import assert from "node:assert/strict";
import type { ExportRequest } from "../../../provider/core/exportRequest";
import { createFakeClock } from "../fakeClock";
import { checkHistory } from "./checkHistory";
import { type ExportCall, saysMayExist } from "./exportCall";
import { createExportProcess, type ExportProcess } from "./exportProcess";
import { createExportService } from "./exportService";
import { isSameExport } from "./isSameExport";
import { randomWorld } from "./randomWorld";
import { type Course, runResource } from "./runResource";
import type { WantedResource } from "./wantedResource";

const UNDISTURBED: Course = { hasHook: true, handsOver: true, hasGate: false };

/**
 * Plays a random history in simulated time: two programs want exports of one instance and run several times, while
 * requests fail, hand-overs are lost, processes end, gates retry what failed and somebody else uses the same instance.
 * Asserts after it that nothing was started twice, lost or confused.
 * @returns how its calls ended, for statistics
 */
export async function playHistory(random: () => number): Promise<string[]> {
  const clock = createFakeClock();
  const world = randomWorld(random);
  const { rules, adopt, wantedBy, faults, below, one, others } = world;
  const service = createExportService(clock, rules);
  const calls: ExportCall[] = [];
  const processes: ExportProcess[] = [];
  const resources: WantedResource[] = [];
  let makers = 0;
  const newMaker = (what: string) => {
    makers += 1;
    return `${what}-${makers}`;
  };

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

  /** Runs a program once: its resources that the state does not record. */
  const up = async (
    own: readonly WantedResource[],
    program: ExportProcess,
    host: ExportProcess,
    interruption: "none" | "Ctrl-C" | "kill",
    course: () => Course,
  ): Promise<void> => {
    const controller = new AbortController();
    let cancelled = Number.POSITIVE_INFINITY;
    const run = { program, host, signal: controller.signal, cancelledAt: () => cancelled };
    const work = Promise.all(
      own
        .filter(({ recorded }) => recorded === undefined)
        .map((resource) => runResource(resource, run, course(), newMaker, (call) => void calls.push(call))),
    );
    const over = new AbortController();
    const interrupt = async () => {
      if (random() < 0.5) {
        await clock.sleep(below(one([2_000, 40_000, 200_000])), over.signal);
      } else {
        await new Promise<void>((resolve) => onCreation.set(program, resolve));
        await clock.sleep(below(4_000), over.signal);
      }
      cancelled = clock.now();
      if (interruption === "Ctrl-C") return controller.abort("Ctrl-C");
      program.kill();
      host.kill();
    };
    const killed =
      interruption === "none"
        ? new Promise(() => {})
        : interrupt().then(
            () => {
              return interruption === "kill" ? undefined : work;
            },
            () => work,
          );
    await Promise.race([work, killed]);
    over.abort("over");
  };

  /** Does what a user does about the resources that a run has not created. */
  const react = async (own: readonly WantedResource[]): Promise<void> => {
    if (world.careful) await clock.sleep(60_000);
    for (const resource of own.filter(({ recorded }) => recorded === undefined)) {
      const last = calls.findLast(({ maker }) => resource.makers.includes(maker))?.error;
      const named = service.tasks.find(({ taskId }) => taskId === (resource.adoptTaskId ?? last?.taskId));
      const isRight = named !== undefined && isSameExport(named, resource.wanted);
      if (!isRight) delete resource.adoptTaskId;
      const mine = service.tasks.find(({ maker = "" }) => resource.makers.includes(maker));
      if (world.careful) {
        if (mine !== undefined) resource.adoptTaskId = mine.taskId;
      } else if (isRight && adopt !== "never" && random() < 0.5) {
        resource.adoptTaskId = named.taskId;
      } else if (random() < 0.1) {
        resource.adoptTaskId = one(["dt-404", ...service.tasks.map(({ taskId }) => taskId)]);
      }
    }
  };

  /** Runs a program until it has its tasks, at last without anything that goes wrong. */
  const program = async (wanted: ExportRequest) => {
    await clock.sleep(below(60_000));
    const own = Array.from({ length: 1 + below(2) }, (): WantedResource => {
      return { wanted, adopt, makers: [], unclear: 0, unhanded: 0, repeats: 0 };
    });
    resources.push(...own);
    let process: ExportProcess | undefined;
    for (let run = below(4); run > 0; run -= 1) {
      const faultRate = one([0, 0.3, 0.8]);
      if (process === undefined || process.isDead() || random() < 0.5) process = newProcess(faultRate);
      await up(own, process, newProcess(faultRate), one(["none", "none", "Ctrl-C", "kill"] as const), world.course);
      if (own.every(({ recorded }) => recorded !== undefined)) {
        if (!world.repeats || random() < 0.7) return;
        for (const resource of own) {
          delete resource.recorded;
          resource.repeats += 1;
        }
      }
      await clock.sleep(below(one([1_000, 20_000, 200_000])));
      await react(own);
    }
    await clock.sleep(rules.longestLag + 200_000);
    for (const resource of own) {
      const named = service.tasks.find(({ taskId }) => taskId === resource.adoptTaskId);
      if (named === undefined || !isSameExport(named, wanted)) delete resource.adoptTaskId;
    }
    await up(own, newProcess(0), newProcess(0), "none", () => UNDISTURBED);
    for (const { recorded, makers } of own) {
      const last = calls.find(({ maker }) => maker === makers.at(-1))?.error;
      assert.ok(recorded ?? last?.kind === "conflict", `the last run ended with ${last?.message}`);
    }
  };

  const idle = new AbortController();
  const somebody = others(service, clock, idle.signal);
  await Promise.all(wantedBy.map(program));
  idle.abort("over");
  await somebody;
  // What is still on its way arrives.
  await clock.sleep(60_000);

  checkHistory({ world, service, calls, processes, resources });
  const killed = processes.filter((process) => process.isDead()).map(() => "killed");
  const warned = calls.filter(({ warnings }) => warnings.some((text) => text.includes("may be the same export")));
  return [...calls.map(describeEnd), ...warned.map(() => "warned"), ...killed, ...service.retries.map(() => "retried")];
}

function describeEnd({ from, request, task, error }: ExportCall): string {
  const where = from === "program" ? "" : " in the host";
  if (error !== undefined) {
    const end = error.kind === "cancelled" ? `cancelled ${saysMayExist(error) ? "open" : "before"}` : error.kind;
    return `${end}${where}`;
  }
  if (request.adoptTaskId !== undefined) return `named${where}`;
  return `${task?.adopted ? "adopted" : `started with ${request.adopt}`}${where}`;
}
