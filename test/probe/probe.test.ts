import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "../../sdk/emulator/emulator";
import type { EmulatedTask } from "../../sdk/emulator/scenario";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { scenarioOf } from "../support/tasks/exportTask";
import type { PageWish, ReadPage } from "./check";
import { connect } from "./connect";
import { CHECKS, probe } from "./probe";

const [KEY_ID, SECRET, INSTANCE] = ["LTAIprobeTests", "S3cr3tOfTheProbeTests", "rm-probetests"];
const ROOT = join(__dirname, "..", "..");
/** Whole seconds, so that listed creation times have none of a second's parts. */
const NOW = Math.floor(Date.now() / 1000) * 1000;
const DAY = 24 * 3600;

/** 150 tasks, one in three hours. Each tenth failed, each third is of type URL, and the older ones of those have expired. */
const history: EmulatedTask[] = Array.from({ length: 150 }, (_, at) => ({
  taskId: `dt-${at}`,
  instanceName: INSTANCE,
  createdIn: -3 * 3600 * (at + 1),
  outcome: at % 10 === 5 && at > 5 ? "failed" : "finished",
  targetType: at % 3 === 0 ? "URL" : "OSS",
  ...(at % 3 === 0 ? {} : { targetPath: `oss://exports/path/dt-${at}` }),
}));

describe("the probe", () => {
  let emulator: Emulator;
  let read: ReadPage;
  const environment = () => ({
    ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url,
    ALIBABA_CLOUD_REGION: "cn-hangzhou",
    ALIBABA_CLOUD_ACCESS_KEY_ID: KEY_ID,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
  });
  before(async () => {
    const scenario = scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET });
    emulator = await startEmulator({ scenario, now: () => NOW });
    read = await connect({ instanceName: INSTANCE }, environment());
  });
  beforeEach(() => {
    emulator.reset();
    emulator.addTasks(history);
  });
  after(() => emulator.close());

  /** Returns the verdicts by assumption. */
  const verdicts = async (reader: ReadPage = read) => {
    const findings = await probe(reader, NOW);
    for (const { why } of findings) assert.doesNotMatch(why, /dt-|rm-|exports|LTAI|S3cr3t/);
    return Object.fromEntries(findings.map(({ assumption, verdict }) => [assumption, verdict]));
  };
  /** Makes a service that understands each request in a wrong way. */
  const lying =
    (wrong: (wish: PageWish) => PageWish): ReadPage =>
    (wish) =>
      read(wrong(wish));
  const rounded = (time: number | undefined) => (time === undefined ? undefined : Math.floor(time / 1000) * 1000);
  const without =
    (...names: (keyof PageWish)[]) =>
    (wish: PageWish): PageWish =>
      Object.fromEntries(Object.entries(wish).filter(([name]) => !names.includes(name as keyof PageWish)));

  it("finds that an honest service keeps every assumption that its list can confirm", async () => {
    const { "A failed task blocks new ones": failed, ...others } = await verdicts();
    assert.equal(failed, "does not hold");
    assert.deepEqual(
      Object.entries(others).filter(([, verdict]) => verdict !== "holds"),
      [["Only one task of an instance is unfinished, and queueing counts", "can't tell"]],
    );
    assert.ok(emulator.requests().length <= 12, `${emulator.requests().length} calls`);
  });

  const lies: [what: string, assumption: string, reader: () => ReadPage][] = [
    ["ignores OrderDirect", "OrderDirect is honoured", () => lying(without("orderDirect"))],
    [
      "ignores StartTime and EndTime",
      "StartTime and EndTime compare the creation time, to the millisecond, both included",
      () => lying(without("startTime", "endTime")),
    ],
    [
      "compares whole seconds",
      "StartTime and EndTime compare the creation time, to the millisecond, both included",
      () =>
        lying(({ startTime, ...wish }) => {
          const start = rounded(startTime);
          return start === undefined ? wish : { ...wish, startTime: start };
        }),
    ],
    [
      "compares another time",
      "StartTime and EndTime compare the creation time, to the millisecond, both included",
      () =>
        lying(({ startTime, ...wish }) =>
          startTime === undefined ? wish : { ...wish, startTime: startTime + 60_000 },
        ),
    ],
    ["ignores State", "State keeps exactly the tasks that are in it now", () => lying(without("state"))],
    [
      "gives small pages",
      "A page holds what was asked for",
      () => lying(({ pageSize = 100, ...wish }) => ({ ...wish, pageSize: Math.min(pageSize, 30) })),
    ],
    ["repeats page 1", "Pages follow each other, and the last one is short", () => lying(without("currentPage"))],
    [
      "counts without the filters",
      "Totals count what the filters leave",
      () => async (wish) => {
        const page = await read(wish);
        const { totalElements } = await read({});
        return { ...page, ...(totalElements === undefined ? {} : { totalElements }) };
      },
    ],
  ];
  for (const [what, assumption, reader] of lies) {
    it(`finds that "${assumption}" does not hold if the service ${what}`, async () => {
      assert.equal((await verdicts(reader()))[assumption], "does not hold");
    });
  }

  const odd: [what: string, assumption: string, task: Partial<EmulatedTask>][] = [
    ["a task of half a second", "Listed creation times have whole seconds", { createdIn: -0.5 }],
    [
      "a path without a bucket",
      "TargetPath stands on OSS tasks alone, as oss://bucket/path",
      { targetType: "OSS", targetPath: "test_db/path" },
    ],
    ["an expired OSS task", "Only exports of type URL expire", { targetType: "OSS", expiresIn: 0 }],
  ];
  for (const [what, assumption, task] of odd) {
    it(`finds that "${assumption}" does not hold if the list has ${what}`, async () => {
      emulator.addTasks([{ taskId: "dt-odd", instanceName: INSTANCE, createdIn: -DAY, ...task }]);
      assert.equal((await verdicts())[assumption], "does not hold");
    });
  }

  it("finds that two tasks of an instance may be unfinished at once if it sees them", async () => {
    emulator.addTasks(
      ["dt-x", "dt-y"].map((taskId) => ({ taskId, instanceName: INSTANCE, createdIn: -1, queueing: DAY })),
    );
    const assumption = "Only one task of an instance is unfinished, and queueing counts";
    assert.equal((await verdicts())[assumption], "does not hold");
  });

  it("can't tell anything from an empty list", async () => {
    emulator.reset();
    const found = Object.entries(await verdicts()).filter(([, verdict]) => verdict !== "can't tell");
    assert.deepEqual(found, []);
  });

  it("can't tell what a failed call was for, and goes on with the others", async () => {
    const failing: ReadPage = (wish) =>
      wish.state === undefined ? read(wish) : Promise.reject(Object.assign(new Error("dt-1"), { kind: "denied" }));
    const found = await verdicts(failing);
    assert.equal(found["State keeps exactly the tasks that are in it now"], "can't tell");
    assert.equal(found["OrderDirect is honoured"], "holds");
  });

  it("has a heading for each of its checks in docs/assumptions.md", () => {
    const page = readFileSync(join(ROOT, "docs", "assumptions.md"), "utf8");
    for (const { assumption } of CHECKS) assert.ok(page.includes(`### ${assumption}\n`), assumption);
  });

  describe("as npm run probe", function () {
    this.timeout(600_000);
    const command = async (args: string[], settings = {}) => {
      const program = ["-r", "ts-node/register/transpile-only", "test/probe/main.ts", ...args];
      const env = { PATH: process.env.PATH, ...environment(), ...settings };
      return await promisify(execFile)(process.execPath, program, { cwd: ROOT, env }).then(
        ({ stdout, stderr }) => ({ output: stdout + stderr, code: 0 }),
        ({ stdout, stderr, code }: { stdout: string; stderr: string; code: number }) => ({
          output: stdout + stderr,
          code,
        }),
      );
    };

    it("prints one line for each check, and neither ids nor secrets", async () => {
      const { output, code } = await command(["--instance", INSTANCE]);
      assert.equal(code, 0, output);
      assert.equal(
        output.split("\n").filter((line) => /^(holds|does not hold|can't tell) /.test(line)).length,
        CHECKS.length,
      );
      assert.doesNotMatch(output, new RegExp([KEY_ID, SECRET, INSTANCE, "dt-\\d", "oss://exports"].join("|")));
    });

    for (const [what, args, settings, message] of [
      [
        "keys that are refused",
        ["--instance", INSTANCE],
        { ALIBABA_CLOUD_ACCESS_KEY_SECRET: "other" },
        /\[credentials\]/,
      ],
      ["an instance that can't be one", ["--instance", " "], {}, /\[arguments\]/],
      ["no instance", [], {}, /--instance is required/],
    ] as const) {
      it(`says what is wrong with ${what}, and shows no name`, async () => {
        const { output, code } = await command([...args], settings);
        assert.equal(code, 2);
        assert.match(output, message);
        assert.doesNotMatch(output, new RegExp([KEY_ID, SECRET, INSTANCE].join("|")));
      });
    }
  });
});
