import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ensurePulumiCli } from "./cli/pulumiCli";
import { TemporaryStack } from "./temporaryStack";

/** Dynamic provider that records the working directory and some variables of its process. */
const PROVIDER = `exports.handler = () => ({ create: async (inputs) => {
  if (inputs.text === "bad") throw new Error("a bad text");
  return { id: "x", outs: { ...inputs, directory: process.cwd(), home: process.env.HOME, key: process.env.ALICLOUD_ACCESS_KEY } };
} })`;

class Probe extends pulumi.CustomResource {
  constructor(name: string, inputs: pulumi.Inputs) {
    super("pulumi-nodejs:dynamic/probe:Probe", name, { __provider: PROVIDER, ...inputs });
  }
}

const program = async () => {
  new Probe("probe", { text: new pulumi.Config().requireSecret("text") });
};

describe("a temporary stack on the real engine", function () {
  this.timeout(600_000);
  let cli: PulumiCommand;
  let temporary: TemporaryStack;
  const probes = () => temporary.state().resources.filter(({ type }) => type.endsWith(":Probe"));

  before(async function () {
    this.timeout(2_700_000);
    cli = await ensurePulumiCli({ environment: process.env, report: console.log });
  });
  beforeEach(async () => {
    process.env.ALICLOUD_ACCESS_KEY = "a key of the user";
    temporary = await TemporaryStack.create({ cli, program, config: { text: { value: "a text", secret: true } } });
  });
  afterEach(async () => {
    delete process.env.ALICLOUD_ACCESS_KEY;
    await temporary.dispose();
    assert.equal(existsSync(temporary.directory), false);
  });

  it("can preview, create, keep, refresh and destroy a dynamic resource", async () => {
    const preview = await temporary.run("preview");
    assert.match(preview.output, /dynamic:Probe probe create/);
    assert.doesNotMatch(preview.output, /warning/);
    assert.deepEqual(temporary.state().resources, []);

    await temporary.run("up");
    const [probe] = probes();
    assert.equal(probe?.id, "x");
    assert.equal(probe.outputs?.directory, join(__dirname, "..", ".."));
    assert.equal(probe.outputs.home, join(temporary.directory, "home"));
    assert.equal(probe.outputs.key, "");
    assert.doesNotMatch(temporary.stateText(), /a text/);

    const second = await temporary.run("up");
    assert.match(second.output, /2 unchanged/);
    assert.ok(second.events.some(({ summaryEvent }) => summaryEvent?.resourceChanges?.same === 2));

    await temporary.run("refresh");
    assert.equal(probes().length, 1);
    await temporary.run("destroy");
    assert.deepEqual(temporary.state(), { resources: [], pendingOperations: [] });
  });

  it("reports why a run failed", async () => {
    await temporary.stack.setConfig("text", { value: "bad" });
    const { error, output } = await temporary.attempt("up");
    assert.match(String(error), /a bad text/);
    assert.match(output, /a bad text/);
    await assert.rejects(temporary.run("up"), /a bad text/);
    assert.deepEqual(probes(), []);
  });

  it("runs again if the program could not start because the engine was not reached, with or without a target", async () => {
    type Call = (request: unknown, callback: (error: Error) => void) => void;
    const prototype = EngineClient.prototype as unknown as { setRootResource: Call };
    const { setRootResource } = prototype;
    try {
      for (const target of [undefined, ["urn:pulumi:test::test::pulumi-nodejs:dynamic/probe:Probe::probe"]]) {
        let calls = 0;
        // The first call of a run that the SDK makes to the engine before it starts the program.
        prototype.setRootResource = function (request, callback) {
          if (calls++ > 0) return setRootResource.call(this, request, callback);
          setImmediate(() => callback(Object.assign(new Error("14 UNAVAILABLE"), { code: 14 })));
        };
        await temporary.run("up", target && { target });
        assert.deepEqual([calls, probes().length], [2, 1]);
        temporary.forget();
      }
    } finally {
      prototype.setRootResource = setRootResource;
    }
  });

  it("can run another program with the same state", async () => {
    await temporary.run("up");
    await temporary.run("up", { program: async () => {} });
    assert.deepEqual(probes(), []);
  });
});
