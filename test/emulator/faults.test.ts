import assert from "node:assert/strict";
import type { Fault } from "../../sdk/emulator/scenario";
import { task, useEmulator } from "./useEmulator";

describe("the emulator", () => {
  const used = useEmulator();

  describe("with a fault", () => {
    const fails = (fault: Fault) => {
      used.emulator.addFaults([fault]);
      return used.call();
    };
    it("sends the scripted status, headers and body once, then answers normally", async () => {
      const { status, headers, body } = await fails({
        status: 429,
        headers: { "x-acs-retry-after": "5" },
        body: { Code: "Throttling" },
      });
      assert.deepEqual([status, headers.get("x-acs-retry-after"), body.Code], [429, "5", "Throttling"]);
      assert.equal((await used.call()).status, 200);
    });
    it("refuses with a known code, status and message, and does not carry the operation out", async () => {
      for (const [refuse, status, message] of [
        ["DBS.DownloadTask.DbTypeNotSupport", 200, "DBS DownloadTask DbTypeNotSupport."],
        ["DBS.NotExists", 404, "data source do not existed."],
      ] as const) {
        const answer = await fails({ refuse });
        assert.deepEqual([answer.status, answer.body.Code, answer.body.Message], [status, refuse, message]);
      }
      assert.deepEqual(
        used.emulator.requests().map(({ done }) => done),
        [false, false],
      );
    });
    it("can refuse with another status than the usual one", async () => {
      const { status, body } = await fails({ refuse: "DBS.NoPermissionException", status: 200 });
      assert.deepEqual([status, body.Success, body.Code], [200, "false", "DBS.NoPermissionException"]);
    });
    it("applies the fault to exactly the calls that it names", async () => {
      used.emulator.addFaults([{ from: 2, times: 2, status: 503, body: {} }]);
      const statuses = [];
      for (let at = 0; at < 4; at++) statuses.push((await used.call()).status);
      assert.deepEqual(statuses, [200, 503, 503, 200]);
    });
    for (const [connection, title] of [
      ["reset", "resets the connection"],
      ["hang-up", "closes the connection without an answer"],
      ["truncated", "closes the connection in the middle of the answer"],
    ] as const) {
      it(title, async () => {
        await assert.rejects(fails({ connection }));
      });
    }
    it("can compress its answer", async () => {
      const { headers, body } = await fails({ gzip: true });
      assert.deepEqual([headers.get("content-encoding"), body.Success], ["gzip", "true"]);
    });
    it("can delay its answer", async () => {
      const before = performance.now();
      await fails({ delay: 200 });
      assert.ok(performance.now() - before >= 199);
    });
    it("can have a clock that is ahead", async () => {
      assert.equal((await fails({ clockAhead: 3_600_000 })).body.Code, "InvalidTimeStamp.Expired");
    });
    it("can change the list between two calls", async () => {
      used.emulator.addTasks([task("a", -20)]);
      used.emulator.addFaults([{ from: 2, add: [task("b", -10)], remove: ["a"] }]);
      assert.deepEqual([await used.ids({}), await used.ids({})], [["a"], ["b"]]);
    });
  });

  describe("on its admin route", () => {
    const admin = async (method: string, path: string, body?: unknown) => {
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      const response = await fetch(`${used.emulator.url}/_admin/${path}`, init);
      return { status: response.status, value: JSON.parse(await response.text()) };
    };
    it("adds, changes and removes tasks", async () => {
      assert.equal((await admin("POST", "tasks", [task("x", -60, { running: 600 })])).status, 200);
      assert.equal((await admin("PATCH", "tasks/x", { running: 0 })).status, 200);
      assert.equal((await used.call()).body.Data.Content.List[0].DownloadStatus, "finished");
      assert.equal((await admin("DELETE", "tasks/x")).status, 200);
      assert.deepEqual(await used.ids({}), []);
    });
    it("adds faults, and returns and clears the log of requests", async () => {
      await admin("POST", "faults", [{ status: 503, body: {} }]);
      assert.equal((await used.call()).status, 503);
      const { value } = await admin("GET", "requests");
      assert.deepEqual([value.length, value[0].accessKeyId, value[0].signatureValid], [1, "key", true]);
      await admin("DELETE", "requests");
      assert.deepEqual(used.emulator.requests(), []);
    });
    it("reports a malformed task, an unknown task and an unknown route", async () => {
      assert.match((await admin("POST", "tasks", [{}])).value.error, /tasks\[0\] needs taskId/);
      assert.equal((await admin("PATCH", "tasks/nobody", {})).status, 404);
      assert.equal((await admin("GET", "nothing")).status, 404);
    });
  });
});
