import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import { handOverFolder } from "../../provider/wire/handOver/handOverFolder";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { exportTask } from "../support/tasks/exportTask";
import { ensurePulumiCli } from "./cli/pulumiCli";
import { gateProgram } from "./gateStack";
import { TemporaryStack } from "./temporaryStack";

const PROGRAM = { accessKeyId: "LTAIofTheProgram", accessKeySecret: "S3cr3tOfTheProgram" };
const HOST = { accessKeyId: "LTAIofTheHost", accessKeySecret: "S3cr3tOfTheHost" };

const variables = ({ accessKeyId, accessKeySecret }: typeof PROGRAM) => ({
  ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
});

/** Drops the gate's hook, as a transform that returns fresh options does. */
const dropHook: pulumi.ResourceTransform = ({ props, opts: { hooks: _, ...opts } }) => ({ props, opts });

describe("a gate whose program and provider process differ", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let temporary: string;
  let stack: TemporaryStack;
  const environmentBefore = { ...process.env };
  before(async () => {
    emulator = await startEmulator({ scenario: { credentials: [PROGRAM, HOST] } });
    temporary = mkdtempSync(join(tmpdir(), "temporary-"));
    // The program finds no credentials of the machine, and its folder for temporary files is empty.
    const nowhere = { HOME: temporary, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
    Object.assign(process.env, { TMPDIR: temporary, ...nowhere });
  });
  after(async () => {
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, environmentBefore);
    await emulator?.close();
    rmSync(temporary, { recursive: true, force: true });
  });
  beforeEach(() => emulator.reset());
  afterEach(() => stack?.dispose());

  /** Puts keys into the program's own environment while it starts, as dotenv does. */
  const withKeys =
    (program: PulumiFn): PulumiFn =>
    async () => {
      Object.assign(process.env, variables(PROGRAM));
      return await program();
    };
  const run = async (
    operation: "preview" | "up",
    program: PulumiFn,
    environment: Record<string, string> = {},
    parallel = 16,
  ) => {
    stack = await TemporaryStack.create({
      cli: await ensurePulumiCli({ environment: environmentBefore, report: console.log }),
      program,
      config: { "alicloud-dbs:endpoint": { value: emulator.url }, "alicloud-dbs:region": { value: "cn-hangzhou" } },
      environment,
    });
    try {
      return await stack.attempt(operation, { parallel });
    } finally {
      for (const name of Object.keys(variables(PROGRAM))) delete process.env[name];
    }
  };
  const callers = () => emulator.requests().map(({ accessKeyId }) => accessKeyId);
  const left = () => readdirSync(handOverFolder(temporary));
  const finished = () => emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);

  it("records what the program's wait saw if only the program has keys, and sends nothing from the provider", async () => {
    emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    emulator.addFaults([{ from: 2, add: [exportTask("dt-a", { endsIn: -1 })] }]);
    const { error, output } = await run("up", withKeys(gateProgram({})));
    assert.equal(error, undefined, output);
    // The second look of the wait finds the task finished. A third request would be the provider's.
    assert.deepEqual(callers(), [PROGRAM.accessKeyId, PROGRAM.accessKeyId]);
    const gate = stack.state().resources.find(({ type }) => type.includes("DownloadTasksGate"));
    assert.deepEqual([gate?.outputs?.ids, gate?.outputs?.summary], [["dt-a"], "dt-a finished, created 1h ago"]);
    const [, last] = emulator.requests();
    assert.ok(Date.parse(String(gate?.outputs?.openedAt)) >= Number(last?.at));
    assert.deepEqual(left(), []);
  });

  it("acts as the identity of the program alone if the provider has keys of its own", async () => {
    finished();
    const { error } = await run("up", withKeys(gateProgram({})), variables(HOST));
    assert.deepEqual([error, callers()], [undefined, [PROGRAM.accessKeyId]]);
  });

  it("fails before it waits if only the provider has keys", async () => {
    finished();
    const { output } = await run("up", gateProgram({}), variables(HOST));
    assert.match(output, /before hook .* failed: \[credentials\] gate: no credentials found\. Checked in this order/);
    assert.deepEqual([callers(), stack.state().pendingOperations], [[], []]);
  });

  it("hands over to each of a hundred gates with equal inputs", async () => {
    finished();
    const program = async () => {
      for (let at = 0; at < 100; at++) new dbs.DownloadTasksGate(`gate-${at}`, { instanceName: "rm-1" });
    };
    const { error, output } = await run("up", withKeys(program), {}, 100);
    // Without keys, a provider that looks itself would fail.
    assert.equal(error, undefined, output);
    const gates = stack.state().resources.filter(({ type }) => type.includes("DownloadTasksGate"));
    assert.deepEqual([gates.length, new Set(gates.map(({ id }) => id)).size, left()], [100, 100, []]);
    assert.ok(callers().length >= 1);
  });

  it("hands nothing over in a preview", async () => {
    finished();
    const { output } = await run("preview", withKeys(gateProgram({})));
    assert.match(output, /gate create gate: would open now: dt-a finished/);
    assert.deepEqual([callers(), left()], [[PROGRAM.accessKeyId], []]);
  });

  it("waits in the provider if a transform has dropped its hook, and says which process had no credentials", async () => {
    finished();
    const { output } = await run("up", withKeys(gateProgram({}, { transforms: [dropHook] })));
    assert.match(output, /\[credentials\] no credentials found\. Checked in this order/);
    assert.ok(
      output.includes(
        "Pulumi's provider process, which does not see what the program writes into its own process.env, " +
          `looked itself, because the program left no result in ${handOverFolder(temporary)} ` +
          "(a transform may have dropped its hook, TMPDIR may differ between the two processes, or the program could not " +
          "write it)",
      ),
      output,
    );
    assert.deepEqual(callers(), []);
  });

  it("looks in the provider too if the two processes have different folders for temporary files", async () => {
    finished();
    const other = mkdtempSync(join(temporary, "other-"));
    const opened = await run("up", withKeys(gateProgram({})), { ...variables(HOST), TMPDIR: other });
    assert.deepEqual([opened.error, callers()], [undefined, [PROGRAM.accessKeyId, HOST.accessKeyId]]);
    await stack.dispose();
    const { output } = await run("up", withKeys(gateProgram({})), { TMPDIR: other });
    assert.ok(output.includes(`[credentials]`) && output.includes(`no result in ${handOverFolder(other)} `), output);
  });

  it("looks in the provider too if the folder is not this user's alone, and its error names the folder", async () => {
    finished();
    const folder = handOverFolder(temporary);
    chmodSync(folder, 0o755);
    try {
      const opened = await run("up", withKeys(gateProgram({})), variables(HOST));
      assert.deepEqual([opened.error, callers()], [undefined, [PROGRAM.accessKeyId, HOST.accessKeyId]]);
      await stack.dispose();
      const { output } = await run("up", withKeys(gateProgram({})));
      assert.match(
        output,
        /\[credentials\].* looked itself, because \S+ is not a folder that only this user can read and write/,
      );
      assert.ok(output.includes(folder));
    } finally {
      chmodSync(folder, 0o700);
    }
  });
});
