import assert from "node:assert/strict";
import type { Fault } from "./scenario";
import { task, useEmulator } from "./useEmulator";

describe("the emulator, when told so", () => {
  const used = useEmulator();

  describe("faults", () => {
    const fails = (fault: Fault) => {
      used.emulator.addFaults([fault]);
      return used.call();
    };
    it("answers with the scripted status, headers and body, once, then as usual", async () => {
      const { status, headers, body } = await fails({
        status: 429,
        headers: { "x-acs-retry-after": "5" },
        body: { Code: "Throttling" },
      });
      assert.deepEqual([status, headers.get("x-acs-retry-after"), body.Code], [429, "5", "Throttling"]);
      assert.equal((await used.call()).status, 200);
    });
    it("happens to the calls that it names", async () => {
      used.emulator.addFaults([{ from: 2, times: 2, status: 503, body: {} }]);
      const statuses = [];
      for (let at = 0; at < 4; at++) statuses.push((await used.call()).status);
      assert.deepEqual(statuses, [200, 503, 503, 200]);
    });
    for (const connection of ["reset", "hang-up", "truncated"] as const) {
      it(`breaks the connection: ${connection}`, async () => {
        await assert.rejects(fails({ connection }));
      });
    }
    it("compresses", async () => {
      const { headers, body } = await fails({ gzip: true });
      assert.deepEqual([headers.get("content-encoding"), body.Success], ["gzip", "true"]);
    });
    it("answers late", async () => {
      const before = performance.now();
      await fails({ delay: 200 });
      assert.ok(performance.now() - before >= 199);
    });
    it("has another time", async () => {
      assert.equal((await fails({ clockAhead: 3_600_000 })).body.Code, "InvalidTimeStamp.Expired");
    });
    it("changes the list between calls", async () => {
      used.emulator.addTasks([task("a", -20)]);
      used.emulator.addFaults([{ from: 2, add: [task("b", -10)], remove: ["a"] }]);
      assert.deepEqual([await used.ids({}), await used.ids({})], [["a"], ["b"]]);
    });
  });

  describe("the admin route", () => {
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
    it("adds faults and shows the log", async () => {
      await admin("POST", "faults", [{ status: 503, body: {} }]);
      assert.equal((await used.call()).status, 503);
      const { value } = await admin("GET", "requests");
      assert.deepEqual([value.length, value[0].accessKeyId, value[0].signatureValid], [1, "key", true]);
      await admin("DELETE", "requests");
      assert.deepEqual(used.emulator.requests(), []);
    });
    it("says what is wrong", async () => {
      assert.match((await admin("POST", "tasks", [{}])).value.error, /tasks\[0\] needs taskId/);
      assert.equal((await admin("PATCH", "tasks/nobody", {})).status, 404);
      assert.equal((await admin("GET", "nothing")).status, 404);
    });
  });
});
