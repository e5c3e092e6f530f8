import assert from "node:assert/strict";
import { adviseOnTask } from "../../../provider/core/verdict/adviseOnTask";
import { makeTask } from "../../support/tasks/makeTask";

describe("adviseOnTask", () => {
  it("advises retrying a failed task before anything else, because it blocks new exports", () => {
    const advice = adviseOnTask(makeTask("dt-a", "failed"));
    assert.match(
      advice,
      /^Retry the failed task, with taskRetries, in the console or with RetryDownloadTask, then run this again\. /,
    );
    assert.match(advice, /Until then, its instance accepts no new export$/);
  });

  it("advises running again or more retries for a task that was retried in vain", () => {
    const advice = adviseOnTask(makeTask("dt-a", "failed"), 2);
    assert.match(advice, /^The next run retries it again\. .*, raise taskRetries\. Until it succeeds, its instance /);
  });

  it("says how to replace an expired task, and does not advise retrying it", () => {
    const advice = adviseOnTask(makeTask("dt-a", "expired"));
    assert.match(
      advice,
      /can't be retried, so a new export is needed\. If a DownloadTask manages the expired one, change its triggers, for example to \["2"\], without adopt: "finished", and the next up starts it\./,
    );
    assert.match(
      advice,
      /Otherwise start one in the console or with CreateDownload\. The service may refuse the same export for some days\./,
    );
    assert.match(advice, /name the new one in taskIds\. Then run this again$/);
  });

  it("advises waiting for the next state if a state that passes was named in failOn", () => {
    assert.match(adviseOnTask(makeTask("dt-a", "queueing")), /when the task has left that state$/);
  });
});
