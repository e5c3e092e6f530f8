import { connectionTo, WAITS, waitForAll } from "../../support/sharing/waitsInOutage";
import { atMost, type Effort, type Row } from "../measure";

/** Counts the requests of many waits while the service is down, beside those to a healthy one, on a clock that jumps. */
export async function outage({ short }: Effort): Promise<Row[]> {
  const minutes = short ? 1 : 10;
  const [healthy, down] = [connectionTo(() => false), connectionTo(() => true)];
  for (const { caller } of [healthy, down]) await waitForAll(caller, minutes * 60_000);
  const [most, least] = [down.requests(), healthy.requests()];
  const figure = `simulated waits for ${WAITS} instances, an outage of ${minutes} min: requests`;
  const measured = `this package ${most}; while the service is healthy ${least}`;
  return [{ ...atMost(figure, measured, most / least, 1.5, "the healthy ones"), isCount: true }];
}
