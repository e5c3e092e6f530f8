import { namedText } from "../../lifecycle/namedText";
import type { ResourceRow } from "../../lifecycle/resourceRow";
import type { EngineLog, LogLine } from "./engineLog";

/** Identifies the resource that a row belongs to. */
export interface RowOwner {
  urn: string;
  name: string;
}

/**
 * Returns the row of a resource. Every message in it begins with the resource's name.
 * @param secrets - strings that must never appear, taken from secret inputs
 */
export function pluginRow(
  log: Pick<EngineLog, "write">,
  { urn, name }: RowOwner,
  secrets: readonly string[],
): ResourceRow {
  const write = (text: string, line: Pick<LogLine, "severity" | "ephemeral">) =>
    log.write({ ...line, urn, text: namedText(name, text, secrets) });
  return {
    info: (text) => write(text, { severity: "info" }),
    status: (text) => write(text, { severity: "info", ephemeral: true }),
    warning: (text) => write(text, { severity: "warning" }),
  };
}
