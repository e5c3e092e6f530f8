import assert from "node:assert/strict";
import { createSlots } from "../../../provider/wire/transport/slots";

const never = () => new AbortController().signal;

describe("createSlots", () => {
  it("lets so many in at once, the others in the order they came", async () => {
    const take = createSlots(2);
    const [leave] = [take(never), take(never)];
    assert.ok(typeof leave === "function");
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

  it("forgets who gave up waiting", async () => {
    const take = createSlots(1);
    const leave = await take(never);
    const impatient = new AbortController();
    const giving = take(() => impatient.signal);
    const patient = take(never);
    impatient.abort("enough");
    await assert.rejects(
      async () => await giving,
      (reason) => reason === "enough",
    );
    leave();
    (await patient)();
    assert.equal(typeof take(never), "function");
  });

  it("keeps its order when one that got a place is aborted after", async () => {
    const take = createSlots(1);
    const leave = await take(never);
    const second = new AbortController();
    const entering = take(() => second.signal);
    const third = take(never);
    leave();
    const leaveAgain = await entering;
    second.abort();
    leaveAgain();
    (await third)();
  });

  it("asks for no signal where a place is free", () => {
    const take = createSlots(1);
    assert.equal(typeof take(() => assert.fail("asked for the signal")), "function");
  });
});
