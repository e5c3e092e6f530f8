import type { DbsError } from "../core/errors";
import { cleanText } from "../core/text/cleanText";
import type { Verdict } from "../core/verdict/verdict";
import type { Properties } from "./properties";
import type { ResourceRow } from "./resourceRow";

const WOULD: Readonly<Record<Verdict["state"], string>> = {
  ready: "would open now",
  waiting: "would wait",
  failed: "would fail",
};

/** Inputs that the one look of a preview does not depend on. */
const UNUSED = ["triggers", "timeout", "pollInterval", "notFoundTimeout"];

/** What the previews of one program run remember for each other. */
export interface PreviewMemory {
  /** The warnings that a row has shown. */
  readonly told: Set<string>;
  /** By region and network: why the endpoint did not answer. Later gates do not spend their time on it again. */
  readonly unreachable: Map<string, string>;
}

/** A gate's inputs in a preview: the known ones, and the names of those that are not known yet. */
export interface PreviewedInputs {
  known: Properties;
  unknown: readonly string[];
}

/** Looks once; gives what it saw, and the time in milliseconds that an `up` would wait. */
export type PreviewLook = () => Promise<{ verdict: Verdict; timeout: number }>;

/**
 * Tells a gate's row what an `up` would do now. Never throws: an error would fail the preview, and what cannot be looked at
 * now may well be there at the `up`.
 * @param look - its errors are shown, so their messages hold no secret
 */
export async function tellPreview(
  { known, unknown }: PreviewedInputs,
  row: Pick<ResourceRow, "info" | "warning">,
  look: PreviewLook,
  memory: PreviewMemory,
): Promise<void> {
  const notKnown = notKnownText(unknown);
  if (notKnown !== undefined) {
    row.info(notKnown);
    return;
  }
  const warnOnce = (what: string, text: string, again?: string) => {
    if (!memory.told.has(what)) {
      memory.told.add(what);
      row.warning(text);
    } else if (again !== undefined) {
      row.info(again);
    }
  };
  const endpoint = `${known.regionCode} ${known.network}`;
  const reason = memory.unreachable.get(endpoint);
  if (reason !== undefined) {
    row.info(`the preview did not look: ${reason}, as another gate's row says`);
    return;
  }
  try {
    const { verdict, timeout } = await look();
    for (const warning of verdict.warnings) warnOnce(warning, warning);
    row.info(wouldText(verdict, timeout));
  } catch (error) {
    const { kind, code, message } = error as DbsError;
    // A list that is merely long says nothing about the other gates' lists.
    if (kind === "unavailable" || code === "TIMEOUT") {
      memory.unreachable.set(endpoint, `[${kind}]`);
    }
    const text = `the preview could not look: ${cleanText(message)}`;
    warnOnce(
      // Arguments are each gate's own.
      kind === undefined || kind === "arguments" ? text : `${endpoint} ${kind} ${code}`,
      text,
      `the preview could not look: [${kind}], as another gate's row says`,
    );
  }
}

/** Says which inputs the look has to wait for; `undefined` where it depends on none of the unknown ones. */
function notKnownText(unknown: readonly string[]): string | undefined {
  const needed = unknown
    .filter((name) => !UNUSED.includes(name))
    // A region that is taken from datasourceId is not an input of its own.
    .filter((name, _, all) => name !== "regionCode" || !all.includes("datasourceId"));
  return needed.length === 0
    ? undefined
    : `not known until ${needed.join(" and ")} ${needed.length === 1 ? "is" : "are"}`;
}

function wouldText({ state, sentence }: Verdict, timeout: number): string {
  return timeout === 0 && state === "waiting"
    ? `${WOULD.failed}: timeout 0 allows one look; ${sentence}`
    : `${WOULD[state]}: ${sentence}`;
}
