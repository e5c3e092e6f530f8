import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { omitUndefined } from "../../../provider/core/omitUndefined";
import { chooseSource } from "../../../provider/wire/credentials/chooseSource";
import { defaultRegion } from "../../../provider/wire/credentials/defaultRegion";

describe("defaultRegion", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "dbs-region-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("reads the region from the configured profile if none is configured directly", async () => {
    const file = join(folder, "config.json");
    writeFileSync(file, JSON.stringify({ profiles: [{ name: "p", region_id: " cn-beijing " }, { name: "q" }] }));
    const of = (name: string, region?: string) =>
      defaultRegion(
        {
          ...omitUndefined({ region }),
          credentials: chooseSource(undefined, {
            ALICLOUD_PROFILE: name,
            ALIBABA_CLOUD_CREDENTIALS_FILE: file,
          }),
        },
        {},
      );
    assert.equal(await of("p"), "cn-beijing");
    assert.equal(await of("q"), undefined);
    assert.equal(await of("r", "cn-hangzhou"), "cn-hangzhou");
    await assert.rejects(
      of("r"),
      /no profile of the name that environment variable ALICLOUD_PROFILE gives; it has 2 others$/,
    );
  });

  it("reads no file if no profile is configured", async () => {
    assert.equal(await defaultRegion({ credentials: {} }, { HOME: join(folder, "none") }), undefined);
  });
});
