import { atMost, client, type Effort, inTurn, median, type Row, spread, withServer } from "../measure";

/** What a process takes for its first call: from the `require` of the package to the answer, without latency. */
export async function first(effort: Effort): Promise<Row[]> {
  const long = effort.short ? 1_000 : 10_000;
  return [
    ...(await rows(effort, "listing of 3 tasks", 3, "ours.cjs", { cpu: 1.5, wall: 1.5 })),
    ...(await rows(effort, "look of waitForDownloadTasks at a finished task", 3, "look.cjs", { cpu: 1.5, wall: 1.5 })),
    ...(await rows(effort, `listing of ${long} tasks`, long, "ours.cjs", { cpu: 1.6, wall: 1.6 })),
  ];
}

/** A first call is short, and takes up to twice as long from one run to the next, so it is measured more often. */
export const MORE_RUNS = 3;

/** Compares a client with a loop over the vendor's client, by what is limited. */
async function rows(
  { runs, short }: Effort,
  what: string,
  tasks: number,
  file: string,
  limits: { cpu: number; wall: number },
): Promise<Row[]> {
  const report = (host: string, name: string) => async () => {
    const { first: made } = await client(name, [host, 1]);
    if (made === undefined) throw new Error(`${name} reported no first call`);
    return made;
  };
  return await withServer(tasks, 0, async (host) => {
    const made = await inTurn(short ? 1 : MORE_RUNS * runs, { ours: report(host, file), raw: report(host, "raw.cjs") });
    return (["cpu", "wall"] as const).flatMap((kind) => {
      const [ours, raw] = [made.ours, made.raw].map((all) => all.map((each) => each[kind]));
      return atMost(
        `first ${what} in a process, with everything that it loads besides @pulumi/pulumi: ${kind === "cpu" ? "CPU" : "wall"} time`,
        `this package ${spread(ours ?? [])}; loop with openapi-client ${spread(raw ?? [])}`,
        median(ours ?? []) / median(raw ?? []),
        limits[kind],
        "the loop",
      );
    });
  });
}
