import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PIPELINES } from "./readPipelines";

const SCRIPT = join(PIPELINES, "exit-by-kind.sh");

/**
 * Runs the script, as the first process of a group, with a command in place of Pulumi. Returns how it ended, and what it
 * showed.
 * @param path - folder in which programs are looked for first
 */
function runs(
  shell: string,
  onOutput: (output: string, child: ChildProcess) => void = () => {},
  path = "",
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, PATH: `${path}:${process.env.PATH}` };
    const child = spawn(SCRIPT, ["bash", "-c", shell], { detached: true, env });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      onOutput(output, child);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** A command that writes these lines to stderr, and then fails. */
const failing = (lines: readonly string[], code = 1) => `cat >&2 <<'END'\n${lines.join("\n")}\nEND\nexit ${code}`;

const HOOK = 'error: before hook "alicloud-dbs:DownloadTasksGate:0.1.0" failed:';
const SUMMARY = " +  pulumi:pulumi:Stack exports-prod creating (1s) error: update failed";

describe("exit-by-kind.sh", () => {
  it("shows what the command writes to either stream, and ends with 0 if it succeeded", async () => {
    assert.deepEqual(await runs("echo one; echo two >&2"), { code: 0, output: "one\ntwo\n" });
  });

  const notReady: Record<string, string[]> = {
    "a gate of the plugin": [" +  … orders-ready creating (0s) error: [timeout] orders-ready: not ready", SUMMARY],
    "a gate of a program in TypeScript": [`    ${HOOK} [timeout] g: not ready`, "    error: update failed"],
    "a command of `pulumi do`": ["error: [unavailable] DescribeDownloadTask in cn-hangzhou: HTTP 503"],
    "a read of a program in TypeScript": [
      "    error: Running program '/work/index.js' failed with an unhandled exception:",
      "    DbsError: [throttled] DescribeDownloadTask in cn-hangzhou: HTTP 400 Throttling",
    ],
    "a gate whose last look failed": ["error: [timeout] g: not ready. The last look failed: [denied] error: [denied]"],
  };
  for (const [title, lines] of Object.entries(notReady)) {
    it(`ends with 75 if ${title} is not ready`, async () => {
      const { code, output } = await runs(failing(lines));
      assert.equal(code, 75);
      assert.equal(output, `${lines.join("\n")}\n`);
    });
  }

  const failed: Record<string, string[]> = {
    "an export failed": [" +  … error: [taskFailed] orders-ready: gave up", SUMMARY],
    "an export failed after a look that the service did not answer": [
      " +  … orders-ready creating (9s) orders-ready: 0 of 1 finished; retrying after a failed look: [unavailable] HTTP 503",
      "    error: [taskFailed] orders-ready: gave up",
    ],
    "one gate is not ready and another failed": ["error: [timeout] a: not ready", "error: [taskFailed] b: gave up"],
    "a gate is not ready and another resource failed": ["error: [timeout] a: not ready", "    error: no such bucket"],
    "nothing says why": [],
    "an export may have been started": ["error: [unsettled] orders: may have been started"],
  };
  for (const [title, lines] of Object.entries(failed)) {
    it(`ends with the command's own code if ${title}`, async () => {
      assert.equal((await runs(failing(lines, 6))).code, 6);
    });
  }

  it("never passes on 75 as a code of the command's own", async () => {
    assert.equal((await runs(failing(["error: [denied] no"], 75))).code, 1);
  });

  describe("at a signal", () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "signals-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** Returns what to do when the output holds a text for the first time. */
    const once = (text: string, act: (child: ChildProcess) => void) => {
      let isDone = false;
      return (output: string, child: ChildProcess) => {
        if (isDone || !output.includes(text)) return;
        isDone = true;
        act(child);
      };
    };
    const CLEANS = `trap 'echo cleaning up; sleep 0.2; echo clean; exit 8' TERM; echo ready; while :; do sleep 0.1; done`;
    const toGroup = ({ pid = 0 }: ChildProcess, signal: NodeJS.Signals) => process.kill(-pid, signal);

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      it(`passes ${signal} on, and waits until the command has cleaned up`, async () => {
        const { code, output } = await runs(
          CLEANS,
          once("ready", (child) => void child.kill(signal)),
        );
        assert.deepEqual([code, output], [8, "ready\ncleaning up\nclean\n"]);
      });

      it(`shows what the command says at its end if all processes of the job get ${signal}`, async () => {
        const { code, output } = await runs(
          CLEANS,
          once("ready", (child) => toGroup(child, signal)),
        );
        assert.deepEqual([code, output], [8, "ready\ncleaning up\nclean\n"]);
      });
    }

    it("tells the command once, however many signals come to whatever processes of the job", async () => {
      const file = join(folder, "end");
      // Ends a while after the test has sent its last signal.
      const shell = `trap 'echo told' TERM INT; echo ready; until [ -e ${file} ]; do sleep 0.1; done; sleep 0.3; exit 8`;
      const first = once("ready", (child) => toGroup(child, "SIGTERM"));
      const further = once("told", (child) => {
        toGroup(child, "SIGINT");
        child.kill("SIGTERM");
        writeFileSync(file, "");
      });
      const { code, output } = await runs(shell, (text, child) => {
        first(text, child);
        further(text, child);
      });
      assert.deepEqual([code, output], [8, "ready\ntold\n"]);
    });

    it("ends the command even if the signal came before its start", async () => {
      const signals = '#!/bin/bash\nkill -TERM $PPID\nPATH=/usr/bin:/bin exec mkfifo "$@"\n';
      writeFileSync(join(folder, "mkfifo"), signals, { mode: 0o755 });
      assert.equal((await runs("exec sleep 600", undefined, folder)).code, 143);
    });
  });

  describe("in the loop of docs/recipes.md", () => {
    const page = readFileSync(join(__dirname, "../../docs/recipes.md"), "utf8");
    const loop = /```sh\n(for attempt in .*?)```/s.exec(page)?.[1] ?? "";
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "loop-"));
      symlinkSync(PIPELINES, join(folder, "pipelines"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** Runs the loop with these results of `pulumi up`, in turn. Pauses take no time. */
    const loops = (...results: string[]) => {
      for (const [at, result] of results.entries()) writeFileSync(join(folder, `up-${at}`), result);
      const pulumi = "n=$(cat runs 2>/dev/null || echo 0); echo $((n + 1)) >runs; . ./up-$n";
      writeFileSync(join(folder, "pulumi"), `#!/bin/bash\n${pulumi}\n`, { mode: 0o755 });
      return new Promise<{ code: number | null; runs: number }>((resolve, reject) => {
        const child = spawn("bash", ["-c", `sleep() { :; }\n${loop}`], {
          cwd: folder,
          env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
        });
        child.stdout.resume();
        child.stderr.resume();
        child.on("error", reject);
        child.on("close", (code) => resolve({ code, runs: Number(readFileSync(join(folder, "runs"), "utf8")) }));
      });
    };
    const late = failing(["error: [timeout] g: not ready"]);

    it("makes Pulumi look again until the exports are ready", async () => {
      assert.deepEqual(await loops(late, late, "exit 0"), { code: 0, runs: 3 });
    });

    it("gives up at the first failure of another kind", async () => {
      assert.deepEqual(await loops(late, failing(["error: [taskFailed] g: gave up"])), { code: 1, runs: 2 });
    });
  });
});
