import assert from "node:assert/strict";
import { lineText } from "./lineText";
import { type OpenTerminal, openTerminal } from "./openTerminal";

describe("a terminal for a picture", () => {
  let terminal: OpenTerminal | undefined;
  afterEach(() => terminal?.close());
  const run = (script: string) => {
    terminal = openTerminal({
      command: "sh",
      args: ["-c", script],
      directory: __dirname,
      environment: process.env,
      columns: 77,
    });
    return terminal;
  };

  it("is a terminal of this size to the command", async () => {
    assert.deepEqual((await run("test -t 0 && test -t 1 && stty size").end()).map(lineText), ["50 77"]);
  });

  it("interrupts the command with Ctrl-C, as a user does", async () => {
    const open = run("trap 'echo interrupted; exit' INT; echo ready; while :; do sleep 0.1; done");
    await open.shows(/^ready/);
    open.type("\x03");
    assert.match((await open.end()).map(lineText).join("\n"), /ready[\s\S]*interrupted/);
  });

  it("fails with everything that was shown if the command ends without the expected line", async () => {
    await assert.rejects(run("echo something else").shows(/never/), /ended without \/never\/:\nsomething else/);
  });
});
