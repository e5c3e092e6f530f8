import type { FetchPage, PageRequest, TaskPage } from "../../../provider/core/listing/page";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { makeTask } from "./makeTask";

/** Ways in which a service may filter, count and sort. The API documentation allows every combination. */
export interface Manners {
  /** Maximum number of tasks on a page, even if the request asks for more. */
  largestPage: number;
  /** Whether the total count in an answer is right. */
  totals: "honest" | "wrong" | "missing";
  /** Whether a time range includes its ends. With `seconds`, it does, and both are rounded down to whole seconds. */
  ends: "inclusive" | "exclusive" | "seconds";
  /** Page size stated in an answer: the real one, none, or the one that was asked for. */
  echo: "honest" | "none" | "asked";
  /** Whether tasks with the same creation time come in a different order in each answer. */
  unstableTies: boolean;
}

/** A list that changes between any two answers and remembers its whole history. */
export interface ChurningList {
  /** @param matches - the service's filter in addition to the creation time. Default: none. */
  fetchPage(request: PageRequest, matches?: (entry: Pick<Entry, "id" | "state">) => boolean): ReturnType<FetchPage>;
  /** Ids of the tasks that have always been listed since the first answer. */
  throughout(): string[];
  /** Every state that a task has had since the first answer. */
  statesOf(id: string): ReadonlySet<string>;
  createdAt(id: string): number;
  calls(): number;
}

interface Entry {
  id: string;
  created: number;
  state: string;
}

/**
 * Makes a list whose tasks come, go and change state between answers.
 * @param created - creation times of the first tasks, in milliseconds since the epoch
 * @param random - returns numbers from 0 to below 1; the same numbers give the same history
 * @param churn - average number of changes before each answer after the first
 * @param newMoment - returns the creation time of a new task
 */
export function createChurningList(
  created: readonly number[],
  { largestPage, totals, ends, echo, unstableTies }: Manners,
  random: () => number,
  churn: number,
  newMoment: () => number,
): ChurningList {
  let serial = 0;
  let calls = 0;
  const all = new Map<string, Entry>();
  const states = new Map<string, Set<string>>();
  let listed: Entry[] = [];
  const add = (moment: number) => {
    const entry = { id: `dt-${serial++}`, created: moment, state: "running" };
    all.set(entry.id, entry);
    states.set(entry.id, new Set(["running"]));
    listed.push(entry);
  };
  for (const moment of created) add(moment);
  const throughout = new Set(listed);

  const change = () => {
    const kind = random();
    const victim = listed[Math.floor(random() * listed.length)];
    if (kind < 0.4 || victim === undefined) add(newMoment());
    else if (kind < 0.7) {
      listed = listed.filter((entry) => entry !== victim);
      throughout.delete(victim);
    } else {
      victim.state = ["finished", "failed", "running"][Math.floor(random() * 3)] as string;
      states.get(victim.id)?.add(victim.state);
    }
  };

  const within = ({ startTime = 0, endTime = Number.POSITIVE_INFINITY }: PageRequest) => {
    const second = (moment: number) => (Number.isFinite(moment) ? Math.floor(moment / 1000) * 1000 : moment);
    const [from, to] = ends === "seconds" ? [second(startTime), second(endTime)] : [startTime, endTime];
    return ({ created: moment }: Entry) =>
      ends === "exclusive" ? moment > from && moment < to : moment >= from && moment <= to;
  };

  return {
    fetchPage: async (request, matches = () => true) => {
      calls += 1;
      // Answers concurrent calls in any order.
      for (let waits = Math.floor(random() * 4); waits > 0; waits--) await Promise.resolve();
      if (calls > 1) for (let changes = Math.round(random() * 2 * churn); changes > 0; changes--) change();
      const sign = request.orderDirect === "asc" ? 1 : -1;
      const rank = new Map(listed.map((entry, at) => [entry, unstableTies ? random() : at]));
      const matching = listed
        .filter(within(request))
        .filter(matches)
        .sort((a, b) => sign * (a.created - b.created) || (rank.get(a) as number) - (rank.get(b) as number));
      const size = Math.min(request.pageSize, largestPage);
      const page = matching.slice((request.currentPage - 1) * size, request.currentPage * size);
      const total = totals === "honest" ? matching.length : Math.floor(random() * 2 * matching.length);
      const answer: TaskPage = {
        tasks: page.map(toTask),
        pageNumber: request.currentPage,
        ...(echo !== "none" && { pageSize: echo === "honest" ? size : request.pageSize }),
      };
      return totals === "missing" ? answer : { ...answer, totalElements: total, totalPages: Math.ceil(total / size) };
    },
    throughout: () => [...throughout].map(({ id }) => id),
    statesOf: (id) => states.get(id) ?? new Set(),
    createdAt: (id) => all.get(id)?.created ?? Number.NaN,
    calls: () => calls,
  };
}

function toTask({ id, state, created }: Entry): DownloadTaskDetails {
  return makeTask(id, state, { gmtCreate: new Date(created).toISOString() });
}
