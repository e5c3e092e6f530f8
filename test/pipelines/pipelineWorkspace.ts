import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ensurePulumiCli } from "../engine/cli/pulumiCli";
import { engineEnvironment } from "../engine/engineEnvironment";
import { KEY_ID, SECRET } from "../engine/gateStack";
import { processGroups } from "../engine/languages/processGroups";
import { pluginFolder } from "../engine/plugin/pluginFolder";
import { ensureYamlHost } from "../engine/yaml/yamlHost";
import { PIPELINES } from "./readPipelines";

const ROOT = join(__dirname, "../..");
const INSTANCE = "rm-1";

/** How a step ended. */
interface StepEnd {
  /** Exit code; null if a signal ended the step. */
  code: number | null;
  output: string;
}

/** A checkout of a user's repository that holds the pipelines' files, as a job of a pipeline finds it. */
export interface PipelineWorkspace {
  /**
   * Runs the shell of a step.
   * @param day - the day, such as `2026-11-27`. Default: a day on which no export is too old
   */
  run(shell: string, day?: string): Promise<StepEnd>;
  /** Forgets the stack. */
  forget(): Promise<void>;
  remove(): void;
}

/**
 * Makes a folder with the pipelines' scripts, their program and this package, and the stack `prod`.
 * @param url - address of the emulator
 * @param variables - of the product whose job runs
 * @param path - folders in which programs are looked for as well
 */
export async function pipelineWorkspace(
  url: string,
  variables: Readonly<Record<string, string>> = {},
  path: readonly string[] = [],
): Promise<PipelineWorkspace> {
  const options = { environment: process.env, report: console.log };
  const cli = await ensurePulumiCli(options);
  const host = await ensureYamlHost(cli.command, options);
  pluginFolder();
  const directory = mkdtempSync(join(tmpdir(), "pipeline-"));
  const folder = join(directory, "checkout");
  cpSync(PIPELINES, join(folder, "pipelines"), { recursive: true });
  const orders = join(folder, "pipelines", "orders.pp");
  writeFileSync(orders, readFileSync(orders, "utf8").replace("rm-bp1example", INSTANCE));
  cpSync(join(PIPELINES, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(ROOT, join(folder, "node_modules", "pulumi-alicloud-dbs"));
  const programs = join(directory, "programs");
  mkdirSync(programs);
  writeFileSync(join(programs, "date"), '#!/bin/bash\n[ "$*" = "-u +%F" ] && echo "$DAY"\n', { mode: 0o755 });
  const engine = engineEnvironment({ directory, inherited: process.env });
  const env = {
    ...process.env,
    ...engine,
    ...variables,
    PATH: [programs, dirname(cli.command), dirname(host), ...path, engine.PATH].join(delimiter),
    RUNNER_TEMP: directory,
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    ALIBABA_CLOUD_ACCESS_KEY_ID: KEY_ID,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
    ALIBABA_CLOUD_REGION_ID: "cn-hangzhou",
    ALIBABA_CLOUD_ENDPOINT_DBS: url,
    STACK: "prod",
    INSTANCE,
  };
  const groups = processGroups();
  const run: PipelineWorkspace["run"] = (shell, day = "2020-01-01") =>
    new Promise((resolve, reject) => {
      const child = groups.start("bash", ["-e", "-c", shell], {
        cwd: folder,
        env: { ...env, DAY: day, CI_PIPELINE_CREATED_AT: `${day}T16:20:00Z` },
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
      }
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output }));
    });
  const setUp = async (shell: string) => {
    const { code, output } = await run(shell);
    if (code !== 0) throw new Error(`${shell}: ${output}`);
  };
  const begin = () => setUp("pulumi stack init prod --non-interactive");
  await begin();
  return {
    run,
    forget: async () => {
      await setUp("pulumi stack rm prod --force --yes");
      await begin();
    },
    remove() {
      groups.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
