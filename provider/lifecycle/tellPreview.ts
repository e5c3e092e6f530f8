import type { DbsError } from "../core/errors";
import { cleanText } from "../core/text/cleanText";
import { notKnownUntil } from "./notKnownUntil";
import type { Properties } from "./properties";
import type { ResourceRow } from "./resourceRow";

/** State shared by the previews of all resources in one program run. */
export interface PreviewMemory {
  /** Warnings that a row has already shown. */
  readonly told: Set<string>;
  /** What the looks found out about endpoints, by region and network. */
  readonly endpoints: Map<string, EndpointNews>;
}

interface EndpointNews {
  /** Whether any look got an answer. */
  answered: boolean;
  /** Reasons why looks got no answer, by instance. */
  readonly silent: Map<string, string>;
}

/**
 * Number of instances that must have got no answer, while no other instance got one, before an endpoint counts as
 * unreachable. A single instance may be slow by itself.
 */
const SILENT_INSTANCES = 2;

/** Inputs of a resource in a preview: the known ones, and the names of those that are not known yet. */
export interface PreviewedInputs {
  known: Properties;
  unknown: readonly string[];
  /** Warnings about the known inputs, which are shown whether or not the look is possible. */
  warnings?: readonly string[];
}

/** What a look found out for a preview. */
export interface Preview {
  /** Says what an `up` would do. */
  sentence: string;
  warnings: readonly string[];
}

/** Looks once. */
export type PreviewLook = () => Promise<Preview>;

/**
 * Maximum milliseconds of a preview's looks. It is short because somebody is waiting to read the preview.
 */
export const PREVIEW_TIMEOUT = 10_000;

/**
 * Writes into a resource's row what an `up` would do now. It never throws, because an error would fail the preview, and a
 * look that is impossible now may well be possible during the `up`.
 * @param look - looks once. Its errors are shown, so their messages must not contain a secret
 */
export async function tellPreview(
  { known, unknown, warnings: advice = [] }: PreviewedInputs,
  row: Pick<ResourceRow, "info" | "warning">,
  look: PreviewLook,
  memory: PreviewMemory,
): Promise<void> {
  const warnOnce = (what: string, text: string, again?: string) => {
    if (!memory.told.has(what)) {
      memory.told.add(what);
      row.warning(text);
    } else if (again !== undefined) {
      row.info(again);
    }
  };
  for (const warning of advice) warnOnce(warning, warning);
  const notKnown = notKnownUntil(unknown);
  if (notKnown !== undefined) {
    row.info(notKnown);
    return;
  }
  const endpoint = `${known.regionCode} ${known.network}`;
  const news = memory.endpoints.get(endpoint) ?? { answered: false, silent: new Map<string, string>() };
  memory.endpoints.set(endpoint, news);
  const instance = String(known.instanceName ?? known.datasourceId);
  const reason = news.silent.get(instance) ?? unreachable(news);
  if (reason !== undefined) {
    row.info(`the preview did not read the tasks: ${reason} (another row has the details)`);
    return;
  }
  try {
    const { sentence, warnings } = await look();
    news.answered = true;
    for (const warning of warnings) warnOnce(warning, warning);
    row.info(sentence);
  } catch (error) {
    const { kind, code, message } = error as DbsError;
    if (kind === "unavailable" || code === "TIMEOUT") {
      news.silent.set(instance, `[${kind}]`);
    } else if (kind !== "timeout" && kind !== "cancelled") {
      // A refusal is an answer. A list that merely takes a long time to read says nothing about other lists.
      news.answered = true;
    }
    const text = `the preview could not read the tasks: ${cleanText(message)}`;
    warnOnce(
      // Each resource has its own arguments, so a problem with them is shown for each.
      kind === undefined || kind === "arguments" ? text : `${endpoint} ${kind} ${code}`,
      text,
      `the preview could not read the tasks: [${kind}] (another row has the details)`,
    );
  }
}

/** Returns the reason why further looks at an endpoint are pointless, if there is one. */
function unreachable({ answered, silent }: EndpointNews): string | undefined {
  return answered || silent.size < SILENT_INSTANCES ? undefined : [...silent.values()].at(-1);
}
