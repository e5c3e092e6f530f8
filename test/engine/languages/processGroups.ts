import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** Starts commands in process groups of their own, as a shell does with a command in a terminal. */
export interface ProcessGroups {
  /** Starts a command, whose output is read. */
  start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** Kills the groups whose first process still runs. */
  end(): void;
}

export function processGroups(): ProcessGroups {
  const running = new Set<ChildProcess>();
  return {
    start(command, args, options) {
      const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
      running.add(child);
      child.once("exit", () => running.delete(child));
      return child;
    },
    end() {
      for (const { pid } of running) if (pid !== undefined) process.kill(-pid, "SIGKILL");
    },
  };
}
