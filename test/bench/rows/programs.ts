import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { ensurePulumiCli } from "../../engine/cli/pulumiCli";
import { engineEnvironment } from "../../engine/engineEnvironment";
import { KEY_ID, SECRET } from "../../engine/gateStack";
import { pluginConfig } from "../../engine/plugin/pluginTests";
import { yamlStack } from "../../engine/yaml/yamlStack";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { atMost, type Effort, inTurn, median, ROOT, type Row, spread } from "../measure";
import { releasedPlugin } from "../releasedPlugin";

const WITH = `name: bench
runtime: yaml
resources:
  gate:
    type: alicloud-dbs:DownloadTasksGate
    properties: { instanceName: rm-1 }
variables:
  list:
    fn::invoke: { function: "alicloud-dbs:getDownloadTasks", arguments: { instanceName: rm-1 } }
outputs: { ids: "\${list.ids}", summary: "\${gate.summary}" }
`;
const WITHOUT = "name: bench\nruntime: yaml\noutputs: { ids: [] }\n";

type Operation = "preview" | "up";

/** A program of which a user waits for an operation. */
interface Program {
  /** Returns the milliseconds that an operation took. After an `up` it removes what that made, which is not counted. */
  take(operation: Operation): Promise<number>;
  remove(): void;
}

/**
 * Measures a preview and an `up` of a program with one list and one gate, as whole commands, in TypeScript and in YAML,
 * beside the same programs without the two. In a preview the gate would wait; in an `up` its task is finished.
 */
export async function programs({ runs }: Effort): Promise<Row[]> {
  const plugin = await releasedPlugin();
  const emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  const made = {
    yaml: await yamlProgram(WITH, emulator, plugin.archive),
    yamlWithout: await yamlProgram(WITHOUT, emulator),
    typeScript: await inlineProgram("with", emulator),
    typeScriptWithout: await inlineProgram("without", emulator),
  };
  try {
    const rows: Row[] = [];
    for (const operation of ["preview", "up"] as const) {
      emulator.reset();
      emulator.addTasks([exportTask("dt-a", { endsIn: operation === "preview" ? 36_000 : -60, tables: 10 })]);
      const taking = Object.fromEntries(
        Object.entries(made).map(([name, program]) => [name, () => program.take(operation)]),
      ) as Record<keyof typeof made, () => Promise<number>>;
      const { yaml, yamlWithout, typeScript, typeScriptWithout } = await inTurn(runs, taking);
      const figure = `${operation} of one list and one gate, the whole command`;
      const inYaml = `YAML ${spread(yaml)}, without the two ${spread(yamlWithout)}`;
      const inTypeScript = `TypeScript inline ${spread(typeScript)}, without the two ${spread(typeScriptWithout)}`;
      rows.push(
        operation === "preview"
          ? atMost(figure, inYaml, median(yaml) / 1500, 1, "1500 ms")
          : { figure, measured: inYaml, ratio: "", goal: "" },
        operation === "preview"
          ? atMost(figure, `${inYaml}; ${inTypeScript}`, median(yaml) / median(typeScript), 0.5, "TypeScript")
          : { figure, measured: inTypeScript, ratio: "", goal: "" },
      );
    }
    return rows;
  } finally {
    for (const program of Object.values(made)) program.remove();
    plugin.remove();
    await emulator.close();
  }
}

async function yamlProgram(program: string, { url }: Emulator, archive?: string): Promise<Program> {
  const stack = await yamlStack({ program, config: pluginConfig(url), ...(archive === undefined ? {} : { archive }) });
  const run = async (operation: Operation | "destroy") => {
    const began = performance.now();
    const [code] = await once(stack.start(operation), "close");
    if (code !== 0) throw new Error(`${operation} of the program in YAML ended with code ${code}`);
    return performance.now() - began;
  };
  return {
    async take(operation) {
      const time = await run(operation);
      if (operation === "up") await run("destroy");
      return time;
    },
    remove: () => stack.remove(),
  };
}

async function inlineProgram(what: "with" | "without", { url }: Emulator): Promise<Program> {
  const { command } = await ensurePulumiCli({ environment: process.env, report: console.log });
  const folder = mkdtempSync(join(tmpdir(), "bench-inline-"));
  const directory = join(folder, "project");
  mkdirSync(directory);
  const settings = JSON.stringify({
    root: dirname(dirname(command)),
    directory,
    variables: engineEnvironment({ directory: folder, inherited: process.env }),
    config: pluginConfig(url),
  });
  const run = async (operation: Operation | "destroy") => {
    const args = [join(ROOT, "test/bench/clients/program.cjs"), what, operation, settings];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    return (JSON.parse(stdout) as { wall: number }).wall;
  };
  return {
    async take(operation) {
      const time = await run(operation);
      if (operation === "up") await run("destroy");
      return time;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
