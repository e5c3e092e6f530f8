import type { Verdict } from "../../core/verdict/verdict";

const WOULD: Readonly<Record<Verdict["state"], string>> = {
  ready: "would open now",
  waiting: "would wait",
  failed: "would fail",
};

/**
 * Returns the sentence that says what a gate would do in an `up`.
 * @param timeout - milliseconds that the `up` would wait; 0 means one look
 */
export function wouldText({ state, sentence }: Verdict, timeout: number): string {
  return timeout === 0 && state === "waiting"
    ? `${WOULD.failed}, because timeout 0 allows only one look (${sentence})`
    : `${WOULD[state]}: ${sentence}`;
}
