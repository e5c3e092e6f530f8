import { once } from "node:events";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { gateStack } from "../gateStack";
import type { TemporaryStack } from "../temporaryStack";
import type { KillableUp } from "./killableUp";

/** An `up` that each test of a `describe` starts, and whose processes it kills. */
export interface KilledUp {
  readonly up: KillableUp;
  /** Kills processes of the `up`. If the program is one of them, waits until it has ended. */
  kill(...pids: number[]): Promise<void>;
  /** Makes a stack that continues with the same state. */
  continueWith(serviceUrl: string, program: PulumiFn): Promise<TemporaryStack>;
}

/** Starts an `up` before each test, and ends and removes everything after it. Call it within `describe`. */
export function useKillableUp(start: () => Promise<KillableUp>): KilledUp {
  let killed: KillableUp | undefined;
  let stack: TemporaryStack | undefined;
  beforeEach(async () => {
    killed = await start();
  });
  afterEach(async () => {
    killed?.dispose();
    await stack?.dispose();
    killed = undefined;
    stack = undefined;
  });
  const running = (): KillableUp => {
    if (killed === undefined) throw new Error("no up was started");
    return killed;
  };
  return {
    get up() {
      return running();
    },
    async kill(...pids) {
      const { program } = running();
      const ended = once(program, "exit");
      for (const pid of pids) process.kill(pid, "SIGKILL");
      if (pids.includes(program.pid as number)) await ended;
    },
    async continueWith(serviceUrl, program) {
      stack = await gateStack(serviceUrl, program, running().directory);
      return stack;
    },
  };
}
