import type { Caller } from "../../../provider/connection/caller";
import { awaitTasks } from "../../../provider/operations/awaitTasks";
import { listTasks } from "../../../provider/operations/listTasks";
import { listingConnection, wireTask } from "../../support/sharing/listingConnection";
import type { Effort, Row } from "../measure";

const TASKS = 10_000;

/**
 * Counts the API calls that one look makes for the three newest tasks of a long list, and those that a full listing
 * makes.
 */
export async function byId(_effort: Effort): Promise<Row[]> {
  const list = Array.from({ length: TASKS }, (_, at) => wireTask(`dt-${at}`, "finished", 1e12 - at * 60_000));
  const requests = async (use: (caller: Caller) => Promise<unknown>) => {
    const { connection, asked } = listingConnection(() => list);
    await use({ defaultRegion: async () => undefined, connect: () => connection });
    return asked.length;
  };
  const selection = { regionCode: "cn-hangzhou", instanceName: "rm-1" };
  const taskIds = ["dt-0", "dt-1", "dt-2"];
  const look = await requests((caller) =>
    awaitTasks(
      {
        selection: { ...selection, taskIds },
        condition: { require: "all", minTasks: 1, failOn: ["failed"], notFoundTimeout: 0, taskIds },
        timeout: 0,
        pollInterval: 60_000,
      },
      caller,
    ),
  );
  const whole = await requests((caller) => listTasks(selection, caller));
  return [
    {
      figure: `one look for 3 task ids, the newest of ${TASKS} tasks: calls`,
      measured: `this package ${look}; a full listing ${whole}`,
      goal: "1",
      ratio: (look / whole).toFixed(3),
      reached: look === 1,
      isCount: true,
    },
  ];
}
