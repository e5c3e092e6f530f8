import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readScenario } from "../../sdk/emulator/reading/readScenario";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { closeAfterEach } from "../support/closeAfterEach";

const page = readFileSync(join(__dirname, "../../docs/testing.md"), "utf8");
const scenarios = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(([, text = ""]) => text);

/** Returns the words in code of a table's first or second column. */
const inColumn = (column: number) =>
  page
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .flatMap((line) => [...(line.split(" | ")[column] ?? "").matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word));

describe("docs/testing.md", () => {
  const keep = closeAfterEach();
  const start = async () => keep(await startEmulator({ scenario: readScenario(JSON.parse(scenarios[0] ?? "")) }));

  it("shows a scenario that the emulator accepts", async () => {
    assert.equal(scenarios.length, 1);
    assert.deepEqual((await start()).taskIds(), ["dt-orders", "dt-customers"]);
  });

  it("shows requests to the admin route that are accepted", async () => {
    const { url } = await start();
    const requests = [...page.matchAll(/^curl -X POST http:\/\/127\.0\.0\.1:8280(\S+) -d '([^']+)'$/gm)];
    assert.deepEqual([...new Set(requests.map(([, path]) => path))], ["/_admin/tasks", "/_admin/clock"]);
    // Each section adds the task dt-new to an emulator of its own.
    for (const [, path, body = ""] of requests) {
      const response = await fetch(`${url}${path}`, { method: "POST", body });
      assert.equal(response.status, 200, `${path}: ${await response.text()}`);
      await fetch(`${url}/_admin/tasks/dt-new`, { method: "DELETE" });
    }
  });

  it("names each method of the emulator and each route of its admin", async () => {
    const emulator = await start();
    const words = inColumn(1).flatMap((text) => text.match(/\w+/g) ?? []);
    assert.deepEqual(
      Object.keys(emulator).filter((name) => !words.includes(name)),
      [],
    );
    for (const route of ["POST /_admin/clock", "POST /_admin/tasks", "POST /_admin/faults"]) {
      assert.ok(inColumn(0).includes(route), route);
      const [method = "", path = ""] = route.split(" ");
      const { status } = await fetch(`${emulator.url}${path}`, { method, body: "{}" });
      assert.equal(status, 400, "the route exists, and refuses an empty body");
    }
  });

  it("names each field of a scenario", () => {
    const allowed = /allowed are (.*)$/;
    assert.throws(
      () => readScenario({ nothing: 1 }),
      ({ message }: Error) => {
        const fields = allowed.exec(message)?.[1]?.split(", ") ?? [];
        assert.deepEqual(
          fields.filter((field) => !inColumn(0).includes(field)),
          [],
        );
        return fields.length > 5;
      },
    );
  });
});
