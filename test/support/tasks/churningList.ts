import type { FetchPage, PageRequest, TaskPage } from "../../../provider/core/listing/page";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { makeTask } from "./makeTask";

/** Ways in which a service may filter, count and sort. The API documentation allows every honest combination. */
export interface Manners {
  /** Maximum number of tasks on a page, even if the request asks for more. */
  largestPage: number;
  /** Total count in an answer: right, random, absent, or the count of the list without the filters of state and time. */
  totals: "honest" | "wrong" | "missing" | "unfiltered";
  /**
   * Whether a time range includes its ends. With `seconds`, it does, and both are rounded down to whole seconds. With
   * `ignored`, all tasks are listed, and with `other`, another time of the task is compared.
   */
  ends: "inclusive" | "exclusive" | "seconds" | "ignored" | "other";
  /** Page size stated in an answer: the real one, none, or the one that was asked for. */
  echo: "honest" | "none" | "asked";
  /** Whether tasks with the same creation time come in a different order in each answer. */
  unstableTies: boolean;
  /** Whether every answer is sorted with the oldest task first. Default: as the request says. */
  oldestFirst?: boolean;
  /** Probability that some tasks of an answer, or all of them, are left out of it. Default: 0. */
  gaps?: number;
}

/**
 * Something that happens to a list between two answers. With `add`, the new task is the newest. With `move`, a task gets
 * a new creation time and becomes the newest.
 */
export type Change = "add" | "addAnywhere" | "remove" | "move" | "state";

/** A list that changes between any two answers and remembers its whole history. */
export interface ChurningList {
  fetchPage: FetchPage;
  /** @param matches - the service's filter in addition to the creation time and the state */
  answer(request: PageRequest, matches: (entry: Pick<Entry, "id" | "state">) => boolean): Promise<TaskPage>;
  /** Ids of the tasks that have always been listed since the first answer. */
  throughout(): string[];
  /** Every state that a task has had since the first answer. */
  statesOf(id: string): ReadonlySet<string>;
  /** Every creation time that a task has had, the first one first. */
  momentsOf(id: string): readonly number[];
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
 * @param changes - what may happen; each of them is as likely as the others
 * @param anyMoment - returns the creation time of a task that is added anywhere
 */
export function createChurningList(
  created: readonly number[],
  { largestPage, totals, ends, echo, unstableTies, oldestFirst = false, gaps = 0 }: Manners,
  random: () => number,
  churn: number,
  changes: readonly Change[],
  anyMoment: () => number,
): ChurningList {
  let calls = 0;
  let newest = Math.max(0, ...created);
  const all = new Map<string, { states: Set<string>; moments: number[] }>();
  let listed: Entry[] = [];
  const add = (moment: number) => {
    const entry = { id: `dt-${all.size}`, created: moment, state: "running" };
    all.set(entry.id, { states: new Set(["running"]), moments: [moment] });
    listed.push(entry);
    newest = Math.max(newest, moment);
  };
  const later = () => newest + 1 + Math.floor(random() * 2_000);
  for (const moment of created) add(moment);
  const throughout = new Set(listed);

  const change = () => {
    const kind = changes[Math.floor(random() * changes.length)];
    const victim = listed[Math.floor(random() * listed.length)];
    if (kind === "add" || victim === undefined) add(later());
    else if (kind === "addAnywhere") add(anyMoment());
    else if (kind === "remove") {
      listed = listed.filter((entry) => entry !== victim);
      throughout.delete(victim);
    } else if (kind === "move") {
      victim.created = later();
      newest = victim.created;
      all.get(victim.id)?.moments.push(victim.created);
    } else {
      victim.state = ["finished", "failed", "running"][Math.floor(random() * 3)] as string;
      all.get(victim.id)?.states.add(victim.state);
    }
  };

  const within = ({ startTime = 0, endTime = Number.POSITIVE_INFINITY }: PageRequest) => {
    const second = (moment: number) => (Number.isFinite(moment) ? Math.floor(moment / 1000) * 1000 : moment);
    const [from, to] = ends === "seconds" ? [second(startTime), second(endTime)] : [startTime, endTime];
    return ({ id, created: moment }: Entry) => {
      const compared = ends === "other" ? moment + 10_000 * (Number(id.slice(3)) % 7) : moment;
      if (ends === "ignored") return true;
      return ends === "exclusive" ? compared > from && compared < to : compared >= from && compared <= to;
    };
  };

  const answer: ChurningList["answer"] = async (request, matches) => {
    calls += 1;
    // Answers concurrent calls in any order.
    for (let waits = Math.floor(random() * 4); waits > 0; waits--) await Promise.resolve();
    if (calls > 1) for (let left = Math.round(random() * 2 * churn); left > 0; left--) change();
    const sign = request.orderDirect === "asc" || oldestFirst ? 1 : -1;
    const rank = new Map(listed.map((entry, at) => [entry, unstableTies ? random() : at]));
    const unfiltered = listed.filter(matches);
    const matching = unfiltered
      .filter(within(request))
      .filter(({ state }) => request.state === undefined || state === request.state)
      .sort((a, b) => sign * (a.created - b.created) || (rank.get(a) as number) - (rank.get(b) as number));
    const size = Math.min(request.pageSize, largestPage);
    const rows = matching.slice((request.currentPage - 1) * size, request.currentPage * size);
    const kept = gaps > 0 && random() < gaps ? Math.floor(random() * 3) / 2 : 1;
    const counted = totals === "unfiltered" ? unfiltered.length : matching.length;
    const total = totals === "wrong" ? Math.floor(random() * 2 * counted) : counted;
    const page: TaskPage = {
      tasks: (kept === 1 ? rows : rows.filter(() => random() < kept)).map(toTask),
      pageNumber: request.currentPage,
      ...(echo !== "none" && { pageSize: echo === "honest" ? size : request.pageSize }),
    };
    return totals === "missing" ? page : { ...page, totalElements: total, totalPages: Math.ceil(total / size) };
  };
  return {
    fetchPage: (request) => answer(request, () => true),
    answer,
    throughout: () => [...throughout].map(({ id }) => id),
    statesOf: (id) => all.get(id)?.states ?? new Set(),
    momentsOf: (id) => all.get(id)?.moments ?? [],
    calls: () => calls,
  };
}

function toTask({ id, state, created }: Entry): DownloadTaskDetails {
  return makeTask(id, state, { gmtCreate: new Date(created).toISOString() });
}
