import type { Connection } from "../../../provider/connection/caller";
import type { LooksByList } from "../../../provider/connection/looksByList";
import type { DbsError } from "../../../provider/core/errors";
import { cleanText } from "../../../provider/core/text/cleanText";
import type { Verdict } from "../../../provider/core/verdict/verdict";
import { programCaller } from "../programCaller";
import { gateRow, withoutSecrets } from "./gateRow";
import { hookInputs } from "./hookInputs";

/** Milliseconds that a preview's look may take: a preview is read by somebody who waits for it. */
const LOOK_TIMEOUT = 10_000;

const WOULD: Readonly<Record<Verdict["state"], string>> = {
  ready: "would open now",
  waiting: "would wait",
  failed: "would fail",
};

/** What the previews of one program run know of each other. */
export interface PreviewMemory {
  /** Warnings that were told. */
  readonly told: Set<string>;
  /** Why nothing comes from a region's endpoint: later gates do not spend their ten seconds on it again. */
  readonly unreachable: Map<string, string>;
  /** By connection, the looks of this preview. They are kept however long the program takes to come to its next gate. */
  readonly looks: WeakMap<Connection["looks"], LooksByList>;
}

/**
 * Looks once and tells the gate's row what an `up` would do now. Never throws: an error here would fail the preview, and
 * what can't be looked at now may well be there at the `up`.
 */
export async function previewGate(
  urn: string,
  newInputs: Readonly<Record<string, unknown>>,
  memory: PreviewMemory,
): Promise<void> {
  const { known, unknown: notKnown, secrets } = await hookInputs(newInputs);
  const row = gateRow(urn, secrets);
  // What decides nothing of this look need not be known; and a region that is looked for in datasourceId is nobody's input.
  const unknown = notKnown
    .filter((name) => !["triggers", "timeout", "pollInterval", "notFoundTimeout"].includes(name))
    .filter((name, _, all) => name !== "regionCode" || !all.includes("datasourceId"));
  if (unknown.length > 0) {
    row.info(`not known until ${unknown.join(" and ")} ${unknown.length === 1 ? "is" : "are"}`);
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
    const { verdict, once } = await look(known, memory);
    for (const warning of verdict.warnings) warnOnce(warning, warning);
    row.info(
      once && verdict.state === "waiting"
        ? `${WOULD.failed}: timeout 0 allows one look; ${verdict.sentence}`
        : `${WOULD[verdict.state]}: ${verdict.sentence}`,
    );
  } catch (error) {
    const { kind, code, message } = error as DbsError;
    // A list that is only long says nothing of the others.
    if (kind === "unavailable" || code === "TIMEOUT") {
      memory.unreachable.set(endpoint, `[${kind}]`);
    }
    const text = `the preview could not look: ${cleanText(withoutSecrets(message, secrets))}`;
    warnOnce(
      // Arguments are each gate's own.
      kind === undefined || kind === "arguments" ? text : `${endpoint} ${kind} ${code}`,
      text,
      `the preview could not look: [${kind}], as another gate's row says`,
    );
  }
}

/** @returns the verdict, and whether an `up` would look only once */
async function look(
  inputs: Record<string, unknown>,
  { looks: ofPreview }: PreviewMemory,
): Promise<{ verdict: Verdict; once: boolean }> {
  const caller = await programCaller();
  const { gateInputs } = await import("../../../provider/lifecycle/gateInputs");
  const { readGateRequest } = await import("../../../provider/operations/readGateRequest");
  const { lookOnce } = await import("../../../provider/operations/look");
  const request = await readGateRequest(gateInputs(inputs), "DownloadTasksGate", caller);
  const connection = caller.connect(request.selection);
  const { createLooksByList } = await import("../../../provider/connection/looksByList");
  const looks = ofPreview.get(connection.looks) ?? createLooksByList(connection.clock, Number.POSITIVE_INFINITY);
  ofPreview.set(connection.looks, looks);
  // Every look of this preview will do.
  const verdict = await lookOnce(request, { ...connection, looks }, { since: 0, remaining: LOOK_TIMEOUT });
  return { verdict, once: request.timeout === 0 };
}
