import type { Clock } from "../../core/clock";
import type { Verdict } from "../../core/verdict/verdict";
import type { WaitProgress } from "../../core/wait/wait";
import type { ResourceRow } from "../resourceRow";
import { createWaitTeller } from "./waitTeller";

/** Milliseconds between two reports of the time waited. The teller decides whether to write a line. */
const BETWEEN_LOOKS = 15_000;

/**
 * Runs the wait of a gate, and shows its progress in the gate's row.
 * @param timeout - milliseconds for the wait
 */
export async function tellWait(
  row: Pick<ResourceRow, "info" | "status">,
  timeout: number,
  clock: Pick<Clock, "now" | "sleep">,
  wait: (onProgress: (progress: WaitProgress) => void) => Promise<Verdict>,
): Promise<Verdict> {
  const started = clock.now();
  const teller = createWaitTeller(row, timeout);
  const over = new AbortController();
  const report = async () => {
    for (;;) {
      await clock.sleep(BETWEEN_LOOKS, over.signal);
      teller.waited(clock.now() - started);
    }
  };
  report().catch(() => {});
  try {
    const verdict = await wait(teller.looked);
    teller.opened(verdict, clock.now() - started);
    return verdict;
  } finally {
    over.abort("the wait is over");
  }
}
