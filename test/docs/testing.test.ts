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

  it("names each method of the emulator", async () => {
    const emulator = await start();
    const words = inColumn(1).flatMap((text) => text.match(/\w+/g) ?? []);
    assert.deepEqual(
      Object.keys(emulator).filter((name) => !words.includes(name)),
      [],
    );
  });

  it("names each route of the admin, and no other", async () => {
    const { url } = await start();
    // A row that names two methods stands for two routes.
    const rows = [...page.matchAll(/^\| ((?:`[A-Z]+`, )*)`([A-Z]+) (\/_admin\/\S+)`/gm)];
    const routes = rows.flatMap(([, others = "", method = "", path = ""]) =>
      [...(others.match(/[A-Z]+/g) ?? []), method].map((each) => `${each} ${path}`),
    );
    const code = readFileSync(join(__dirname, "../../sdk/emulator/administer.ts"), "utf8");
    const known = [...code.matchAll(/case "([A-Z]+) (\w+)":/g)].map(([, method, subject]) => `${method} ${subject}`);
    assert.ok(known.length >= 7);
    assert.deepEqual(routes.map((route) => route.replace(/ \/_admin\/(\w+).*/, " $1")).sort(), known.sort());
    for (const route of routes) {
      const [method = "", path = ""] = route.split(" ");
      const response = await fetch(url + path.replace("<id>", "dt-orders"), {
        method,
        ...(method === "GET" ? {} : { body: "none" }),
      });
      // A route that reads a body exists if it refuses this one.
      assert.equal(response.status, /^(POST|PATCH)/.test(route) ? 400 : 200, route);
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
