import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import type { EmulatedTask } from "../../sdk/emulator/scenario";
import { writeDocPrograms } from "../support/docPrograms";
import { useGates } from "./gateTests";
import { inUserProject } from "./inUserProject";
import { Marker } from "./marker";
import type { EngineOperation } from "./temporaryStack";

/** Matches every part of a link of the emulator that is a secret, and the planted one. */
const LINK = /.{0,60}(Signature=|OSSAccessKeyId|\/_files\/|dbs_target_file_path|PLANTED).{0,60}/;
const PLANTED = "https://dbs-1.example/dt-url?Expires=1&Signature=PLANTED";

/** Dynamic provider that fetches a link in its own create, reads the file and keeps only the number of its lines. */
const LOADER = `exports.handler = () => ({ create: async (inputs) => {
  const dbs = require("module").createRequire(process.cwd() + "/")("pulumi-alicloud-dbs");
  const { publicUrl } = await dbs.getDownloadUrl({ taskId: inputs.taskId, instanceName: "rm-1" });
  const lines = (await (await fetch(publicUrl)).text()).trim().split("\\n").length;
  return { id: "loaded", outs: { ...inputs, lines } };
} })`;

class Loader extends pulumi.CustomResource {
  declare readonly lines: pulumi.Output<number>;
  constructor(name: string, taskId: pulumi.Input<string>) {
    super("pulumi-nodejs:dynamic/test:Loader", name, { __provider: LOADER, taskId, lines: undefined });
  }
}

const urlTask: EmulatedTask = { taskId: "dt-url", instanceName: "rm-1", createdIn: -60, targetType: "URL" };

describe("links on the real engine", function () {
  this.timeout(600_000);
  const tests = useGates();
  const outputs = () => tests.stack.state().resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
  /** Runs an operation, and returns the first part of a link that it wrote or that the state has in the clear. */
  const run = async (operation: EngineOperation, program: PulumiFn) => {
    const { output, events, error, requests } = await tests.run(operation, program);
    const told = [output, JSON.stringify(events), String(error?.message), tests.stack.stateText()];
    return { output, error, requests, leak: told.map((text) => LINK.exec(text)?.[0]).find((found) => found) };
  };
  /** The loader's process gets the stack's configuration, and with it the keys, because of the gate. */
  const loading: PulumiFn = async () => {
    const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", taskIds: ["dt-url"] });
    return {
      lines: new Loader(
        "loader",
        gate.ids.apply((ids) => ids?.[0] ?? ""),
      ).lines,
    };
  };

  it("leave no trace in the state, the events and the output of a program whose loader fetches them", async () => {
    tests.emulator.addTasks([urlTask]);
    for (const operation of ["preview", "up", "refresh"] as const) {
      const { output, error, leak } = await run(operation, loading);
      assert.deepEqual([error, leak], [undefined, undefined], output);
    }
    assert.equal(outputs()?.lines, 3, "the loader has read the file");
  });

  it("leave no trace of the loader that the reference shows, in a project of a user", async () => {
    tests.emulator.addTasks([urlTask]);
    await inUserProject(tests.stack, async (folder) => {
      const shown = writeDocPrograms(folder, "").find(({ code }) => code.includes("class FileLoader"));
      const { FileLoader } = await import(shown?.file ?? "");
      const { output, error, leak } = await run("up", async () => {
        const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", taskIds: ["dt-url"] });
        new FileLoader("loader", { taskId: gate.ids.apply((ids) => ids?.[0] ?? ""), instanceName: "rm-1" });
      });
      assert.deepEqual([error, leak], [undefined, undefined], output);
    });
    const links = tests.emulator.requests().filter(({ action }) => action.includes("StorageInfo"));
    assert.deepEqual(
      links.map(({ code }) => code),
      ["Success"],
    );
  });

  it("are unknown in a preview, which sends nothing, and a secret of the stack that exports them", async () => {
    tests.emulator.addTasks([urlTask]);
    const program: PulumiFn = async () => {
      const marker = new Marker("marker", {});
      const taskId = marker.createdAt.apply(() => "dt-url");
      const link = dbs.getDownloadUrlOutput({ taskId, instanceName: "rm-1" });
      const known = dbs.getDownloadUrlOutput({ taskId: "dt-url" });
      return { link, url: link.publicUrl, known: known.privateUrl };
    };
    const preview = await run("preview", program);
    assert.deepEqual([preview.error, preview.requests, preview.leak], [undefined, 0, undefined], preview.output);
    const up = await run("up", program);
    assert.deepEqual([up.error, up.requests, up.leak], [undefined, 2, undefined], up.output);
    for (const name of ["link", "url", "known"]) {
      assert.match(up.output, new RegExp(`${name} *: \\[secret\\]`));
      assert.match(JSON.stringify(outputs()?.[name]), /"ciphertext":"/);
    }
    // The next preview has a state with links, and still asks for none.
    const again = await run("preview", program);
    assert.deepEqual([again.error, again.requests, again.leak], [undefined, 0, undefined], again.output);
  });

  it("stand in no error of the program or of its loader, even if the answer of the service is broken", async () => {
    tests.emulator.addTasks([urlTask]);
    const exporting: PulumiFn = async () => ({ link: dbs.getDownloadUrlOutput({ taskId: "dt-url" }) });
    const bodies = [
      { Success: "true", Data: { PublicUrl: `ftp:${PLANTED}` } },
      { Success: "false", Code: "DBS.DownloadTask.NotSupport", Message: PLANTED, RequestId: PLANTED },
    ];
    for (const body of bodies) {
      for (const program of [exporting, loading]) {
        tests.emulator.addFaults([{ action: "DescribeDownloadBackupSetStorageInfo", times: 3, body }]);
        const { output, error, leak } = await run("up", program);
        assert.ok(error !== undefined);
        assert.match(output, /DescribeDownloadBackupSetStorageInfo in cn-hangzhou: /);
        assert.equal(leak, undefined, output);
        tests.emulator.reset();
        tests.emulator.addTasks([urlTask]);
      }
    }
  });

  it("refuse a wrong argument in the preview", async () => {
    const program: PulumiFn = async () => ({ link: dbs.getDownloadUrlOutput({ taskId: "dt-url", duration: "25h" }) });
    const { output, error, requests } = await run("preview", program);
    assert.ok(error !== undefined);
    assert.match(
      output,
      /\[arguments\] getDownloadUrlOutput: duration is "25h", but must be a duration from 5m to 24h/,
    );
    assert.equal(requests, 0);
  });
});

describe("support on the real engine", function () {
  this.timeout(600_000);
  const tests = useGates();
  const program =
    (instanceName: string): PulumiFn =>
    async () => {
      const isSupported = dbs.getDownloadSupportOutput({ instanceName }).apply(({ supported }) => {
        if (!supported) throw new Error(`${instanceName} can't be exported`);
        return supported;
      });
      new Marker("marker", { isSupported });
    };
  const markers = () => tests.stack.state().resources.filter(({ type }) => type.includes("Marker"));

  it("lets a program stop before it creates anything, in the preview already", async () => {
    tests.emulator.setExportRules({ unsupported: ["rm-old"] });
    for (const operation of ["preview", "up"] as const) {
      const { output, error } = await tests.run(operation, program("rm-old"));
      assert.ok(error !== undefined);
      assert.match(output, /rm-old can't be exported/);
    }
    assert.deepEqual(markers(), []);
    const { error, requests } = await tests.run("up", program("rm-1"));
    assert.deepEqual([error, requests, markers().length], [undefined, 1, 1]);
  });
});
