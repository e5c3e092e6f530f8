import { installProject } from "../../support/installedProject";
import { atMost, type Effort, inTurn, median, type Row, spread } from "../measure";

/**
 * Measures how long `require` takes once @pulumi/pulumi is loaded, and counts the loaded files that hold zod or the
 * cloud's client.
 */
export async function imports({ runs }: Effort): Promise<Row[]> {
  const { version } = require("@pulumi/pulumi/package.json") as { version: string };
  const project = await installProject("@pulumi/alicloud", `@pulumi/pulumi@${version}`);
  try {
    const time = (name: string) => async () =>
      Number(
        await project.node(
          `require("@pulumi/pulumi");const before=performance.now();require(${JSON.stringify(name)});console.log(performance.now()-before)`,
        ),
      );
    const times = await inTurn(runs, { ours: time("pulumi-alicloud-dbs"), peer: time("@pulumi/alicloud") });
    // Without their maps, no file would seem to hold zod.
    const heavy = Number(
      await project.node(
        `require("pulumi-alicloud-dbs");
        const { existsSync, readFileSync } = require("node:fs");
        const holdsZod = (map) => existsSync(map) && readFileSync(map, "utf8").includes("node_modules/zod/");
        const files = Object.keys(require.cache);
        if (!files.some((file) => existsSync(file + ".map"))) throw new Error("no file has a source map");
        console.log(files.filter((file) => /@alicloud/.test(file) || holdsZod(file + ".map")).length)`,
      ),
    );
    const figure = 'require("pulumi-alicloud-dbs") after @pulumi/pulumi: wall time';
    const measured = `this package ${spread(times.ours)}; @pulumi/alicloud ${spread(times.peer)}`;
    return [
      atMost(figure, measured, median(times.ours) / 15, 1, "15 ms"),
      atMost(figure, measured, median(times.ours) / median(times.peer), 0.5, "@pulumi/alicloud"),
      {
        figure: 'require("pulumi-alicloud-dbs"): loaded files with zod or the cloud\'s client',
        measured: String(heavy),
        goal: "0",
        ratio: "",
        reached: heavy === 0,
        isCount: true,
      },
    ];
  } finally {
    project.remove();
  }
}
