import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { ensureVirtualEnvironment, WITNESS } from "../support/python/ensureVirtualEnvironment";
import type { Effort, Row } from "./measure";
import { byId } from "./rows/byId";
import { engine } from "./rows/engine";
import { first, MORE_RUNS } from "./rows/first";
import { fleet } from "./rows/fleet";
import { DELAY_RUNS, gates } from "./rows/gates";
import { imports } from "./rows/imports";
import { lists } from "./rows/lists";
import { outage } from "./rows/outage";
import { plugin } from "./rows/plugin";
import { programs } from "./rows/programs";
import { waits } from "./rows/waits";

/*
 * Measures this package and its peers in one run, and writes RESULTS.md. `npm run bench -- --short` makes a small run
 * and writes nothing. CI uses it to check that the bench still works. `npm run bench -- NAME` runs one group and writes
 * nothing either.
 */

const GROUPS = { first, lists, imports, engine, programs, gates, plugin, waits, byId, outage, fleet };
type Group = keyof typeof GROUPS;

function isGroup(name: string): name is Group {
  return Object.hasOwn(GROUPS, name);
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ figure, measured, ratio, goal, reached }) =>
      `| ${figure} | ${measured} | ${ratio} | ${goal} | ${reached === undefined ? "" : reached ? "yes" : "**no**"} |`,
  );
  return ["| figure | measured | ratio | goal | reached |", "| --- | --- | --- | --- | --- |", ...lines].join("\n");
}

function document(rows: readonly Row[], runs: number, seconds: number): string {
  const version = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  const [cpu] = cpus();
  return `# Figures

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, in ${Math.round(seconds / 60)} min, on ${cpus().length} x ${cpu?.model} with Node.js
${process.version}, ${execFileSync("python3", ["--version"]).toString().trim()}, @alicloud/openapi-client
${version("@alicloud/openapi-client")} and @pulumi/pulumi ${version("@pulumi/pulumi")}.

A figure with a range in brackets is the median, and the range is from the minimum to the maximum. Each is taken
${runs} times (first calls: ${MORE_RUNS * runs}; delays: ${DELAY_RUNS}), and this package and its peers take turns. Servers and clients run in separate
processes, without NODE_EXTRA_CA_CERTS: with it, a start of Node.js 20 takes 0.1 s longer. Simulated figures come from
the package's own code on a clock that jumps ahead.

${table(rows)}
`;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const short = words.includes("--short");
  const chosen = words.filter(isGroup);
  const unknown = words.find((word) => word !== "--short" && !isGroup(word));
  if (unknown !== undefined) throw new Error(`${unknown} is not one of ${Object.keys(GROUPS).join(", ")}`);
  const effort: Effort = { short, runs: short ? 1 : 7, python: await ensureVirtualEnvironment(WITNESS) };
  const started = Date.now();
  const rows: Row[] = [];
  for (const name of chosen.length > 0 ? chosen : (Object.keys(GROUPS) as Group[])) {
    console.log(`${name} …`);
    const made = await GROUPS[name](effort);
    rows.push(...made);
    console.log(table(made));
  }
  const missed = rows.filter(({ isCount, reached }) => isCount === true && reached === false);
  if (short && missed.length > 0) throw new Error(`missed: ${missed.map(({ figure }) => figure).join("; ")}`);
  if (!short && chosen.length === 0) {
    writeFileSync(join(__dirname, "RESULTS.md"), document(rows, effort.runs, (Date.now() - started) / 1000));
  }
}

main().catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});
