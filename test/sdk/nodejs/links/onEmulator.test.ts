import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import type { Emulator } from "../../../../sdk/emulator/emulator";
import type { EmulatedTask } from "../../../../sdk/emulator/scenario";
import { startEmulator } from "../../../../sdk/emulator/startEmulator";
import { keepEnvironment } from "../../../support/keepEnvironment";
import { leaveMocks } from "../../../support/leaveMocks";
import { runProgram } from "../../../support/runProgram";

const KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: "LTAIlinkTests", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "S3cr3tOfTheLinkTests" };
const SETTINGS = { ALIBABA_CLOUD_REGION: "cn-hangzhou", ...KEYS };
const LINKS = "DescribeDownloadBackupSetStorageInfo";

const urlTask = (taskId: string, more: Partial<EmulatedTask> = {}): EmulatedTask => ({
  taskId,
  instanceName: "rm-1",
  createdIn: -60,
  targetType: "URL",
  ...more,
});
const promised = <T>(output: pulumi.Output<T>) => (output as unknown as { promise(): Promise<T> }).promise();

describe("links and support, on the emulator", () => {
  const restore = keepEnvironment();
  let emulator: Emulator;
  before(async () => {
    leaveMocks();
    const accessKeySecret = KEYS.ALIBABA_CLOUD_ACCESS_KEY_SECRET;
    emulator = await startEmulator({
      scenario: {
        credentials: [KEYS.ALIBABA_CLOUD_ACCESS_KEY_ID, "LTAIpoor"].map((accessKeyId) => ({
          accessKeyId,
          accessKeySecret,
        })),
        denied: ["LTAIpoor"],
      },
    });
    Object.assign(process.env, SETTINGS, { ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url });
  });
  beforeEach(() => emulator.reset());
  after(async () => {
    restore();
    await emulator.close();
  });

  describe("getDownloadUrl", () => {
    it("returns links that open the files until they expire", async () => {
      emulator.addTasks([urlTask("dt-a")]);
      const before = Date.now();
      const result = await dbs.getDownloadUrl({ taskId: "dt-a", instanceName: "rm-1", duration: "10m" });
      const { publicUrl = "", privateUrl = "", expiresAt = "", ...rest } = result;
      assert.deepEqual(rest, { taskId: "dt-a", instanceName: "rm-1", regionCode: "cn-hangzhou", expired: false });
      for (const url of [publicUrl, privateUrl]) assert.match(await (await fetch(url)).text(), /^id,name\n/);
      const seconds = Math.floor(before / 1000) + 600;
      assert.match(expiresAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
      assert.ok(Date.parse(expiresAt) >= seconds * 1000 && Date.parse(expiresAt) <= Date.now() + 600_000);
      assert.equal(emulator.requests()[0]?.parameters.Duration, "600");
    });

    it("says what is the matter with a task that has no link", async () => {
      emulator.addTasks([
        urlTask("dt-old", { expiresIn: 10 }),
        urlTask("dt-running", { running: 3600 }),
        urlTask("dt-failed", { outcome: "failed" }),
        urlTask("dt-oss", { targetType: "OSS" }),
      ]);
      const ask = (taskId: string) => dbs.getDownloadUrl({ taskId, instanceName: "rm-1" });
      const old = { taskId: "dt-old", instanceName: "rm-1", regionCode: "cn-hangzhou", expired: true };
      assert.deepEqual(await ask("dt-old"), old);
      await assert.rejects(ask("dt-running"), {
        kind: "conflict",
        message: /dt-running is running \(\d+\/10 tables\)/,
      });
      await assert.rejects(ask("dt-failed"), { kind: "conflict", message: /dt-failed failed/ });
      await assert.rejects(ask("dt-oss"), { kind: "arguments", message: /dt-oss is an export to OSS/ });
      await assert.rejects(ask("dt-x"), { kind: "arguments", message: /dt-x is not listed for rm-1/ });
    });

    it("names the action that RAM denies", async () => {
      process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = "LTAIpoor";
      try {
        await assert.rejects(dbs.getDownloadUrl({ taskId: "dt-a" }), {
          kind: "denied",
          message: new RegExp(`allows dbs:${LINKS} `),
        });
        await assert.rejects(dbs.getDownloadSupport({ instanceName: "rm-1" }), {
          kind: "denied",
          message: /allows dbs:DescribeDownloadSupport /,
        });
      } finally {
        process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = KEYS.ALIBABA_CLOUD_ACCESS_KEY_ID;
      }
    });

    it("ends when the signal of withSignal is aborted", async () => {
      emulator.addFaults([{ connection: "silent", times: 100 }]);
      const calls: (() => Promise<unknown>)[] = [
        () => dbs.getDownloadUrl({ taskId: "dt-a" }),
        () => dbs.getDownloadSupport({ instanceName: "rm-1" }),
      ];
      for (const call of calls) {
        emulator.clearRequests();
        const controller = new AbortController();
        const asked = setInterval(() => {
          if (emulator.requests().length > 0) controller.abort();
        }, 5);
        await assert.rejects(dbs.withSignal(controller.signal, call), { kind: "cancelled" });
        clearInterval(asked);
      }
    });

    it("writes no link into its debug lines, even if every field of a failed answer holds one", async () => {
      emulator.addTasks([urlTask("dt-a")]);
      const link = "https://dbs-1.example/dt-a?Expires=1&Signature=PLANTED";
      const fields = {
        Code: "ServiceUnavailable",
        Message: link,
        RequestId: link,
        HostId: link,
        Data: { PublicUrl: link },
      };
      const headers = { "x-acs-retry-after": "1" };
      emulator.addFaults([
        { from: 1, status: 503, headers, body: fields },
        { from: 2, status: 502, headers: { ...headers, "content-type": link }, body: link },
        { from: 3, headers, body: { Success: "true", Data: { PublicUrl: `ftp:${link}` } } },
      ]);
      const { output, code } = await runProgram(
        `const dbs = require("pulumi-alicloud-dbs");
        dbs.getDownloadUrl({ taskId: "dt-a" }).then(({ expired, publicUrl }) => console.log("done", expired, publicUrl.length > 100));`,
        { ...SETTINGS, ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url, NODE_DEBUG: "alicloud-dbs" },
      );
      assert.match(output, /done false true/);
      assert.equal(code, 0);
      // Three attempts failed, and each has a line.
      assert.equal(output.match(/ALICLOUD-DBS .*attempt \d failed/g)?.length, 3, output);
      assert.doesNotMatch(output, /PLANTED|Signature|:\/\//i);
    }).timeout(600_000);
  });

  describe("getDownloadUrlOutput", () => {
    it("takes outputs, and its whole result is a secret", async () => {
      emulator.addTasks([urlTask("dt-a")]);
      const output = dbs.getDownloadUrlOutput({ taskId: pulumi.output("dt-a"), instanceName: "rm-1" });
      const { expired, publicUrl } = await promised(output);
      assert.equal(expired, false);
      assert.match(publicUrl ?? "", /^http:/);
      const secrets = [output, output.publicUrl, output.expiresAt].map(
        (each) => (each as unknown as { isSecret: Promise<boolean> }).isSecret,
      );
      assert.deepEqual(await Promise.all(secrets), [true, true, true]);
    });

    it("names no secret argument in its error", async () => {
      const output = dbs.getDownloadUrlOutput({ taskId: pulumi.secret("dt-hush"), instanceName: "rm-1" });
      await assert.rejects(promised(output), (error: dbs.DbsError) => {
        assert.match(error.message, /\[secret\] is not listed for rm-1/);
        assert.doesNotMatch(JSON.stringify(error) + error.stack, /hush/);
        return error.kind === "arguments";
      });
    });

    it("fails if the task comes to nothing, and uses two hours if the duration does", async () => {
      const nothing = pulumi.output(undefined) as unknown as pulumi.Output<string>;
      await assert.rejects(promised(dbs.getDownloadUrlOutput({ taskId: nothing })), {
        kind: "arguments",
        message: /^\[arguments\] getDownloadUrlOutput: taskId was given, but its Output or Promise came to nothing/,
      });
      emulator.addTasks([urlTask("dt-a")]);
      emulator.clearRequests();
      await promised(dbs.getDownloadUrlOutput({ taskId: "dt-a", duration: nothing }));
      assert.equal(emulator.requests()[0]?.parameters.Duration, "7200");
    });
  });

  describe("getDownloadSupport", () => {
    it("says whether an instance is supported", async () => {
      emulator.setExportRules({ unsupported: ["rm-old"] });
      const support = async (instanceName: string) => (await dbs.getDownloadSupport({ instanceName })).supported;
      assert.deepEqual([await support("rm-1"), await support("rm-old")], [true, false]);
      assert.deepEqual(await dbs.getDownloadSupport({ instanceName: "dds-1", clusterName: "d-1" }), {
        instanceName: "dds-1",
        clusterName: "d-1",
        regionCode: "cn-hangzhou",
        supported: true,
      });
    });

    it("fails for an instance that does not exist", async () => {
      emulator.setExportRules({ instances: ["rm-1"] });
      await assert.rejects(dbs.getDownloadSupport({ instanceName: "rm-2" }), {
        kind: "arguments",
        message: /instance not found/,
      });
    });
  });

  describe("getDownloadSupportOutput", () => {
    it("gives the answer to apply as a boolean, so that a program can stop there", async () => {
      emulator.setExportRules({ unsupported: ["rm-old"] });
      const stop = (instanceName: string) =>
        dbs.getDownloadSupportOutput({ instanceName: pulumi.output(instanceName) }).apply(({ supported }) => {
          if (!supported) throw new Error(`${instanceName} is not supported`);
          return "go on";
        });
      assert.equal(await promised(stop("rm-1")), "go on");
      await assert.rejects(promised(stop("rm-old")), { message: "rm-old is not supported" });
    });

    it("is not a secret unless an argument is", async () => {
      const isSecret = (instanceName: pulumi.Input<string>) =>
        (dbs.getDownloadSupportOutput({ instanceName }) as unknown as { isSecret: Promise<boolean> }).isSecret;
      assert.deepEqual([await isSecret("rm-1"), await isSecret(pulumi.secret("rm-1"))], [false, true]);
    });
  });
});
