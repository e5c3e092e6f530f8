import assert from "node:assert/strict";
import { createSlots } from "../../provider/wire/slots";

const { signal } = new AbortController();

describe("createSlots", () => {
  it("lets so many in for each key, the others in the order they came", async () => {
    const take = createSlots(2);
    const [leave] = [await take("a", signal), await take("a", signal), await take("b", signal)];
    const entered: number[] = [];
    const waiting = [1, 2].map((each) =>
      take("a", signal).then((leaveAgain) => {
        entered.push(each);
        return leaveAgain;
      }),
    );
    await new Promise(setImmediate);
    assert.deepEqual(entered, []);
    leave?.();
    (await waiting[0])?.();
    await waiting[1];
    assert.deepEqual(entered, [1, 2]);
  });

  it("forgets who gave up waiting", async () => {
    const take = createSlots(1);
    const leave = await take("a", signal);
    const impatient = new AbortController();
    const giving = take("a", impatient.signal);
    const patient = take("a", signal);
    impatient.abort("enough");
    await assert.rejects(giving, (reason) => reason === "enough");
    leave();
    (await patient)();
    await take("a", signal);
  });
});
