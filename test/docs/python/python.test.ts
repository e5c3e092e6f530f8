import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installPythonSdk } from "../../engine/languages/installPythonSdk";
import { ensureVirtualEnvironment, PULUMI_SDK } from "../../support/python/ensureVirtualEnvironment";
import { READERS_OWN } from "../readersOwn";
import { type Snippet, snippetsIn } from "../snippets";
import { sampleOutputs } from "./sampleOutputs";

const IMPORTS = "import pulumi\nimport pulumi_alicloud_dbs as dbs\n";

const WHOLE = `import pulumi
import pulumi_alicloud_dbs as dbs

gate = dbs.DownloadTasksGate("ready", instance_name="rm-1", require="all")
finished = dbs.get_download_tasks_output(instance_name="rm-1", opts=pulumi.InvokeOutputOptions(depends_on=[gate]))
pulumi.export("path", finished.apply(lambda found: found.tasks[0].target_path))
`;

const FRAGMENT = `gate = dbs.DownloadTasksGate("ready", instance_name=instance_name)
pulumi.export("ids", gate.ids)
`;

const WRONG: Record<string, { code: string; error: RegExp }> = {
  "an argument": { code: FRAGMENT.replace("instance_name=", "instance="), error: /TypeError.*'instance'/ },
  "an output": { code: FRAGMENT.replace("gate.ids", "gate.idss"), error: /AttributeError.*'idss'/ },
  "a word": { code: FRAGMENT.replace("TasksGate", "TaskGate"), error: /AttributeError.*'DownloadTaskGate'/ },
  "a result": { code: WHOLE.replace("target_path", "target_paths"), error: /AttributeError.*'target_paths'/ },
};

const sample = (code: string, at: string): Snippet => ({ page: at, line: 1, where: at, language: "python", code });

describe("the programs in Python in the documentation", function () {
  this.timeout(600_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "python-snippets-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  /**
   * Runs snippets under mocks in one process. Returns the error of each by its place, or `null` if it ran without one.
   */
  async function resultsOf(snippets: Snippet[]): Promise<Record<string, string | null>> {
    const python = await ensureVirtualEnvironment(PULUMI_SDK);
    const setup = join(folder, "setup.json");
    writeFileSync(setup, JSON.stringify({ answers: sampleOutputs(), config: READERS_OWN.config }));
    const places = new Map<string, string>();
    for (const [at, { code, where }] of snippets.entries()) {
      const name = /^# (\w+\.py)\n/.exec(code)?.[1] ?? `snippet_${at}.py`;
      const isFragment = !/^(import|from) /m.test(code);
      writeFileSync(join(folder, name), isFragment ? `${IMPORTS}${READERS_OWN.python}${code}` : code);
      places.set(name, where);
    }
    const args = [join(__dirname, "run_snippets.py"), setup, ...[...places.keys()].map((name) => join(folder, name))];
    const own = { PYTHONPATH: await installPythonSdk(python), PYTHONDONTWRITEBYTECODE: "1" };
    const env = { ...process.env, ...READERS_OWN.environment, ...own };
    const { stdout } = await promisify(execFile)(python, args, { cwd: folder, env });
    const results = Object.entries(JSON.parse(stdout) as Record<string, string | null>);
    return Object.fromEntries(results.map(([name, error]) => [places.get(name), error]));
  }

  it("run under mocks without an error, with a fragment as a part of a program", async () => {
    const snippets = [...snippetsIn("python"), sample(WHOLE, "whole"), sample(FRAGMENT, "part")];
    const withoutError = Object.fromEntries(snippets.map(({ where }) => [where, null]));
    assert.deepEqual(await resultsOf(snippets), withoutError);
  });

  it("fail if they name what the SDK does not have", async () => {
    const errors = await resultsOf(Object.entries(WRONG).map(([what, { code }]) => sample(code, what)));
    for (const [what, { error }] of Object.entries(WRONG)) assert.match(errors[what] ?? "no error", error, what);
  });
});
