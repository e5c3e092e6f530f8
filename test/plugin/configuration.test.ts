import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { markSecret, UNKNOWN } from "../../provider/core/pulumiMarks";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { closeAfterEach } from "../support/closeAfterEach";
import { type PluginEngine, startPluginEngine, structOf } from "../support/plugin/pluginEngine";

const KEYS = { accessKeyId: "LTAIplugin", accessKeySecret: "pluginSecret" };
const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;

describe("the configuration of the plugin", () => {
  const closing = closeAfterEach();

  /** Asks whether an instance is supported, as the configuration says, and returns the answer. */
  async function ask(engine: PluginEngine): Promise<unknown> {
    const request = new messages.InvokeRequest()
      .setTok("alicloud-dbs:index:getDownloadSupport")
      .setArgs(structOf({ instanceName: "rm-1" }));
    return (await engine.call(engine.client.invoke, request)).getReturn()?.toJavaScript();
  }

  const supported = (regionCode: string) => ({ instanceName: "rm-1", regionCode, supported: true });

  it("is the provider's arguments before what the engine passes besides, and that before the environment", async () => {
    const { url } = await closing(startEmulator({ scenario: { credentials: [KEYS] } }));
    const engine = await closing(
      startPluginEngine({ ALICLOUD_REGION: "cn-shanghai", ALICLOUD_ACCESS_KEY: "wrong", ALICLOUD_SECRET_KEY: "wrong" }),
    );
    const keys = { accessKey: KEYS.accessKeyId, secretKey: markSecret(KEYS.accessKeySecret), endpoint: url };
    await engine.configure(keys);
    assert.deepEqual(await ask(engine), supported("cn-shanghai"));
    const request = new messages.ConfigureRequest().setArgs(structOf(keys)).setName("default");
    request.getVariablesMap().set("alicloud-dbs:config:region", "cn-beijing");
    await engine.call(engine.client.configure, request);
    assert.deepEqual(await ask(engine), supported("cn-beijing"));
    request.setArgs(structOf({ ...keys, region: "cn-hangzhou" }));
    await engine.call(engine.client.configure, request);
    assert.deepEqual(await ask(engine), supported("cn-hangzhou"));
  });

  it("is the environment alone if there are no arguments, as with `pulumi do`", async () => {
    const { url } = await closing(startEmulator({ scenario: { credentials: [KEYS] } }));
    const engine = await closing(
      startPluginEngine({
        ALICLOUD_REGION: "cn-hangzhou",
        ALICLOUD_ACCESS_KEY: KEYS.accessKeyId,
        ALICLOUD_SECRET_KEY: KEYS.accessKeySecret,
        ALIBABA_CLOUD_ENDPOINT_DBS: url,
      }),
    );
    await engine.configure({});
    assert.deepEqual(await ask(engine), supported("cn-hangzhou"));
  });

  it("takes an argument that is no text as a value or as JSON text", async () => {
    const engine = await closing(startPluginEngine());
    const role = { sessionName: "s" };
    for (const assumeRole of [role, JSON.stringify(role), markSecret(role)]) {
      await engine.configure({ region: "cn-hangzhou", accessKey: "a", secretKey: "b", assumeRole }, "prod");
      await assert.rejects(ask(engine), /\[credentials\] provider argument assumeRole: roleArn is missing/);
    }
  });

  it("names the stack's configuration in errors if the program made no provider", async () => {
    const engine = await closing(startPluginEngine());
    const args = { region: "cn-hangzhou", accessKey: "a", secretKey: "b", network: "lan" };
    for (const [name, source] of [
      ["default", "stack config alicloud-dbs:network"],
      ["default_0_1_0", "stack config alicloud-dbs:network"],
      ["defaults", "provider argument network"],
    ] as const) {
      await engine.configure(args, name);
      await assert.rejects(ask(engine), new RegExp(source));
    }
  });

  it("refuses keys that do not exist, without their values", async () => {
    const { client, call, configure } = await closing(startPluginEngine());
    await assert.rejects(configure({ regoin: "v4lue" }), (error: Error) => {
      assert.match(
        error.message,
        /\[arguments\] regoin is not an argument of the provider alicloud-dbs; it has region,/,
      );
      assert.doesNotMatch(error.message, /v4lue/);
      return true;
    });
    const request = new messages.ConfigureRequest();
    request.getVariablesMap().set("alicloud-dbs:config:secretkey", "v4lue");
    await assert.rejects(call(client.configure, request), /secretkey is not an argument/);
    const news = structOf({ regoin: "v4lue", version: "0.1.0", pluginDownloadURL: "https://example.com" });
    const checked = await call(client.checkConfig, new messages.CheckRequest().setNews(news));
    const failures = checked.getFailuresList().map((failure) => [failure.getProperty(), failure.getReason()]);
    assert.equal(failures.length, 1);
    assert.match(String(failures[0]), /^,regoin is not an argument/);
  });

  it("gets no default from its check, which wraps every credential as a secret", async () => {
    const { client, call } = await closing(
      startPluginEngine({ ALICLOUD_REGION: "cn-hangzhou", ALICLOUD_PROFILE: "p" }),
    );
    const given = {
      accessKey: "a",
      secretKey: markSecret("b"),
      securityToken: UNKNOWN,
      credentialsUri: "http://127.0.0.1/c",
      assumeRole: { externalId: "d" },
      assumeRoleWithOidc: "{}",
      profile: "q",
    };
    const checked = await call(client.checkConfig, new messages.CheckRequest().setNews(structOf(given)));
    assert.deepEqual(checked.getInputs()?.toJavaScript(), {
      ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, markSecret(value)])),
      secretKey: markSecret("b"),
      profile: "q",
    });
    assert.deepEqual(checked.getFailuresList(), []);
  });

  it("never replaces anything, whatever changes, and names what changed", async () => {
    const { client, call } = await closing(startPluginEngine());
    const olds = { region: "cn-hangzhou", version: "0.1.0", secretKey: markSecret("a"), endpoint: "a.example" };
    const compare = async (news: object) => {
      const request = new messages.DiffRequest()
        .setOlds(structOf({}))
        .setOldInputs(structOf(olds))
        .setNews(structOf(news));
      const answer = await call(client.diffConfig, request);
      return [
        answer.getChanges(),
        answer.getDiffsList().sort(),
        answer.getReplacesList(),
        answer.getDeletebeforereplace(),
      ];
    };
    assert.deepEqual(await compare({ ...olds, secretKey: "a" }), [DIFF_NONE, [], [], false]);
    assert.deepEqual(
      await compare({ region: "cn-beijing", version: "0.2.0", secretKey: markSecret("b"), profile: "p" }),
      [DIFF_SOME, ["endpoint", "profile", "region", "secretKey", "version"], [], false],
    );
  });
});
