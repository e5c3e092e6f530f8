import type { ChildProcess } from "node:child_process";

/** A stack whose program is written in another language than TypeScript. */
export interface ProgramStack {
  /** Runs an operation, and returns everything that the CLI wrote. */
  run(operation: ProgramOperation, onOutput?: (text: string) => void): Promise<{ output: string; error?: Error }>;
  /**
   * Starts an operation in a process group of its own, as a shell does with a command in a terminal.
   * @param flags - further flags of the CLI
   */
  start(operation: ProgramOperation, flags?: readonly string[]): ChildProcess;
  /** The outputs of the stack after the newest `up`. */
  outputs(): Promise<Record<string, unknown>>;
  /** Text of the stack's state file. It is empty before the first run. */
  stateText(): string;
  remove(): void;
}

export type ProgramOperation = "preview" | "up" | "destroy";
