import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../../support/tasks/exportTask";
import { useGates } from "../gateTests";
import { Marker } from "../marker";

/** An object as moment and similar libraries make it. */
class Moment {
  constructor(private readonly day: number) {}
  toJSON() {
    return `2026-01-0${this.day}T00:00:00.000Z`;
  }
}

class Build {
  #number: number;
  constructor(number: number) {
    this.#number = number;
  }
  next() {
    return this.#number + 1;
  }
}

const date = (day: number) => new Date(Date.UTC(2026, 0, day));

describe("the triggers of a gate on the real engine", function () {
  this.timeout(600_000);
  const tests = useGates();
  const { run } = tests;
  beforeEach(() => tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]));

  it("open it again if they change, whatever carries their value, and only then", async () => {
    const file = join(tests.stack.directory, "trigger");
    const carried: Record<string, (day: number) => unknown> = {
      date: (day) => date(day),
      promise: (day) => Promise.resolve({ at: [date(day)] }),
      output: (day) => pulumi.output(1).apply(() => date(day)),
      secret: (day) => pulumi.secret(1).apply(() => [date(day)]),
      moment: (day) => new Moment(day),
      address: (day) => new URL(`https://a.example/${day}`),
      bigint: (day) => BigInt(day),
      boxed: (day) => Object(day),
      text: (day) => new pulumi.asset.StringAsset(`day ${day}`),
      file: (day) => {
        writeFileSync(file, `day ${day}`);
        return new pulumi.asset.FileAsset(file);
      },
      archive: (day) => new pulumi.asset.AssetArchive({ day: new pulumi.asset.StringAsset(`day ${day}`) }),
    };
    const program = (day: number) => async () => {
      for (const [name, trigger] of Object.entries(carried)) {
        new dbs.DownloadTasksGate(name, { instanceName: "rm-1", triggers: [trigger(day)] });
      }
    };
    const ids = () => Object.fromEntries(tests.gates().map(({ urn, id }) => [urn.split("::").pop(), id]));
    assert.equal((await run("up", program(1))).error, undefined);
    const first = ids();
    const same = await run("up", program(1));
    assert.deepEqual([same.error, same.requests, ids()], [undefined, 0, first]);
    assert.equal((await run("up", program(2))).error, undefined);
    const second = ids();
    const kept = Object.keys(carried).filter((name) => second[name] === first[name]);
    assert.deepEqual([Object.keys(second).length, kept], [Object.keys(carried).length, []]);
  });

  it("are refused by name in the preview if their value would be lost, and nothing is sent", async () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    const lost: unknown[] = [
      pulumi.output(date(1) as unknown),
      pulumi.output({ at: date(1) } as unknown),
      pulumi.all([date(1) as unknown]),
      pulumi.secret(date(1) as unknown),
      new Build(1),
      new Map([["a", 1]]),
      new Set([1]),
      () => 1,
      new Date("x"),
      Number.NaN,
      cycle,
    ];
    const { output, requests, error } = await run("preview", async () => {
      new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", triggers: lost });
    });
    assert.ok(error);
    for (const path of ["[0]", "[1].at", "[2][0]", "[3]", "[4]", "[5]", "[6]", "[7]", "[8]", "[9]", "[10][0]"]) {
      assert.ok(output.includes(`gate' has a problem: triggers${path} `), `${path}\n${output}`);
    }
    assert.equal(requests, 0);
  });

  it("are no change if an empty list of them comes or goes, and the gate stays known to what uses it", async () => {
    const program = (more: dbs.DownloadTasksGateArgs) => async () => {
      const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", ...more });
      new Marker("after", { gateId: gate.id, summary: gate.summary });
    };
    assert.equal((await run("up", program({}))).error, undefined);
    const [{ id } = {}] = tests.gates();
    const changed: dbs.DownloadTasksGateArgs = { triggers: [], timeout: "2h", pollInterval: 5, network: "public" };
    const preview = await run("preview", program({ ...changed, failOn: ["failed", "expired", "failed"] }));
    assert.deepEqual([preview.error, preview.requests], [undefined, 0]);
    assert.match(preview.output, /3 unchanged/);
    const { error, requests } = await run("up", program(changed));
    assert.deepEqual([error, requests, tests.gates()[0]?.id], [undefined, 0, id]);
    assert.deepEqual([tests.gates()[0]?.inputs?.timeout, tests.gates()[0]?.inputs?.network], ["2h", "public"]);
  });
});
