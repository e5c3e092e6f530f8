import { isDeepStrictEqual } from "node:util";
import type { ArgumentIssue } from "../core/errors";
import type { GateRequest } from "../core/query";
import type { Verdict } from "../core/verdict/verdict";
import { gateInputs, OTHER_INPUTS, REPLACING_INPUTS } from "./gateInputs";
import { splitUnknowns } from "./unknowns";

/*
 * The life of a gate, whatever host calls it: pure but for `open`, which waits. There is no delete: a gate is a record,
 * and taking a record away calls nothing.
 *
 * What reads arguments is loaded where there is something to read: an open gate whose inputs are as they were needs
 * nothing of it, and zod costs as much time as a hundred such gates.
 */

export type Properties = Readonly<Record<string, unknown>>;

/**
 * Checks the inputs of a gate. Inputs that are not known yet (a preview) are no problem, and those that the gate was opened
 * with were checked then.
 * @param olds - the inputs of the gate that is open; empty where there is none
 */
export async function checkGate(
  olds: Properties,
  inputs: Properties,
): Promise<{ inputs: Properties; failures: ArgumentIssue[] }> {
  const isOpen = Object.keys(olds).length > 0;
  if (isOpen && isDeepStrictEqual(gateInputs(olds), gateInputs(inputs))) {
    return { inputs, failures: [] };
  }
  const { parseGateArguments, partialGateIssues } = await import("../core/arguments/gateArguments");
  const { known, unknown } = splitUnknowns(gateInputs(inputs));
  const issues = unknown.length > 0 ? partialGateIssues(known) : (parseGateArguments(known).issues ?? []);
  return { inputs, failures: issues };
}

/** Compares what an open gate was opened for with what is asked now. */
export async function diffGate(olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }> {
  const [before, after] = await comparable(olds, news);
  const differs = (name: string) => !isDeepStrictEqual(before[name], after[name]);
  const replaces = REPLACING_INPUTS.filter(differs);
  return { changes: replaces.length > 0 || OTHER_INPUTS.some(differs), replaces };
}

/** How a gate is opened: what it needs of the world. */
export interface Opening {
  /** Waits until the condition holds, or throws. */
  awaitTasks(request: GateRequest): Promise<Verdict>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A new id, never given before. */
  newId(): string;
}

/** Opens a gate: waits until its condition holds and gives the record of it. */
export async function createGate(inputs: Properties, opening: Opening): Promise<{ id: string; outs: Properties }> {
  const { parseGateArguments } = await import("../core/arguments/gateArguments");
  const { argumentsError } = await import("../core/arguments/parseArguments");
  const own = gateInputs(inputs);
  const { value: request, issues } = parseGateArguments(own);
  if (request === undefined) {
    throw argumentsError("DownloadTasksGate", issues);
  }
  const { tasks, sentence } = await opening.awaitTasks(request);
  const outputs = {
    tasks,
    ids: tasks.map((task) => task.taskId),
    summary: sentence,
    openedAt: new Date(opening.now()).toISOString(),
  };
  return { id: opening.newId(), outs: { ...own, ...outputs } };
}

/** A gate is a record: what is stored is what it is, and nobody is asked. */
export function readGate(id: string, properties: Properties): { id: string; props: Properties } {
  return { id, props: properties };
}

/** Other timings: the record stays, its inputs are the new ones. */
export function updateGate(olds: Properties, news: Properties): { outs: Properties } {
  const { tasks, ids, summary, openedAt } = olds;
  return { outs: { ...gateInputs(news), tasks, ids, summary, openedAt } };
}

/**
 * The inputs of both for comparison: in one form where both can be read (a default that is spelled out, or another spelling
 * of the same moment, is no change), else as they are: in a preview one may not be known yet.
 */
async function comparable(olds: Properties, news: Properties): Promise<[Properties, Properties]> {
  const asTheyAre: [Properties, Properties] = [gateInputs(olds), gateInputs(news)];
  if (isDeepStrictEqual(...asTheyAre)) {
    return asTheyAre;
  }
  const { parseGateArguments } = await import("../core/arguments/gateArguments");
  const [old, now] = asTheyAre.map((inputs) => {
    const { value: request } = parseGateArguments(inputs);
    return request && normalized(inputs, request);
  });
  return old === undefined || now === undefined ? asTheyAre : [old, now];
}

function normalized(inputs: Properties, { selection, condition, timeout, pollInterval }: GateRequest): Properties {
  return { ...inputs, ...selection, ...condition, failOn: [...condition.failOn].sort(), timeout, pollInterval };
}
