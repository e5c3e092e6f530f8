import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { refusedInputs } from "../../../../provider/lifecycle/refusedInput";
import { carriedInput } from "../../../../sdk/nodejs/inputs/carriedInput";

const TEXT = "2026-01-01T00:00:00.000Z";
const date = new Date(TEXT);

/** Resolves what `carriedInput` returns as Pulumi does when it sends an input. */
async function resolved(value: unknown): Promise<unknown> {
  if (pulumi.Output.isInstance(value)) {
    return await new Promise((resolve) => value.apply((inner) => resolve(resolved(inner))));
  }
  if (value instanceof Promise) {
    return await resolved(await value);
  }
  if (Array.isArray(value)) {
    return await Promise.all(value.map(resolved));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const members = Object.entries(value).map(async ([key, member]) => [key, await resolved(member)]);
  return Object.fromEntries(await Promise.all(members));
}

const carried = (input: unknown, json = true) => resolved(carriedInput(input, { json, unknowns: "refuse" }));
const refusal = async (input: unknown, json = true) => refusedInputs({ triggers: await carried(input, json) });

class Build {
  #number = 1;
  get number() {
    return this.#number;
  }
}

/** An object as moment and similar libraries make it. */
class Moment {
  toJSON() {
    return TEXT;
  }
}

const cycle: unknown[] = [];
cycle.push({ cycle });

describe("carriedInput", () => {
  const carriable: [what: string, value: unknown, as: unknown][] = [
    ["texts, numbers, booleans and null", ["a", 1, true, null], ["a", 1, true, null]],
    ["lists and plain objects, empty ones too", [[], {}, { a: [{ b: 1 }] }], [[], {}, { a: [{ b: 1 }] }]],
    ["an object of another realm", [runInNewContext("({ a: [1] })")], [{ a: [1] }]],
    ["an object without a prototype", [Object.assign(Object.create(null), { a: 1 })], [{ a: 1 }]],
    ["a Date", [date], [TEXT]],
    ["a Date of another realm", [runInNewContext(`new Date("${TEXT}")`)], [TEXT]],
    ["a Date in an object in a Promise", [Promise.resolve({ at: date })], [{ at: TEXT }]],
    ["a Promise of another realm", [runInNewContext(`Promise.resolve(new Date("${TEXT}"))`)], [TEXT]],
    ["a Date that an Output makes", [pulumi.output(1).apply(() => [date])], [[TEXT]]],
    ["an object with a toJSON method", [new URL("https://a.example/b"), new Moment()], ["https://a.example/b", TEXT]],
    ["a bigint", [5n], ["5"]],
    ["boxed values", [Object(5), Object("a"), Object(false)], [5, "a", false]],
    ["the same object twice", [date, { a: date }], [TEXT, { a: TEXT }]],
  ];
  for (const [what, value, as] of carriable) {
    it(`carries ${what}`, async () => assert.deepEqual(await carried(value), as));
  }

  const refused: [what: string, value: unknown, path: string, reason: RegExp][] = [
    [
      "a Date in pulumi.output()",
      [pulumi.output(date as unknown)],
      "[0]",
      /is an empty object; pulumi\.output\(\) turns/,
    ],
    ["a list of Dates in pulumi.output()", [pulumi.output([date] as unknown)], "[0][0]", /is an empty object/],
    ["an object of Dates in pulumi.output()", [pulumi.output({ at: date } as unknown)], "[0].at", /is an empty object/],
    ["a Date in pulumi.all()", pulumi.all([date as unknown]), "[0]", /is an empty object/],
    ["a Date in pulumi.secret()", [pulumi.secret(date as unknown)], "[0]", /is an empty object/],
    ["an invalid Date", [new Date("x")], "[0]", /is an invalid Date/],
    ["an object of a class", [{ build: new Build() }], "[0].build", /is an object of class Build; allowed are/],
    ["a Map", [new Map([["a", 1]])], "[0]", /is an object of class Map/],
    ["a Set", [new Set([1])], "[0]", /is an object of class Set/],
    ["a function", [() => 1], "[0]", /is a function/],
    ["a symbol", [Symbol("a")], "[0]", /is a symbol/],
    ["a number that is not finite", [Number.NaN], "[0]", /is NaN/],
    ["a cycle", cycle, "[0].cycle", /contains itself/],
    ["a cycle that an Output makes", [pulumi.output(1).apply(() => cycle)], "[0][0].cycle", /contains itself/],
  ];
  for (const [what, value, path, reason] of refused) {
    it(`refuses ${what} by name`, async () => {
      const [issue, ...others] = await refusal(value);
      assert.deepEqual([issue?.property, others], [`triggers${path}`, []]);
      assert.match(issue?.reason ?? "", reason);
    });
  }

  it("shows nothing of a value that it refuses, because the value may be a secret", async () => {
    class Key {
      id = "s3cret";
    }
    assert.doesNotMatch(
      JSON.stringify(await refusal([pulumi.output(1).apply(() => [new Key(), () => "s3cret"])])),
      /s3cret/,
    );
  });

  it("takes a Date for another input than triggers, and refuses a moment-like object or a bigint in true words", async () => {
    assert.equal(await carried(date, false), TEXT);
    assert.equal(await carried(runInNewContext(`new Date("${TEXT}")`), false), TEXT);
    const words = "pass a text, a number, a Date or a list";
    assert.deepEqual(await refusal(new Moment(), false), [
      { property: "triggers", reason: `is an object of class Moment; ${words}` },
    ]);
    assert.deepEqual(await refusal(5n, false), [{ property: "triggers", reason: `is a bigint; ${words}` }]);
  });
});
