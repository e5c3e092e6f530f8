import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ensurePulumiCli } from "../../engine/cli/pulumiCli";
import { engineEnvironment } from "../../engine/engineEnvironment";
import { pluginFolder } from "../../engine/plugin/pluginFolder";

/** What the help of a command of the Pulumi CLI lists. */
interface CommandHelp {
  /** The command by its full name, without `pulumi`. For a word that is not a subcommand, it is the command before it. */
  command: string[];
  subcommands: string[];
  /** Whether a flag takes a value as its next word, by its spelling: `-s`, `--stack`. */
  flags: Map<string, boolean>;
}

/** Reads the help of the real CLI. */
export interface PulumiHelp {
  /**
   * Returns the help of a command, for example of `config set`. Words of this package, as in `do alicloud-dbs:DownloadTask`,
   * come from the built plugin.
   * @throws Error with what the CLI says of a word that does not exist
   */
  of(path: readonly string[]): Promise<CommandHelp>;
  remove(): void;
}

/** Returns a reader of the help of the Pulumi CLI. It reads each help once. */
export async function pulumiHelp(): Promise<PulumiHelp> {
  const cli = await ensurePulumiCli({ environment: process.env, report: console.log });
  const directory = mkdtempSync(join(tmpdir(), "pulumi-help-"));
  const own = { ...engineEnvironment({ directory, inherited: process.env }), PULUMI_DISABLE_REGISTRY_RESOLVE: "true" };
  const env = { ...process.env, ...own };
  const known = new Map<string, Promise<CommandHelp>>();
  const read = async ([command = "", ...rest]: readonly string[]): Promise<CommandHelp> => {
    const plugin =
      command === "do" && rest.length > 0 ? ["--package", join(pluginFolder(), "pulumi-resource-alicloud-dbs")] : [];
    const args = [...(command === "" ? [] : [command]), ...plugin, ...rest, "--help"];
    return parseHelp((await promisify(execFile)(cli.command, args, { cwd: directory, env })).stdout);
  };
  return {
    of(path) {
      const key = path.join(" ");
      const help = known.get(key) ?? read(path);
      known.set(key, help);
      return help;
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function parseHelp(text: string): CommandHelp {
  const subcommands: string[] = [];
  const flags = new Map<string, boolean>();
  const [, usage = ""] = /^Usage:\n {2}pulumi (.*)$/m.exec(text) ?? [];
  const words = `${usage} [`.split(" ");
  const command = words.slice(
    0,
    words.findIndex((word) => /^[[<(]/.test(word)),
  );
  let title = "";
  for (const line of text.split("\n")) {
    title = /^(\S.*):$/.exec(line)?.[1] ?? title;
    const subcommand = /^ {2}([a-z][\w-]*) {2,}\S/.exec(line)?.[1];
    if (title.endsWith("Commands") && subcommand !== undefined) subcommands.push(subcommand);
    const [, short, long, type] = /^ +(?:(-\w), )?(--[\w:-]+)(?: (\S+))? {2,}\S/.exec(line) ?? [];
    if (!title.endsWith("Flags") || long === undefined) continue;
    // `--refresh string[="true"]` takes its value behind a `=` alone.
    const takesWord = type !== undefined && !type.includes("[=");
    for (const flag of [short, long]) if (flag !== undefined) flags.set(flag, takesWord);
  }
  return { command, subcommands, flags };
}
