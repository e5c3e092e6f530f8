import assert from "node:assert/strict";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import { SIGNATURE, UNKNOWN } from "../../../provider/core/pulumiMarks";
import { useGates } from "../gateTests";

const ITEM = { TaskId: "dt-a", DownloadStatus: "finished", GmtCreate: "1661234567890" };
/** Fields of a task that the engine could not carry as they are, as JSON, by name of a gate. */
const FIELDS: Readonly<Record<string, string>> = {
  "unknown-value": JSON.stringify({ TargetPath: UNKNOWN, New: { list: [UNKNOWN] }, DbList: [UNKNOWN] }),
  "secret-without-value": JSON.stringify({ New: { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270" } }),
  "unknown-signature": JSON.stringify({ New: [{ [SIGNATURE]: "x" }], [SIGNATURE]: "y" }),
  "resource-reference": JSON.stringify({ New: { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: 1 } }),
  asset: JSON.stringify({ New: { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", path: "/etc/passwd" } }),
  "half-a-pair": JSON.stringify({ TargetPath: "oss://\ud800", New: { "\udc00": "\udc00" } }),
  prototype: '{"__proto__":{"a":1},"New":{"__proto__":{"b":1},"constructor":1}}',
  "number-beyond-bounds": '{"New":[1e999,-1e999]}',
  nested: `{"New":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
};

describe("an answer that the engine could not carry as it is", function () {
  this.timeout(600_000);
  const tests = useGates();
  /** Makes a gate for each field, each on its own instance and so with its own answer, one after the other. */
  const program: PulumiFn = async () => {
    const made: dbs.DownloadTasksGate[] = [];
    for (const name of Object.keys(FIELDS)) {
      const dependsOn = made.slice(-1);
      made.push(new dbs.DownloadTasksGate(name, { instanceName: `rm-${name}`, timeout: 0 }, { dependsOn }));
    }
    return { tasks: made.map(({ tasks }) => tasks) };
  };

  it("opens the gate, is recorded as text, and stays as it is at the next up", async () => {
    const calls = Object.values(FIELDS).map((fields) => {
      const item = `{${JSON.stringify(ITEM).slice(1, -1)},${fields.slice(1)}`;
      return `{"RequestId":"r-1","Success":"true","Data":{"TotalElements":"1","Content":{"List":[${item}]}}}`;
    });
    // The hook looks, and then the provider's process may look.
    const looks = calls.flatMap((body) => [body, body]);
    tests.emulator.addFaults(looks.map((body, at) => ({ from: at + 1, body })));
    const { output, error } = await tests.run("up", program);
    assert.equal(error, undefined, output);
    assert.deepEqual(
      tests.gates().map(({ outputs }) => outputs?.ids),
      Object.keys(FIELDS).map(() => ["dt-a"]),
    );
    const again = await tests.run("up", program);
    assert.match(again.output, new RegExp(`${Object.keys(FIELDS).length + 1} unchanged`));
  });
});
