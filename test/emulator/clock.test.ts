import assert from "node:assert/strict";
import { NOW, task, useEmulator } from "./useEmulator";

const EXPORT = { BakSetId: "b-1", FormatType: "csv", TargetType: "URL" };

describe("the emulator's clock", () => {
  const used = useEmulator();
  const state = async () => (await used.call()).body.Data.Content.List[0].DownloadStatus;

  it("stays where it is until it is moved", () => {
    assert.equal(used.emulator.now(), NOW);
    used.emulator.advance("1h30m");
    used.emulator.advance(0.5);
    assert.equal(used.emulator.now(), NOW + 5_400_500);
  });

  it("decides the state of a task", async () => {
    used.emulator.addTasks([task("dt-a", 0, { queueing: 60, running: 3600, targetType: "URL" })]);
    const states = [await state()];
    for (const time of ["90s", "1h", "3d"]) {
      used.emulator.advance(time);
      states.push(await state());
    }
    assert.deepEqual(states, ["queueing", "running", "finished", "expired"]);
  });

  it("stamps new tasks and the log of requests", async () => {
    used.emulator.advance("2d");
    const { body } = await used.call(EXPORT, { action: "CreateDownload" });
    used.emulator.addTasks([task("dt-b", -60, { instanceName: "rm-2" })]);
    const { List } = (await used.call({ InstanceName: "rm-2" })).body.Data.Content;
    const moved = NOW + 2 * 86_400_000;
    assert.deepEqual([body.Data.GmtCreate, List[0].GmtCreate], [moved, String(moved - 60_000)]);
    assert.deepEqual(
      used.emulator.requests().map(({ at }) => at),
      [moved, moved],
    );
  });

  it("ends links", async () => {
    used.emulator.addTasks([task("dt-a", -60, { targetType: "URL" })]);
    const { body } = await used.call(
      { TaskId: "dt-a", Duration: "300" },
      { action: "DescribeDownloadBackupSetStorageInfo" },
    );
    const statuses = [(await fetch(body.Data.PublicUrl)).status];
    used.emulator.advance("6m");
    statuses.push((await fetch(body.Data.PublicUrl)).status);
    assert.deepEqual(statuses, [200, 403]);
  });

  it("ends sessions", async () => {
    const session = { accessKeyId: "sts", securityToken: "token" };
    assert.equal((await used.call({}, session)).status, 200);
    used.emulator.advance("1s");
    assert.equal((await used.call({}, session)).body.Code, "InvalidSecurityToken.Expired");
  });

  it("leaves the check of time stamps and the Date of answers where the clocks of programs are", async () => {
    used.emulator.advance("6h");
    const { status, headers } = await used.call({}, { date: NOW });
    assert.deepEqual([status, Date.parse(headers.get("date") ?? "")], [200, NOW]);
    const late = await used.call({}, { date: used.emulator.now() });
    assert.equal(late.body.Code, "InvalidTimeStamp.Expired");
  });

  it("is back where it was after a reset", () => {
    used.emulator.advance("6h");
    used.emulator.reset();
    assert.equal(used.emulator.now(), NOW);
  });

  for (const time of ["", "6", "6 hours", "-1h", "1h-1m", -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`refuses to move by ${typeof time === "string" ? `the text "${time}"` : time}, and stays`, () => {
      assert.throws(() => used.emulator.advance(time), /is not a number of seconds of at least 0 or a text like "90s"/);
      assert.equal(used.emulator.now(), NOW);
    });
  }

  it("can be moved through the admin route, for tests in other languages", async () => {
    const move = async (body: unknown) => {
      const response = await fetch(`${used.emulator.url}/_admin/clock`, { method: "POST", body: JSON.stringify(body) });
      return [response.status, await response.json()];
    };
    assert.deepEqual(await move({ advance: "6h" }), [200, { now: NOW + 21_600_000 }]);
    assert.deepEqual(await move({ advance: 60 }), [200, { now: NOW + 21_660_000 }]);
    assert.deepEqual(await move({ now: 0 }), [
      400,
      { error: "the body: now is not a known field; allowed are advance" },
    ]);
    assert.equal((await move({ advance: "soon" }))[0], 400);
    assert.equal(used.emulator.now(), NOW + 21_660_000);
  });
});

describe("an emulator without a scenario", () => {
  const used = useEmulator({ now: () => NOW });
  const signed = { accessKeyId: "test-key", accessKeySecret: "test-secret" };

  it("accepts the key test-key with the secret test-secret alone, and has no tasks", async () => {
    assert.deepEqual(used.emulator.credentials(), [signed]);
    const { status, body } = await used.call({}, signed);
    assert.deepEqual([status, body.Data.Content.List], [200, []]);
    assert.equal((await used.call({}, { ...signed, accessKeySecret: "another" })).body.Code, "SignatureDoesNotMatch");
    assert.equal((await used.call()).body.Code, "InvalidAccessKeyId.NotFound");
  });

  it("accepts other identities from setCredentials until its reset", async () => {
    used.emulator.setCredentials([{ accessKeyId: "key", accessKeySecret: "secret" }]);
    assert.equal((await used.call()).status, 200);
    used.emulator.reset();
    assert.deepEqual(used.emulator.credentials(), [signed]);
  });
});
