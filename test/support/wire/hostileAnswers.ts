import { SIGNATURE, UNKNOWN } from "../../../provider/core/pulumiMarks";
import { spellingsOf } from "../spellings";
import type { ScriptedAnswer } from "./scriptedService";

/** Text that would forge a line, colour a terminal, reorder a sentence or vanish. */
const TRICKS = [
  "\n",
  "\r\n[error] ",
  "\u001b[31m",
  "\u009b2J",
  "\u0000",
  "\u202e",
  "\u2067",
  "\u061c",
  "\u200b",
  "\ufeff",
];
const ODD_TEXTS = [
  UNKNOWN,
  "\ud800",
  "",
  " ",
  "%",
  "\\",
  "&",
  "…",
  "...",
  "[secret]",
  "{",
  '"',
  "💥",
  "\u2028",
  "ﷺ".repeat(40),
];
const CODES = ["Throttling.User", "NoPermission", "InvalidParameter", "ServiceUnavailable", "DBS.InternalError", "Odd"];
const STATES = ["initializing", "queueing", "running", "finished", "failed", "expired"];

/**
 * Makes answers that quote secrets in every spelling, between tricks and filler, so that every limit of length cuts
 * some of them.
 */
export function hostileAnswers(
  random: () => number,
  { credentials, inputs, taskIds }: Readonly<Record<"credentials" | "inputs" | "taskIds", readonly string[]>>,
) {
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const several = (most: number, make: () => string) => Array.from({ length: below(most) }, make).join("");
  const piece = (secrets: readonly string[]) => {
    const spelled = () => one(Object.values(spellingsOf(one(secrets))));
    return one([
      spelled,
      spelled,
      () => spelled().slice(0, 4 + below(20)) + one(["…", "..."]),
      () => one(TRICKS),
      () => one(ODD_TEXTS),
      () => one(["no ", "task ", "of ", "x. ", ", "]).repeat(1 + below(120)),
    ])();
  };
  const text = () => several(7, () => piece([...credentials, ...inputs]));
  /** Text of a field of a task, which is data of the user. A service does not store credentials there. */
  const field = () => several(7, () => piece(inputs));
  const task = () => ({
    TaskId: one([one(taskIds), one(taskIds), field() || "dt-x"]),
    DownloadStatus: one([...STATES, ...STATES, field() || "odd"]),
    GmtCreate: String(1_767_000_000_000 + below(100_000)),
    Progress: one(["3/10", field()]),
    [one(["New", SIGNATURE, "TargetPath", "DbList"])]: one([field(), { [SIGNATURE]: field() }]),
  });
  const refusal = () => ({
    Code: one([one(CODES), one(CODES) + text(), text()]),
    Message: text(),
    ErrMessage: text(),
    AccessDeniedDetail: { [one(["AuthAction", text()])]: text(), PolicyType: text() },
  });
  const page = () => ({
    Success: "true",
    Data: { TotalElements: "2", Extra: text(), Content: { List: [task(), one([task(), { TaskId: text() }])] } },
  });
  return (): ScriptedAnswer => {
    const status = one([200, 200, 200, 400, 403, 404, 429, 500, 503]);
    const body = {
      RequestId: one(["R-1", text()]),
      ...(status === 200 ? one([page, page, page, refusal])() : refusal()),
    };
    return {
      status,
      headers:
        random() < 0.2
          ? {
              "content-type": text()
                .replaceAll("…", "...")
                .replace(/[^ -~]/g, ""),
            }
          : {},
      body: random() < 0.1 ? text() : { Success: "false", ...body },
    };
  };
}
