import { GATE_LIFE } from "./diagrams/gateLife";
import { WORKFLOW } from "./diagrams/workflow";
import { runShop } from "./run/runShop";
import { terminalPictures } from "./run/terminalPictures";
import { diagramSvg } from "./svg/diagramSvg";

/** Runs the CLI, and draws every picture of the documentation. Returns the files' contents by their names. */
export async function drawPictures(): Promise<Record<string, string>> {
  return {
    ...terminalPictures(await runShop()),
    "gate-life.svg": diagramSvg(GATE_LIFE),
    "workflow.svg": diagramSvg(WORKFLOW),
  };
}
