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
import type { ProgramSettings } from "../clients/program";
import { atMost, type Effort, inTurn, measuredEnvironment, median, ROOT, type Row, spread } from "../measure";
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
 * Measures a preview and an `up` of a program with one list and one gate, in TypeScript and in YAML, beside the same
 * programs without the two. In a preview the gate would wait; in an `up` its task is finished.
 */
export async function programs({ runs }: Effort): Promise<Row[]> {
  const plugin = await releasedPlugin();
  const emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  const remove: (() => void)[] = [() => plugin.remove()];
  const keep = <T extends Program>(program: T): T => {
    remove.push(() => program.remove());
    return program;
  };
  try {
    const made = {
      yaml: asking(emulator, keep(await yamlProgram(WITH, emulator, plugin.archive))),
      yamlWithout: keep(await yamlProgram(WITHOUT, emulator)),
      typeScript: asking(emulator, keep(await inlineProgram("with", emulator))),
      typeScriptWithout: keep(await inlineProgram("without", emulator)),
    };
    const rows: Row[] = [];
    for (const operation of ["preview", "up"] as const) {
      emulator.reset();
      emulator.addTasks([exportTask("dt-a", { endsIn: operation === "preview" ? 36_000 : -60, tables: 10 })]);
      const times = await inTurn(runs, {
        yaml: () => made.yaml.take(operation),
        yamlWithout: () => made.yamlWithout.take(operation),
        typeScript: () => made.typeScript.take(operation),
        typeScriptWithout: () => made.typeScriptWithout.take(operation),
      });
      rows.push(...rowsOf(operation, times));
    }
    return rows;
  } finally {
    for (const each of remove) each();
    await emulator.close();
  }
}

type Times = Record<"yaml" | "yamlWithout" | "typeScript" | "typeScriptWithout", number[]>;

function rowsOf(operation: Operation, { yaml, yamlWithout, typeScript, typeScriptWithout }: Times): Row[] {
  const figure = `${operation} of one list and one gate, with the loading of what it needs`;
  const inYaml = `YAML with the CLI ${spread(yaml)}, without list and gate ${spread(yamlWithout)}`;
  const inTypeScript = `TypeScript inline (Automation API) ${spread(typeScript)}, without list and gate ${spread(typeScriptWithout)}`;
  if (operation === "up") return [{ figure, measured: `${inYaml}; ${inTypeScript}`, ratio: "", goal: "" }];
  return [
    atMost(figure, inYaml, median(yaml) / 1500, 1, "1500 ms"),
    atMost(figure, `${inYaml}; ${inTypeScript}`, median(yaml) / median(typeScript), 0.5, "TypeScript"),
  ];
}

/** Makes a program fail if an operation of it asks the service nothing: then its time means nothing either. */
function asking(emulator: Emulator, program: Program): Program {
  return {
    ...program,
    async take(operation) {
      emulator.clearRequests();
      const time = await program.take(operation);
      if (emulator.requests().length === 0) throw new Error(`a ${operation} asked the service nothing`);
      return time;
    },
  };
}

async function yamlProgram(program: string, { url }: Emulator, archive?: string): Promise<Program> {
  const stack = await yamlStack({ program, config: pluginConfig(url), ...(archive === undefined ? {} : { archive }) });
  const run = async (operation: Operation | "destroy") => {
    const began = performance.now();
    // The Automation API skips the preview of an `up` too.
    const [code] = await once(stack.start(operation, operation === "preview" ? [] : ["--skip-preview"]), "close");
    if (code !== 0) throw new Error(`${operation} of the program in YAML ended with code ${code}`);
    return performance.now() - began;
  };
  return { take: (operation) => taking(operation, run), remove: () => stack.remove() };
}

async function inlineProgram(what: "with" | "without", { url }: Emulator): Promise<Program> {
  const { command } = await ensurePulumiCli({ environment: process.env, report: console.log });
  const folder = mkdtempSync(join(tmpdir(), "bench-inline-"));
  const directory = join(folder, "project");
  mkdirSync(directory);
  const settings: ProgramSettings = {
    root: dirname(dirname(command)),
    directory,
    variables: engineEnvironment({ directory: folder, inherited: measuredEnvironment() }),
    config: pluginConfig(url),
  };
  const run = async (operation: Operation | "destroy") => {
    const path = join(ROOT, "test/bench/clients/program.ts");
    const args = ["-r", "ts-node/register/transpile-only", path, what, operation, JSON.stringify(settings)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env: measuredEnvironment() });
    return (JSON.parse(stdout) as { wall: number }).wall;
  };
  return {
    take: (operation) => taking(operation, run),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function taking(operation: Operation, run: (operation: Operation | "destroy") => Promise<number>) {
  const time = await run(operation);
  if (operation === "up") await run("destroy");
  return time;
}
