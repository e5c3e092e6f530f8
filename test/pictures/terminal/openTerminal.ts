import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Terminal } from "@xterm/headless";
import type { Line } from "./line";
import { lineText } from "./lineText";
import { readLines } from "./readLines";

export interface TerminalOptions {
  command: string;
  args: readonly string[];
  directory: string;
  environment: NodeJS.ProcessEnv;
  columns: number;
}

/** A command that runs in a terminal. */
export interface OpenTerminal {
  /**
   * Waits until the terminal shows a line that matches, and returns everything that it shows at that moment.
   * @throws Error with everything that was shown, if the command ends before
   */
  shows(pattern: RegExp): Promise<Line[]>;
  /** Types a text, in which `\x03` is Ctrl-C. */
  type(text: string): void;
  /** Waits until the command ends, and returns everything that the terminal shows then. */
  end(): Promise<Line[]>;
  /** Closes the terminal, which ends the command if it still runs. */
  close(): void;
}

/** Starts a command in a terminal of its own, which is a terminal to the command in every respect. */
export function openTerminal({ command, args, directory, environment, columns }: TerminalOptions): OpenTerminal {
  const rows = 50;
  const screen = new Terminal({ cols: columns, rows, scrollback: 1000, allowProposedApi: true });
  const script = join(__dirname, "terminal.py");
  const child = spawn("python3", [script, String(rows), String(columns), command, ...args], {
    cwd: directory,
    env: { ...environment, TERM: "xterm-256color" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const watchers = new Set<() => void>();
  let ended = false;
  child.stdout.on("data", (data: Buffer) => screen.write(data, () => watchers.forEach((look) => void look())));
  // The CLI asks the terminal for the place of its cursor, and waits for the answer.
  screen.onData((answer) => child.stdin.write(answer));
  child.stdin.on("error", () => {});
  const end = once(child, "close").then(() => {
    ended = true;
    // Everything that was written before is shown when this is called.
    screen.write("", () => watchers.forEach((look) => void look()));
  });
  return {
    shows: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const lines = readLines(screen);
          const isShown = lines.some((line) => pattern.test(lineText(line)));
          if (!isShown && !ended) return;
          watchers.delete(look);
          if (isShown) resolve(lines);
          else reject(new Error(`the command ended without ${pattern}:\n${lines.map(lineText).join("\n")}`));
        };
        watchers.add(look);
        look();
      }),
    type: (text) => void child.stdin.write(text),
    async end() {
      await end;
      return await new Promise((resolve) => screen.write("", () => resolve(readLines(screen))));
    },
    close: () => void child.kill("SIGTERM"),
  };
}
