import { installProject } from "../../support/installedProject";
import { atMost, type Effort, inTurn, median, type Row, spread } from "../measure";

/** What `require` costs beside @pulumi/pulumi, and what it loads. */
export async function imports({ runs }: Effort): Promise<Row[]> {
  const project = await installProject("@pulumi/alicloud", "@pulumi/pulumi@3.248.0");
  try {
    const time = (name: string) => async () =>
      Number(
        await project.node(
          `require("@pulumi/pulumi");const before=performance.now();require(${JSON.stringify(name)});console.log(performance.now()-before)`,
        ),
      );
    const times = await inTurn(runs, { ours: time("pulumi-alicloud-dbs"), peer: time("@pulumi/alicloud") });
    const heavy = Number(
      await project.node(
        'require("pulumi-alicloud-dbs");console.log(Object.keys(require.cache).filter((file) => /node_modules.(zod|@alicloud)/.test(file)).length)',
      ),
    );
    const figure = 'require("pulumi-alicloud-dbs") beside @pulumi/pulumi';
    const told = `ours ${spread(times.ours)}; @pulumi/alicloud ${spread(times.peer)}`;
    return [
      atMost(figure, told, median(times.ours) / 25, 1, "of 25 ms"),
      atMost(figure, told, median(times.ours) / median(times.peer), 0.5, "of @pulumi/alicloud"),
      {
        figure: "files of zod and of the cloud's client loaded by it",
        measured: String(heavy),
        goal: "0",
        ratio: "",
        reached: heavy === 0,
      },
    ];
  } finally {
    project.remove();
  }
}
