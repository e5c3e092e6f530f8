import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { type Check, createdAt, fails, holds, tasks, unknown } from "../check";

/** Page size that this package asks for. */
const PAGE = 100;
/** Page size that the service uses if none is asked for (an answer captured in 2024-07). */
const DEFAULT_PAGE = 20;

/** Tells whether creation times never go the wrong way. `direction` is 1 for oldest first and -1 for newest first. */
function isSorted(list: readonly DownloadTaskDetails[], direction: 1 | -1): boolean {
  const times = list.map(createdAt);
  return times.every((time, at) => at === 0 || direction * (time - (times[at - 1] ?? time)) >= 0);
}

/** Checks of the order of a list, its pages and its totals. */
export const pagingChecks: readonly Check[] = [
  {
    assumption: "OrderDirect is honoured",
    async check({ tasks: newest }, read) {
      const moments = new Set(newest.map(createdAt));
      if (moments.size < 2) return unknown(`${tasks(newest.length)} of ${moments.size} different times`);
      const { tasks: oldest } = await read({ orderDirect: "asc" });
      if (isSorted(newest, -1) && isSorted(oldest, 1)) {
        return holds(`${tasks(newest.length)} newest first, ${oldest.length} oldest first`);
      }
      if (isSorted(oldest, -1)) return fails("asc is answered newest first");
      return fails(isSorted(newest, 1) ? "desc is answered oldest first" : "there is no order by creation time");
    },
  },
  {
    assumption: "A page holds what was asked for",
    check({ tasks: newest, totalElements }) {
      if (totalElements === undefined) return unknown("the answer has no total");
      const due = Math.min(totalElements, PAGE);
      if (newest.length < due) return fails(`a page of ${PAGE} held ${newest.length} of ${tasks(totalElements)}`);
      if (due <= DEFAULT_PAGE) return unknown(`${tasks(totalElements)} fit into a page of the default size`);
      return holds(`a page of ${PAGE} held ${newest.length} of ${tasks(totalElements)}`);
    },
  },
  {
    assumption: "Pages follow each other, and the last one is short",
    async check({ tasks: newest, totalElements }, read) {
      if (newest.length < 2) return unknown(tasks(newest.length));
      const [first, second] = [await read({ pageSize: 1 }), await read({ pageSize: 1, currentPage: 2 })];
      const seen = [...first.tasks, ...second.tasks].map((task) => task.taskId);
      if (seen.length !== 2) return fails(`two pages of 1 held ${tasks(seen.length)}`);
      if (!newest.slice(0, 4).some((task) => task.taskId === seen[1])) return fails("page 2 does not follow page 1");
      if (seen[0] === seen[1]) return fails("page 2 repeats page 1");
      if (totalElements === undefined) return unknown("pages follow each other, but no total says which is the last");
      // Leave room for tasks that are created meanwhile.
      const { tasks: beyond } = await read({ currentPage: Math.ceil(totalElements / PAGE) + 2 });
      return beyond.length === 0
        ? holds("page 2 follows page 1, and a page behind the last one is empty")
        : fails(`a page behind the last one held ${tasks(beyond.length)}`);
    },
  },
  {
    assumption: "Totals count what the filters leave",
    async check({ tasks: newest, totalElements }, read) {
      const middle = newest[Math.floor(newest.length / 2)];
      if (middle === undefined) return unknown("no tasks");
      if (totalElements === undefined) return unknown("the answer has no total");
      const part = await read({ startTime: createdAt(middle) });
      const { totalElements: ofPart, tasks: inPart } = part;
      if (ofPart === undefined) return unknown("the answer to a filter has no total");
      if (inPart.length >= PAGE) return unknown(`more than a page since the middle of ${tasks(newest.length)}`);
      return ofPart === inPart.length
        ? holds(`${ofPart} counted and ${inPart.length} listed of ${totalElements}`)
        : fails(`${ofPart} counted, but ${inPart.length} listed`);
    },
  },
];
