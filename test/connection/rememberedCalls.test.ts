import assert from "node:assert/strict";
import { rememberedCalls } from "../../provider/connection/rememberedCalls";
import { createSharedCalls } from "../../provider/connection/sharedCalls";
import { createFakeClock } from "../support/fakeClock";

describe("rememberedCalls", () => {
  const asker = { deadline: Number.MAX_SAFE_INTEGER, maxRetries: 5 };
  /** Calls that are remembered, of a service whose answers are numbered and whose calls fail with `broken`. */
  const calls = () => {
    const clock = createFakeClock();
    const service = { clock, made: 0, broken: false };
    const shared = rememberedCalls(createSharedCalls(clock));
    const ask = (key: string, since?: number) =>
      shared.ask(key, { ...asker, since }, async () => {
        service.made += 1;
        if (service.broken) throw new Error("broken");
        return service.made;
      });
    return { service, ask };
  };

  it("gives the first answer however much later somebody asks", async () => {
    const { service, ask } = calls();
    assert.equal(await ask("k"), 1);
    await service.clock.sleep(60_000);
    assert.deepEqual([await ask("k"), await ask("other"), service.made], [1, 2, 2]);
  });

  it("gives a newer one to who wants it, and then that to all", async () => {
    const { service, ask } = calls();
    await ask("k");
    const since = service.clock.now();
    await service.clock.sleep(10);
    assert.deepEqual([await ask("k", since), await ask("k")], [2, 2]);
  });

  it("makes a call that failed again", async () => {
    const { service, ask } = calls();
    service.broken = true;
    await assert.rejects(ask("k"), /broken/);
    service.broken = false;
    assert.equal(await ask("k"), 2);
  });
});
