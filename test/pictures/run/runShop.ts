import { dirname } from "node:path";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { programStack } from "../../engine/programs/programStack";
import type { Line } from "../terminal/line";
import { type OpenTerminal, openTerminal } from "../terminal/openTerminal";
import { ALL_FINISHED, EXPORTS, LOOKS } from "./exportLooks";
import { installCli } from "./installCli";
import { SHOP_PROGRAM } from "./shopProgram";

/** What the terminal showed at each stage. */
export interface ShopRun {
  preview: Line[];
  /** After Ctrl-C during the wait of the first `up`. */
  interrupted: Line[];
  /** During the wait of the second `up`. */
  waiting: Line[];
  /** At the end of the second `up`. */
  open: Line[];
}

const KEY = { accessKeyId: "pictures-key", accessKeySecret: "pictures-secret" };
/** Columns of the terminal. Nothing that the engine shows is cut, so that no time of the run decides where a line ends. */
const COLUMNS = 500;

/**
 * Runs the real CLI with the program in a terminal: a preview, an `up` that is interrupted and an `up` that opens the
 * gate. The emulator's clock goes on with the looks and not with the time.
 */
export async function runShop(): Promise<ShopRun> {
  const began = Date.now();
  let seconds = () => 0;
  const emulator = await startEmulator({
    scenario: { credentials: [KEY], tasks: [...EXPORTS] },
    now: () => began + seconds() * 1000,
  });
  const stack = await programStack({
    files: SHOP_PROGRAM,
    environment: {
      ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url,
      ALIBABA_CLOUD_REGION_ID: "cn-hangzhou",
      ALIBABA_CLOUD_ACCESS_KEY_ID: KEY.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: KEY.accessKeySecret,
    },
  });
  const command = installCli(stack.cli, dirname(stack.folder));
  let terminal: OpenTerminal | undefined;
  const start = (...args: string[]) => {
    const environment = { ...process.env, ...stack.environment };
    terminal = openTerminal({ command, args, directory: stack.folder, environment, columns: COLUMNS });
    return terminal;
  };
  try {
    const preview = await start("preview").end();

    const up = start("up", "--skip-preview");
    await up.shows(/creating \(\d+s\).*exports: 1 of 3 finished/);
    up.type("\x03");
    const interrupted = await up.end();

    emulator.clearRequests();
    seconds = () => LOOKS[Math.min(emulator.requests().length, LOOKS.length - 1)] as number;
    const again = start("up", "--skip-preview");
    const waiting = await again.shows(/creating \(\d\ds\).*exports: 2 of 3 finished \(about /);
    seconds = () => ALL_FINISHED;
    return { preview, interrupted, waiting, open: await again.end() };
  } finally {
    terminal?.close();
    stack.remove();
    await emulator.close();
  }
}
