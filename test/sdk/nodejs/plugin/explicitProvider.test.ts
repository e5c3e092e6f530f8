import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";

const SCHEMA = JSON.parse(readFileSync("provider/plugin/schema.json", "utf8"));

/** What the mocks of a program were asked. */
interface Asked {
  calls: pulumi.runtime.MockCallArgs[];
  resources: pulumi.runtime.MockResourceArgs[];
}

async function withMocks(program: () => Promise<void>): Promise<Asked> {
  const asked: Asked = { calls: [], resources: [] };
  await pulumi.runtime.setMocks({
    call: (args) => {
      asked.calls.push(args);
      return { ids: ["dt-mock"] };
    },
    newResource: (args) => {
      asked.resources.push(args);
      return { id: `${args.name}-id`, state: args.inputs };
    },
  });
  await program();
  return asked;
}

const value = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

class Other extends pulumi.ProviderResource {
  constructor(name: string) {
    super("alicloud", name, {});
  }
}

const TASK: dbs.DownloadTaskArgs = { instanceName: "rm-1", backupSetId: "b-1", format: "csv" };

describe("an explicit Provider", () => {
  it("is one of the package alicloud-dbs, with the version of this package and the place of its plugin", async () => {
    let provider: dbs.Provider | undefined;
    const { resources } = await withMocks(async () => {
      provider = new dbs.Provider("prod", { region: "cn-hangzhou", profile: pulumi.output("prod") });
      await value(provider.urn);
    });
    assert.deepEqual(
      [resources[0]?.type, resources[0]?.inputs],
      ["pulumi:providers:alicloud-dbs", { region: "cn-hangzhou", profile: "prod" }],
    );
    const { __version, __pluginDownloadURL } = provider as unknown as Record<string, unknown>;
    assert.deepEqual([__version, __pluginDownloadURL], [SCHEMA.version, SCHEMA.pluginDownloadURL]);
    assert.deepEqual([dbs.Provider.isInstance(provider), dbs.Provider.isInstance(new Other("x"))], [true, false]);
  });

  it("has the arguments of the plugin's schema, and marks the secret ones", async () => {
    const args: Required<dbs.ProviderArgs> = {
      region: "r",
      accessKey: "r",
      secretKey: "r",
      securityToken: "r",
      profile: "r",
      sharedCredentialsFile: "r",
      credentialsUri: "r",
      ecsRoleName: "r",
      assumeRole: { roleArn: "r", sessionExpiration: 900 },
      assumeRoleWithOidc: { oidcProviderArn: "r" },
      endpoint: "r",
      network: "vpc",
    };
    const { inputProperties } = SCHEMA.provider;
    assert.deepEqual(Object.keys(args).sort(), Object.keys(inputProperties).sort());
    const { resources } = await withMocks(async () => {
      await value(new dbs.Provider("prod", args).urn);
    });
    const given = resources[0]?.inputs as Record<string, Record<string, unknown>>;
    const secret = Object.keys(given).filter((name) => typeof given[name] === "object" && "value" in given[name]);
    assert.deepEqual(
      secret.sort(),
      Object.keys(inputProperties)
        .filter((name) => inputProperties[name].secret)
        .sort(),
    );
    assert.deepEqual(given.assumeRole?.value, { roleArn: "r", sessionExpiration: 900 });
  });

  it("has no field pulumi in package.json, with which every program would install the plugin", () => {
    assert.equal("pulumi" in JSON.parse(readFileSync("package.json", "utf8")), false);
  });
});

describe("resources with an explicit provider", () => {
  const made = async (make: (provider: dbs.Provider) => pulumi.Resource) => {
    let resource: pulumi.Resource | undefined;
    const { resources } = await withMocks(async () => {
      resource = make(new dbs.Provider("prod", { region: "cn-hangzhou" }));
      await value(resource.urn);
    });
    const { __aliases, __providers } = resource as unknown as {
      __aliases: pulumi.Output<string>[];
      __providers: Record<string, unknown>;
    };
    const [asked] = resources.filter(({ type }) => /:Download/.test(type));
    const aliases = await Promise.all(__aliases.map((alias) => value(pulumi.output(alias))));
    return { type: asked?.type, inputs: asked?.inputs, aliases, providers: __providers };
  };

  it("are of the plugin's type, carry the alias of the dynamic one, and get the arguments alone", async () => {
    const date = new Date(Date.UTC(2026, 0, 1));
    const gate = await made(
      (provider) => new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", triggers: [date] }, { provider }),
    );
    assert.equal(gate.type, "alicloud-dbs:index:DownloadTasksGate");
    assert.deepEqual(gate.inputs, { instanceName: "rm-1", triggers: ["2026-01-01T00:00:00.000Z"] });
    assert.match(gate.aliases.join(), /::pulumi-nodejs:dynamic\/alicloud-dbs:DownloadTasksGate::gate$/);
    const task = await made((provider) => new dbs.DownloadTask("orders", TASK, { provider }));
    assert.equal(task.type, "alicloud-dbs:index:DownloadTask");
    assert.deepEqual(task.inputs, TASK);
    assert.match(task.aliases.join(), /::pulumi-nodejs:dynamic\/alicloud-dbs:DownloadTask::orders$/);
  });

  it("inherit it from a component, as Pulumi's SDK has it", async () => {
    for (const form of [
      (provider: dbs.Provider) => ({ providers: [provider] }),
      (provider: dbs.Provider) => ({ providers: { "alicloud-dbs": provider } }),
      (provider: dbs.Provider) => ({ provider }),
    ]) {
      const { type, providers } = await made((provider) => {
        const parent = new pulumi.ComponentResource("test:index:Part", "part", {}, form(provider));
        return new dbs.DownloadTask("orders", TASK, { parent });
      });
      assert.equal(type, "alicloud-dbs:index:DownloadTask");
      assert.ok(dbs.Provider.isInstance(providers["alicloud-dbs"]));
    }
  });

  it("stay dynamic without one, and carry the alias of the plugin's type", async () => {
    const options = (other: pulumi.ProviderResource) => ({
      parent: new pulumi.ComponentResource("test:index:Part", "part", {}, { providers: [other] }),
      aliases: [{ name: "old" }],
    });
    const gate = await made(
      () => new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", regionCode: "r-1" }, options(new Other("other"))),
    );
    assert.equal(gate.type, "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTasksGate");
    assert.match(gate.aliases.join(), /DownloadTasksGate::old,.*\$alicloud-dbs:index:DownloadTasksGate::gate$/);
    const task = await made(() => new dbs.DownloadTask("orders", { ...TASK, regionCode: "r-1" }));
    assert.equal(task.type, "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTask");
    assert.match(task.aliases.join(), /::alicloud-dbs:index:DownloadTask::orders$/);
  });

  it("are recognized by isInstance", async () => {
    await withMocks(async () => {
      const provider = new dbs.Provider("prod");
      const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-1" }, { provider });
      const task = new dbs.DownloadTask("orders", TASK, { provider });
      assert.deepEqual(
        [dbs.DownloadTasksGate, dbs.DownloadTask].map((type) => [type.isInstance(gate), type.isInstance(task)]),
        [
          [true, false],
          [false, true],
        ],
      );
      await value(pulumi.all([gate.urn, task.urn]));
    });
  });
});

describe("a provider of another package", () => {
  const REFUSAL =
    "the option provider is a provider of alicloud; pass one of alicloud-dbs, which new dbs.Provider(…) makes, or leave it out";

  it("is refused in a sentence by resources and functions, and nothing is asked", async () => {
    const errors: unknown[] = [];
    const { calls, resources } = await withMocks(async () => {
      const provider = new Other("other");
      await value(provider.urn);
      const uses: (() => unknown)[] = [
        () => new dbs.DownloadTasksGate("gate", { instanceName: "rm-1" }, { provider }),
        () => new dbs.DownloadTask("orders", TASK, { provider }),
        () => dbs.getDownloadTasks({ instanceName: "rm-1" }, { provider }),
        () => dbs.getDownloadUrl({ taskId: "dt-a" }, { provider }),
        () => dbs.getDownloadSupport({ instanceName: "rm-1" }, { provider }),
      ];
      for (const use of uses) {
        try {
          await use();
        } catch (error) {
          errors.push(error);
        }
      }
    });
    assert.deepEqual(
      errors.map((error) => (error as dbs.DbsError).message),
      ["DownloadTasksGate gate", "DownloadTask orders", "getDownloadTasks", "getDownloadUrl", "getDownloadSupport"].map(
        (what) => `[arguments] ${what}: ${REFUSAL}`,
      ),
    );
    assert.deepEqual([calls, resources.length], [[], 1]);
  });
});

describe("functions with an explicit provider under mocks", () => {
  it("ask the call mock with the token of the plugin, and the provider", async () => {
    const { calls } = await withMocks(async () => {
      const provider = new dbs.Provider("prod");
      await dbs.getDownloadTasks({ instanceName: "rm-1" }, { provider });
      const parent = new pulumi.ComponentResource("test:index:Part", "part", {}, { providers: [provider] });
      await dbs.getDownloadSupport({ instanceName: "rm-1" }, { parent });
    });
    assert.deepEqual(
      calls.map(({ token, provider }) => [token, /::prod::prod-id$/.test(provider ?? "")]),
      [
        ["alicloud-dbs:index:getDownloadTasks", true],
        ["alicloud-dbs:index:getDownloadSupport", true],
      ],
    );
  });
});
