import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import { PluginResource, usePlugin } from "../plugin/pluginTests";
import { stepsIn } from "./engineFacts";

const ARGS = {
  DownloadTask: { regionCode: "cn-hangzhou", instanceName: "rm-1", backupSetId: "b-1", format: "csv", triggers: [1] },
  DownloadTasksGate: { regionCode: "cn-hangzhou", instanceName: "rm-1", taskIds: ["dt-a"], triggers: [1] },
} as const;

/** A place where a resource can live. */
interface Place {
  name: string;
  /** Whether the resource is made as a generated SDK makes it, without an explicit provider. */
  isGenerated: boolean;
  options(): pulumi.CustomResourceOptions;
}

describe("a resource that moves between the hosts on the real engine", function () {
  this.timeout(600_000);
  const tests = usePlugin();
  const withProvider = (name: string, args: dbs.ProviderArgs): Place => ({
    name: `the explicit provider ${name}`,
    isGenerated: false,
    options: () => ({ provider: new dbs.Provider(name, { endpoint: tests.emulator.url, ...args }) }),
  });
  const dynamic: Place = { name: "the program's process", isGenerated: false, options: () => ({}) };
  const byDefault: Place = { name: "the plugin's default provider", isGenerated: true, options: () => ({}) };
  const one = withProvider("one", { region: "cn-hangzhou", accessKey: KEY_ID, secretKey: SECRET });
  const two = withProvider("two", { region: "cn-beijing", accessKey: "LTAItwo", secretKey: "two", network: "vpc" });
  /** Every way between two of the four places is taken once. */
  const LONG = [dynamic, byDefault, dynamic, one, dynamic, two, one, two, byDefault, one, byDefault, two, dynamic];

  for (const type of ["DownloadTask", "DownloadTasksGate"] as const) {
    const program =
      ({ isGenerated, options }: Place) =>
      async () => {
        if (isGenerated) {
          // A generated SDK takes the alias from the schema.
          const aliases = [{ type: `pulumi-nodejs:dynamic/alicloud-dbs:${type}` }];
          new PluginResource(type, "moved", ARGS[type], { aliases });
        } else if (type === "DownloadTask") {
          new dbs.DownloadTask("moved", ARGS[type], options());
        } else {
          new dbs.DownloadTasksGate("moved", ARGS[type], options());
        }
      };
    const moved = () => tests.stack.state().resources.filter(({ urn }) => urn.endsWith("::moved"));

    const travel = async ([start = dynamic, ...places]: readonly Place[]) => {
      tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
      await tests.runs("up", program(start));
      const [{ id, outputs } = {}] = moved();
      let before = start.name;
      for (const place of places) {
        const way = `from ${before} to ${place.name}`;
        const { output, events, actions } = await tests.runs("up", program(place));
        assert.match(stepsIn(events).join(), /^(same|update) moved$/, way);
        assert.doesNotMatch(output, /no longer managed/, way);
        assert.deepEqual([actions, moved().length, moved()[0]?.id], [[], 1, id], way);
        assert.equal(moved()[0]?.type.startsWith("pulumi-nodejs:"), place === dynamic, way);
        for (const name of type === "DownloadTask" ? ["taskId", "gmtCreate"] : ["tasks", "openedAt"]) {
          assert.deepEqual(moved()[0]?.outputs?.[name], outputs?.[name], `${name} ${way}`);
        }
        // A record without the text of the dynamic provider could not be refreshed.
        if (place === dynamic) assert.deepEqual((await tests.runs("refresh", program(place))).actions, [], way);
        before = place.name;
      }
    };

    it(`is never replaced and asks for nothing, if it is a ${type} that began in the program's process`, async () => {
      await travel(LONG);
      assert.match((await tests.runs("up", program(dynamic))).output, /unchanged/);
    });

    it(`is never replaced and can be refreshed, if it is a ${type} that began in the plugin`, async () => {
      // Its record never held the text of the dynamic provider.
      await travel([one, dynamic, two]);
    });
  }
});
