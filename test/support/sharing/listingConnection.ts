import type { Connection } from "../../../provider/connection/caller";
import { createLooksByList } from "../../../provider/connection/looksByList";
import { createProcessMemory } from "../../../provider/connection/processMemory";
import { createRetryQuota } from "../../../provider/wire/rpc/retryQuota";
import { createFakeClock } from "../fakeClock";

/** A task in the form in which the service sends it. */
export type WireTask = Record<string, string>;

export const wireTask = (id: string, state: string, created: number, more: WireTask = {}): WireTask => ({
  TaskId: id,
  DownloadStatus: state,
  GmtCreate: String(created),
  ...more,
});

/**
 * Makes a connection to a list in memory. It filters, sorts and pages as the API documentation says, and records each
 * query.
 */
export function listingConnection(list: () => readonly WireTask[]) {
  const clock = createFakeClock();
  const asked: Record<string, string>[] = [];
  const warnings: string[] = [];
  const connection: Connection = {
    clock,
    looks: createLooksByList(clock),
    lookQuota: createRetryQuota(),
    ...createProcessMemory(),
    random: () => 0.5,
    log: { debug: () => {}, warning: (message) => warnings.push(message) },
    call: async (operation, input) => {
      const parameters = operation.parameters(input);
      asked.push(parameters);
      const { CurrentPage = "1", PageSize = "20", State, StartTime = "0", EndTime = "9e15", OrderDirect } = parameters;
      const size = Math.min(Number(PageSize), 100);
      const matching = list()
        .filter((task) => State === undefined || task.DownloadStatus === State)
        .filter(({ GmtCreate }) => Number(GmtCreate) >= Number(StartTime) && Number(GmtCreate) <= Number(EndTime))
        .sort((a, b) => (Number(b.GmtCreate) - Number(a.GmtCreate)) * (OrderDirect === "asc" ? -1 : 1));
      const page = matching.slice((Number(CurrentPage) - 1) * size, Number(CurrentPage) * size);
      return operation.parse({
        RequestId: `r-${asked.length}`,
        Data: {
          PageNumber: CurrentPage,
          PageSize: String(size),
          TotalElements: String(matching.length),
          TotalPages: String(Math.ceil(matching.length / size)),
          Content: { List: page },
        },
      });
    },
  };
  return { connection, asked, warnings, clock };
}
