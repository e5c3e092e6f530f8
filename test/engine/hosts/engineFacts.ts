import type { DiagnosticEvent, EngineEvent } from "@pulumi/pulumi/automation";

/** A difference between the lines of the two hosts, and the reason for it. */
interface Difference {
  because: string;
  lines: RegExp;
  /** What stands in its place for the comparison. */
  as: string;
}

/** All lines in which the two hosts differ. */
const DIFFERENCES: readonly Difference[] = [
  {
    because: "the engine names the hook in front of its error; the plugin has no hook",
    lines: /before hook "alicloud-dbs:\w+:[\d.]+" failed: /g,
    as: "",
  },
  {
    because: "the engine names the type of a resource whose inputs are refused",
    lines: /pulumi-nodejs:dynamic\/alicloud-dbs:|alicloud-dbs:index:/g,
    as: "",
  },
  {
    because: "credentials come from the stack's configuration, or from the arguments of the provider",
    lines: /(?:stack config alicloud-dbs:|provider argument )(?=\w)/g,
    as: "SETTING ",
  },
  {
    because: "the dynamic host writes what it prints on the stack's row, without the name of a resource",
    lines: /orders: (?=dt-\S+ is no longer managed here)/g,
    as: "",
  },
];

/** Replaces what differs between any two runs: times, durations, progress, ids of requests, instances, addresses. */
export function masked(text: string): string {
  return text
    .replace(/<\{%[^%]*%\}>/g, "")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replace(/[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}/gi, "UUID")
    .replace(/\b(\d+(ms|h|m|s)\b ?)+/g, "DURATION ")
    .replace(/\d+ looks?\b/g, "LOOKS")
    .replace(/\d+\/\d+ tables/g, "TABLES")
    .replace(/\brm-\d+/g, "INSTANCE")
    .replace(/127\.0\.0\.1:\d+/g, "SERVICE");
}

/** Returns the text of what the engine reported. Lines for debugging are left out: Pulumi's SDK writes inputs into them. */
export function reportedIn(events: readonly EngineEvent[]): string {
  return JSON.stringify(events.filter(({ diagnosticEvent }) => !isDebug(diagnosticEvent)));
}

/** Returns the lasting lines of a run, in order, without the stack's own and without the differences. */
export function saidIn(events: readonly EngineEvent[]): string[] {
  const lines = events.flatMap(({ diagnosticEvent: line }) => {
    if (line === undefined || isDebug(line) || (line as { ephemeral?: boolean }).ephemeral) return [];
    return [`${line.severity}: ${line.message}`];
  });
  return lines
    .map((line) => masked(line))
    .map((line) => DIFFERENCES.reduce((text, { lines: of, as }) => text.replace(of, as), line).trim())
    .filter((line) => line !== "")
    .sort();
}

/** Returns what the engine did with gates and exports, as `create gate`. */
export function stepsIn(events: readonly EngineEvent[]): string[] {
  return events
    .flatMap(({ resourcePreEvent: event }) => event?.metadata ?? [])
    .filter(({ type }) => /:DownloadTask(sGate)?$/.test(type))
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`)
    .sort();
}

/** The SDK's type does not list the severity of such lines. */
function isDebug(line: DiagnosticEvent | undefined): boolean {
  return (line?.severity as string | undefined) === "debug";
}
