import assert from "node:assert/strict";
import { createSlots } from "../../../provider/wire/transport/slots";

const never = new AbortController().signal;

describe("createSlots", () => {
  it("gives out as many slots as allowed at once, and the next ones in the order of their requests", async () => {
    const take = createSlots(2);
    const [leave] = [await take(never), await take(never)];
    const entered: number[] = [];
    const waiting = [1, 2].map(async (each) => {
      const leaveAgain = await take(never);
      entered.push(each);
      return leaveAgain;
    });
    await new Promise(setImmediate);
    assert.deepEqual(entered, []);
    leave();
    (await waiting[0])?.();
    await waiting[1];
    assert.deepEqual(entered, [1, 2]);
  });

  it("forgets a caller that gave up waiting", async () => {
    const take = createSlots(1);
    const leave = await take(never);
    const impatient = new AbortController();
    const giving = take(impatient.signal);
    const patient = take(never);
    impatient.abort("enough");
    await assert.rejects(giving, (reason) => reason === "enough");
    leave();
    (await patient)();
    assert.equal(typeof (await take(never)), "function");
  });

  it("keeps the order if a caller is aborted after it got its slot", async () => {
    const take = createSlots(1);
    const leave = await take(never);
    const second = new AbortController();
    const entering = take(second.signal);
    const third = take(never);
    leave();
    const leaveAgain = await entering;
    second.abort();
    leaveAgain();
    (await third)();
  });

  it("gives no slot to a caller that was aborted before it asked", async () => {
    const take = createSlots(1);
    await assert.rejects(take(AbortSignal.abort("enough")), (reason) => reason === "enough");
    assert.equal(typeof (await take(never)), "function");
  });
});
